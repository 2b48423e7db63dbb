import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { millijoules, milliseconds } from "../../src/base/units.js";
import type { OnStage } from "../../src/cli/training-tools.js";
import type { FusionReport } from "../../src/runs/network-trainer.js";
import { FUSION_OPERATORS } from "../../src/space/network/layer.js";
import { writeDataset } from "../../src/training/data/dataset.js";
import { readNetwork } from "../../src/training/networks/network-file.js";
import { LocalTraining } from "../../src/training/tools.js";
import { generatedDataset, SMALLEST_BACKBONES } from "../support/generated-av-mnist.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-tools-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const places = {
  datasets: join(folder, "datasets"),
  supernets: join(folder, "supernets"),
  backend: "auto",
  threads: 1,
  networkBytes: 1e9,
} as const;
const SUBJECT = { task: "generated", space: "av-mnist" };
const SUPERNET = { ...SUBJECT, seed: 1, epochs: 2, scored: "largest", replace: false } as const;
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
const fileOf = (modality: string): string => join(places.supernets, `generated.${modality}.1.supernet`);
const fusionCheckpoints = (): string[] =>
  readdirSync(places.supernets).filter((name) => /\.fusion\..*\.checkpoint$/.test(name));

const notes: string[] = [];
const tools = new LocalTraining((line) => notes.push(line));
const whenever = new AbortController().signal;
const silent: OnStage = () => {};
const never: OnStage = () => {
  throw new Error("trained again");
};
const supernet = (modality: string, changes = {}, onStage = silent, signal = whenever) =>
  tools.trainSupernet({ ...SUPERNET, modality, ...changes }, places, onStage, signal);

/** Stops some work after an epoch of a stage. */
async function stopped(
  last: string,
  work: (onStage: OnStage, signal: AbortSignal) => Promise<unknown>,
  longer = 0,
): Promise<void> {
  const abort = new AbortController();
  const onStage: OnStage = (stage) => {
    if (stage !== last) return;
    const end = Date.now() + longer;
    while (Date.now() < end);
    abort.abort(new Error("stopped"));
  };
  await expect(work(onStage, abort.signal)).rejects.toThrow("stopped");
}

beforeAll(async () => {
  const dataset = generatedDataset({ train: 64, validation: 32, test: 8, seed: 3 });
  await writeDataset(join(places.datasets, "generated.dataset"), dataset);
});

