import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { millijoules, milliseconds } from "../../../src/base/units.js";
import type { FusionReport } from "../../../src/runs/network-trainer.js";
import { FUSION_OPERATORS } from "../../../src/space/network/layer.js";
import { writeDataset } from "../../../src/training/data/dataset.js";
import { readNetwork } from "../../../src/training/networks/network-file.js";
import { generatedDataset, SMALLEST_BACKBONES } from "../../support/generated-av-mnist.js";
import { generatedTools, SUBJECT, SUPERNET, silent, stopped, whenever } from "./generated-tools.js";

const FUSION = {
  ...SUBJECT,
  genes: { ...SMALLEST_BACKBONES, "fusion.cells": 1, "fusion.nodes": 1 },
  costs: Object.fromEntries(
    FUSION_OPERATORS.map((name, i) => [name, { latency: milliseconds(1 + i), energy: millijoules(5 + i) }]),
  ),
  costWeights: { latency: 0.1, energy: 0.1 },
  searchEpochs: 2,
  trainEpochs: 2,
  seed: 7,
  keepsNetwork: true,
};

const { folder, places, notes, tools, fusionCheckpoints, supernet } = generatedTools();

describe("LocalTraining", { timeout: 60_000 }, () => {
  describe("a fusion training", () => {
    let whole: FusionReport;
    const fusion = (onStage = silent, signal = whenever) =>
      tools.trainFusion(FUSION, places, onStage, signal);
    const equalToWhole = ({ seconds: _, ...report }: FusionReport): void => {
      const { seconds: __, ...expected } = whole;
      expect(report).toEqual(expected);
    };
    beforeAll(async () => {
      for (const modality of ["image", "audio"]) await supernet(modality);
      whole = await fusion();
    });

    test.each([
      ["searching", ["training 1", "training 2"]],
      ["training", []],
    ])(
      "stopped while %s and resumed gives the same result, and the duration of both parts",
      async (stage, rest) => {
        await stopped(stage, fusion, 1000);
        expect(fusionCheckpoints()).toHaveLength(1);
        const started = Date.now();
        const stages: string[] = [];
        const resumed = await fusion((stage, done) => stages.push(`${stage} ${done}`));
        expect(stages).toEqual([`${stage} 2`, ...rest]);
        equalToWhole(resumed);
        expect(resumed.seconds).toBeGreaterThan((Date.now() - started) / 1000);
        expect(fusionCheckpoints()).toEqual([]);
      },
    );

    test("stores its network in a file that the report names, as the same bytes every time", async () => {
      expect(whole.network).toMatch(/^generated\.[0-9a-f]{16}\.network$/);
      const file = join(places.supernets, whole.network!);
      const before = readFileSync(file);
      equalToWhole(await fusion());
      expect(readFileSync(file).equals(before)).toBe(true);
      const { genes, validation, seed, task, settings } = (await readNetwork(file))!;
      expect({ genes, validation, seed, task }).toEqual({
        genes: whole.genes,
        validation: whole.validation,
        seed: 7,
        task: "generated",
      });
      expect(settings).toMatchObject({ searchEpochs: 2, trainEpochs: 2, costWeights: FUSION.costWeights });
      const shorter = { ...FUSION, trainEpochs: 1 };
      const other = await tools.trainFusion(shorter, places, silent, whenever);
      expect(other.network).not.toBe(whole.network);
    });

    test("whose network was stored is scored again, by name or path, with the same score", async () => {
      const file = join(places.supernets, whole.network!);
      const scored = await tools.scoreNetwork({ network: whole.network! }, places);
      const { genes, validation } = whole;
      const { backend } = scored;
      expect(scored).toEqual({
        ...{ file, task: "generated", genes, seed: 7, backend },
        ...{ recorded: validation, scored: validation, trainedWith: backend },
      });
      expect(await tools.scoreNetwork({ network: file }, places)).toEqual(scored);
    });

    test("a network that is missing, or whose data set or supernets differ, is not scored", async () => {
      const score = (network: string, where = places) => tools.scoreNetwork({ network }, where);
      await expect(score("nothing.network")).rejects.toThrow(
        `neither nothing.network nor ${join(places.supernets, "nothing.network")} exists`,
      );
      const data = { ...places, datasets: join(folder, "other-data") };
      await writeDataset(
        join(data.datasets, "generated.dataset"),
        generatedDataset({ train: 64, validation: 32, test: 8, seed: 4 }),
      );
      await expect(score(whole.network!, data)).rejects.toThrow(
        `the image supernet was trained on another data set than "generated" of this folder`,
      );
      const other = { ...places, supernets: join(folder, "other-supernets") };
      const request = { ...SUPERNET, epochs: 1 };
      for (const modality of ["image", "audio"])
        await tools.trainSupernet({ ...request, modality }, other, silent, whenever);
      await expect(score(join(places.supernets, whole.network!), other)).rejects.toThrow(
        "the image backbone of this network is not the one that it was trained on",
      );
      const retrained = { ...data, supernets: join(folder, "retrained-supernets") };
      for (const modality of ["image", "audio"])
        await tools.trainSupernet({ ...request, modality }, retrained, silent, whenever);
      await expect(score(join(places.supernets, whole.network!), retrained)).rejects.toThrow(
        `this network was trained on another data set than "generated" of this folder`,
      );
    });

    test("stores no network if that is not requested or the quota is 0", async () => {
      const networks = () => readdirSync(places.supernets).filter((name) => name.endsWith(".network"));
      const before = networks();
      const cheap = { ...FUSION, seed: 8, keepsNetwork: false };
      expect(await tools.trainFusion(cheap, places, silent, whenever)).not.toHaveProperty("network");
      const nowhere = { ...places, networkBytes: 0 };
      const asked = { ...FUSION, seed: 8 };
      expect(await tools.trainFusion(asked, nowhere, silent, whenever)).not.toHaveProperty("network");
      expect(networks()).toEqual(before);
    });

    test("whose network cannot be written still has a report, and a note says so", async () => {
      const asked = { ...FUSION, seed: 9 };
      const { network } = await tools.trainFusion(asked, places, silent, whenever);
      const file = join(places.supernets, network!);
      rmSync(file);
      mkdirSync(file);
      const report = await tools.trainFusion(asked, places, silent, whenever);
      expect(report).not.toHaveProperty("network");
      expect(notes.at(-1)).toMatch(/^the trained network could not be stored: E[A-Z]+: /);
      rmSync(file, { recursive: true });
    });

    test("with a checkpoint that cannot be read starts from the beginning", async () => {
      await stopped("training", fusion);
      const file = join(places.supernets, fusionCheckpoints()[0]);
      truncateSync(file, 1000);
      equalToWhole(await fusion());
      expect(notes.at(-1)).toContain(`${file} is truncated`);
    });
  });
});
