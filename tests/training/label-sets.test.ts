import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { millijoules, milliseconds } from "../../src/base/units.js";
import { FUSION_OPERATORS } from "../../src/space/network/layer.js";
import { FrozenSupernet } from "../../src/training/elastic/frozen.js";
import type { SupernetFile } from "../../src/training/elastic/supernet-file.js";
import { trainSupernet } from "../../src/training/elastic/train-supernet.js";
import { FUSION_SETTINGS } from "../../src/training/fusion/settings.js";
import { FusionLab } from "../../src/training/fusion-lab.js";
import { scoreOfSets } from "../../src/training/targets/score-of.js";
import { listedSets } from "../../src/training/targets/targets.js";
import { chooseThresholds } from "../../src/training/targets/thresholds.js";
import type { SupernetProgress } from "../../src/training/train-backbone.js";
import { bitsOf, openForTests, tensorsLeft } from "../support/backend.js";
import { generatedDataset, SMALLEST_BACKBONES, withSegments } from "../support/generated-av-mnist.js";
import { supernetRequest } from "../support/supernet-request.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-label-sets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Digits as on a display, with a sound for each: the labels are the segments that light up. */
const dataset = withSegments(generatedDataset({ train: 64, validation: 32, test: 8, seed: 5 }));
const settings = {
  ...FUSION_SETTINGS,
  searchChannels: 8,
  searchEpochs: 2,
  searchBatch: 32,
  trainEpochs: 2,
  trainBatch: 32,
};
const COSTS = Object.fromEntries(
  FUSION_OPERATORS.map((name, i) => [name, { latency: milliseconds(1 + i), energy: millijoules(5 + i) }]),
);
const ASKED = {
  architecture: { ...SMALLEST_BACKBONES, "fusion.cells": 2, "fusion.nodes": 1 },
  costs: COSTS,
  settings,
  seed: 7,
};

const losses: number[] = [];
const progress = ({ loss }: SupernetProgress): void => {
  if (loss !== undefined) losses.push(loss);
};
const supernetOf = (modality: string, backend: string): Promise<SupernetFile> => {
  const request = supernetRequest(modality, dataset, { folder, backend });
  return trainSupernet(request, { clock: () => 0, onProgress: progress });
};

let supernets: readonly SupernetFile[];
let lab: FusionLab;
beforeAll(async () => {
  const backend = await openForTests();
  supernets = [await supernetOf("image", backend), await supernetOf("audio", backend)];
  lab = new FusionLab(
    dataset,
    supernets.map((file) => new FrozenSupernet("av-mnist", file)),
    () => 0,
  );
}, 120_000);

describe("examples with sets of labels", { timeout: 60_000 }, () => {
  test("train supernets: the loss of seven labels falls, and the score is a weighted F1", () => {
    expect(losses).toHaveLength(4);
    for (const loss of losses) expect(loss).toBeLessThan(1.2);
    expect(losses[1]).toBeLessThan(losses[0]);
    expect(losses[3]).toBeLessThan(losses[2]);
    for (const { scores } of supernets)
      for (const { accuracy, crossEntropy } of Object.values(scores)) {
        expect(accuracy).toBeGreaterThan(0.4);
        expect(accuracy).toBeLessThanOrEqual(1);
        expect(crossEntropy).toBeLessThan(1);
      }
  });

  test("are fused and scored with thresholds from validation; equal seeds give equal weights", async () => {
    const { validation, scoring, alone, logitSum, genes, trained } = await lab.evaluate(ASKED);
    const { targets } = dataset.splits.validation;
    if (targets.kind !== "labels") throw new Error("the segments are sets of labels");
    const logits = lab.logits(genes, trained, "validation");
    expect(logits).toHaveLength(32 * 7);
    const thresholds = chooseThresholds("weighted-f1", logits, targets);
    expect(scoring).toEqual({ score: "weighted-f1", thresholds: [...thresholds] });
    const told = Array.from(logits, (logit, i) => (logit >= thresholds[i % 7] ? 1 : 0));
    expect(validation.accuracy).toBeCloseTo(scoreOfSets("weighted-f1", told, targets.sets, 7), 12);
    const atHalf = Array.from(logits, (logit) => (logit >= 0 ? 1 : 0));
    expect(validation.accuracy).toBeGreaterThanOrEqual(scoreOfSets("weighted-f1", atHalf, targets.sets, 7));
    const onTest = lab.logits(genes, trained, "test");
    const onTestTold = Array.from(onTest, (logit, i) => (logit >= thresholds[i % 7] ? 1 : 0));
    const { targets: held } = dataset.splits.test;
    if (held.kind !== "labels") throw new Error("the segments are sets of labels");
    expect(lab.score(genes, trained, "test").accuracy).toBe(
      scoreOfSets("weighted-f1", onTestTold, held.sets, 7),
    );
    expect(listedSets(targets).every((own) => own.length >= 2)).toBe(true);
    for (const { accuracy, crossEntropy } of [validation, logitSum, ...Object.values(alone)]) {
      expect(accuracy).toBeGreaterThan(0);
      expect(accuracy).toBeLessThanOrEqual(1);
      expect(Number.isFinite(crossEntropy)).toBe(true);
    }
    let again = "";
    const left = await tensorsLeft(async () => {
      again = bitsOf((await lab.evaluate(ASKED)).trained.values);
    });
    expect(again).toBe(bitsOf(trained.values));
    expect(left).toBe(0);
  });

  test("cannot be paired again within their class; the error comes before any training", async () => {
    const stages: string[] = [];
    const asked = lab.evaluate({
      ...ASKED,
      settings: { ...settings, repairing: true },
      onEpoch: async ({ stage }) => {
        stages.push(stage);
      },
    });
    await expect(asked).rejects.toThrow(
      "drawing pairs anew within their class needs a data set in which every example has one class",
    );
    expect(stages).toEqual([]);
  });
});