describe("LocalTraining", { timeout: 60_000 }, () => {
  test.each([
    ["av-mnist-hard", "harmonic dataset build av-mnist-hard"],
    ["mine", "harmonic dataset import MANIFEST --task mine"],
  ])("a missing data set of %s: the error names the command that creates it", async (task, command) => {
    await expect(tools.checkFusion({ ...SUBJECT, task }, places)).rejects.toThrow(
      `${join(places.datasets, `${task}.dataset`)} does not exist: \`${command}\` creates it`,
    );
  });

  test("a supernet that was missing is found once it exists", async () => {
    await expect(tools.checkFusion(SUBJECT, places)).rejects.toThrow(
      `${fileOf("image")} does not exist: \`harmonic train supernet --task generated --modality image\` creates it`,
    );
    await supernet("image");
    await supernet("audio");
    await tools.checkFusion(SUBJECT, places);
  });

  test("a finished supernet is not trained again: a note says so, and its checkpoint is removed", async () => {
    const begun = { seed: 5 };
    const checkpoint = join(places.supernets, "generated.image.5.supernet.checkpoint");
    await stopped("training", (onStage, signal) => supernet("image", begun, onStage, signal));
    copyFileSync(checkpoint, join(folder, "kept"));
    const first = await supernet("image", begun);
    copyFileSync(join(folder, "kept"), checkpoint);
    expect(await supernet("image", begun, never)).toEqual(first);
    expect(existsSync(checkpoint)).toBe(false);
    expect(notes.at(-1)).toBe(`${first.file} is already trained with these settings: nothing is left to do`);
  });

  test("a supernet of which only the largest sub-network was scored is scored without training again", async () => {
    const all = { scored: "all" };
    const stages = new Set<string>();
    await stopped("scoring", (onStage, signal) =>
      supernet("image", all, (...stage) => stages.add(stage[0]) && onStage(...stage), signal),
    );
    expect([...stages]).toEqual(["scoring"]);
  });

  test("a supernet or a checkpoint with other terms is overwritten only with `replace`", async () => {
    await expect(supernet("image", { epochs: 3 }, never)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(`${fileOf("image")} was trained with epochs 2, not 3: `),
    });
    await supernet("image", { epochs: 2 }, never);
    const begun = { seed: 2, epochs: 4 };
    await stopped("training", (onStage, signal) => supernet("image", begun, onStage, signal));
    await expect(supernet("image", { ...begun, epochs: 1 }, never)).rejects.toThrow(
      /\.image\.2\.supernet\.checkpoint was trained with epochs 4, not 1: /,
    );
    const replaced = await supernet("image", { ...begun, epochs: 1, replace: true });
    expect(replaced.epochs).toBe(1);
    expect(existsSync(`${replaced.file}.checkpoint`)).toBe(false);
  });

  test("a supernet that was trained again is noticed", async () => {
    const before = await tools.backboneScores(SUBJECT, places);
    await supernet("audio", { epochs: 3, replace: true });
    const after = await tools.backboneScores(SUBJECT, places);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
  });

  test("an unreadable checkpoint of a supernet is ignored", async () => {
    const begun = { seed: 3 };
    await stopped("training", (onStage, signal) => supernet("audio", begun, onStage, signal));
    const file = join(places.supernets, "generated.audio.3.supernet.checkpoint");
    truncateSync(file, 1000);
    const epochs: number[] = [];
    await supernet("audio", begun, (stage, done) => {
      if (stage === "training") epochs.push(done);
    });
    expect(epochs).toEqual([1, 2]);
    expect(notes.at(-1)).toBe(`${file} is truncated or is not a file of this program: it is ignored`);
    expect(existsSync(file)).toBe(false);
  });

  describe("a fusion training", () => {
    let whole: FusionReport;
    const fusion = (onStage = silent, signal = whenever) =>
      tools.trainFusion(FUSION, places, onStage, signal);
    const equalToWhole = ({ seconds: _, ...report }: FusionReport): void => {
      const { seconds: __, ...expected } = whole;
      expect(report).toEqual(expected);
    };
    beforeAll(async () => {
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

  test("incomplete files of killed processes are removed, recent ones are not", async () => {
    const [old, fresh] = [1, 2].map((pid) => join(places.supernets, `x.supernet.${pid}.part`));
    for (const file of [old, fresh]) writeFileSync(file, "");
    utimesSync(old, 0, 0);
    await supernet("image", { seed: 4 });
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });
});

test("a different data set of the same name is overwritten only with `replace`", async () => {
  const manifestOf = (name: string, shade: number): string => {
    const file = join(folder, name);
    const lines = ["train", "train", "validation", "test"].flatMap((split) =>
      [0, 1].map((label) => {
        const image = Array.from({ length: 784 }, (_, i) => (i % 7) * shade + label);
        return JSON.stringify({
          split,
          label,
          inputs: { image, audio: Array.from({ length: 400 }, (_, i) => (i % 5) + label) },
        });
      }),
    );
    writeFileSync(file, lines.join("\n"));
    return file;
  };
  const [first, other] = [manifestOf("first.ndjson", 1), manifestOf("other.ndjson", 2)];
  const build = (manifest: string, replace = false) =>
    tools.buildFromManifest(
      { manifest, id: "mine", space: "av-mnist", out: join(folder, "own"), replace },
      silent,
    );
  const { checksum } = await build(first);
  expect((await build(first)).checksum).toBe(checksum);
  await expect(build(other)).rejects.toMatchObject({ field: "dataset" });
  expect((await build(first)).checksum).toBe(checksum);
  expect((await build(other, true)).checksum).not.toBe(checksum);
});
