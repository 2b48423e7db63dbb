import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { millijoules, milliseconds } from "../../src/base/units.js";
import { parseArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { FUSION_OPERATORS } from "../../src/space/network/layer.js";
import type { FrozenBackbone } from "../../src/training/backbone.js";
import { FrozenSupernet } from "../../src/training/elastic/frozen.js";
import { trainSupernet } from "../../src/training/elastic/train-supernet.js";
import { FUSION_SETTINGS } from "../../src/training/fusion/settings.js";
import { type FusionEvaluation, FusionLab } from "../../src/training/fusion-lab.js";
import { bitsOf, openForTests, tensorsLeft } from "../support/backend.js";
import { generatedDataset, SMALLEST_BACKBONES } from "../support/generated-av-mnist.js";
import { supernetRequest } from "../support/supernet-request.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-lab-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dataset = generatedDataset({ train: 64, validation: 32, test: 16, seed: 5 });
const settings = {
  ...FUSION_SETTINGS,
  searchChannels: 8,
  searchEpochs: 2,
  searchBatch: 32,
  trainEpochs: 2,
  trainBatch: 32,
  costWeights: { latency: 0.1, energy: 0.1 },
};
const COSTS = Object.fromEntries(
  FUSION_OPERATORS.map((name, i) => [name, { latency: milliseconds(1 + i), energy: millijoules(5 + i) }]),
);

/** How the networks are fused beyond cells and nodes is open. */
const OPEN = { ...SMALLEST_BACKBONES, "fusion.cells": 2, "fusion.nodes": 2 };
const ASKED = { architecture: OPEN, costs: COSTS, settings, seed: 7 };

async function backboneOf(
  modality: string,
  data = dataset,
  where = folder,
  epochs = 2,
): Promise<FrozenBackbone> {
  const caller = { clock: () => 0, onProgress: () => {} };
  const request = supernetRequest(modality, data, { folder: where, backend, epochs });
  return new FrozenSupernet("av-mnist", await trainSupernet(request, caller));
}

let backend: string;
let backbones: readonly FrozenBackbone[];
let lab: FusionLab;
let first: FusionEvaluation;
beforeAll(async () => {
  backend = await openForTests();
  backbones = [await backboneOf("image"), await backboneOf("audio")];
  let seconds = 0;
  lab = new FusionLab(dataset, backbones, () => 1000 * seconds++);
  first = await lab.evaluate(ASKED);
}, 120_000);

describe("FusionLab", { timeout: 60_000 }, () => {
  test("evaluates an architecture: completes its genotype and returns finite scores", () => {
    const space = compileSpace(builtInSpace("av-mnist")!);
    expect(() => parseArchitecture(space, first.genes)).not.toThrow();
    expect(first.genes).toMatchObject(OPEN);
    expect(Object.keys(first.genes).length).toBe(Object.keys(OPEN).length + 2 * (2 + 2 * 3));
    expect(Object.keys(first.alone)).toEqual(["image", "audio"]);
    const test = lab.score(OPEN, first.trained, "test");
    for (const { accuracy, crossEntropy } of [
      first.validation,
      first.logitSum,
      ...Object.values(first.alone),
      test,
    ]) {
      expect(accuracy).toBeGreaterThanOrEqual(0);
      expect(accuracy).toBeLessThanOrEqual(1);
      expect(crossEntropy).toBeGreaterThan(0);
      expect(Number.isFinite(crossEntropy)).toBe(true);
    }
    expect(first.trained.values.every(Number.isFinite)).toBe(true);
    expect(first.seconds).toBe(1);
  });

  test("equal seeds give equal results and leave no tensors; another lab agrees", async () => {
    let again: FusionEvaluation | undefined;
    const epochs: string[] = [];
    const other = new FusionLab(dataset, backbones, () => 0);
    const left = await tensorsLeft(async () => {
      again = await other.evaluate({
        ...ASKED,
        onEpoch: async ({ stage, done, total }) => {
          epochs.push(`${stage} ${done}/${total}`);
        },
      });
    });
    expect(left).toBe(0);
    expect(epochs).toEqual(["searching 1/2", "searching 2/2", "training 1/2", "training 2/2"]);
    expectEqual(again!, first);
  });

  test("the genes that tier 2 found give the same network without a search", async () => {
    const stages = new Set<string>();
    const given = await lab.evaluate({
      ...ASKED,
      architecture: first.genes,
      onEpoch: async ({ stage }) => {
        stages.add(stage);
      },
    });
    expect([...stages]).toEqual(["training"]);
    expectEqual(given, first);
    const { trained } = await lab.evaluate({ ...ASKED, architecture: first.genes, seed: 8 });
    expect(bitsOf(trained.values)).not.toBe(bitsOf(first.trained.values));
  });

  test("an evaluation that its caller stops rejects and leaves no tensors", async () => {
    for (const last of ["searching", "training"]) {
      const stopped = () =>
        lab.evaluate({
          ...ASKED,
          onEpoch: async ({ stage }) => {
            if (stage === last) throw new Error(`stopped ${stage}`);
          },
        });
      expect(await tensorsLeft(() => expect(stopped()).rejects.toThrow(`stopped ${last}`))).toBe(0);
    }
  });

  test("if the data have fewer classes than the backbones, logits are added class by class", async () => {
    const data = generatedDataset({ train: 48, validation: 32, test: 8, seed: 8, classes: 3 });
    const own = [
      await backboneOf("image", data, join(folder, "three"), 12),
      await backboneOf("audio", data, join(folder, "three"), 12),
    ];
    const three = new FusionLab(data, own, () => 0);
    /** So heavy that what the fusion network adds decides nothing. */
    const heavy = { ...settings, lateWeight: 1e6 };
    const { validation, logitSum } = await three.evaluate({ ...ASKED, settings: heavy });
    expect(logitSum.accuracy).toBeGreaterThan(0.5);
    expect(validation.accuracy).toBe(logitSum.accuracy);
  });

  test("rejects supernets of another data set and names the modality", () => {
    const other = generatedDataset({ train: 10, validation: 10, test: 10, seed: 6 });
    expect(() => new FusionLab(other, backbones, () => 0)).toThrow(
      /^the image supernet was trained on another data set than "generated"/,
    );
  });
});

function expectEqual(actual: FusionEvaluation, expected: FusionEvaluation): void {
  const { trained, frozen, seconds: _, ...measured } = actual;
  expect(measured).toEqual({
    genes: expected.genes,
    validation: expected.validation,
    scoring: { score: "accuracy" },
    alone: expected.alone,
    logitSum: expected.logitSum,
  });
  expect(bitsOf(trained.values)).toBe(bitsOf(expected.trained.values));
  expect(frozen).toEqual(expected.frozen);
}
