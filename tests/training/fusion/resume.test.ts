import { beforeAll, describe, expect, test } from "vitest";
import { millijoules, milliseconds } from "../../../src/base/units.js";
import { USUAL_FORM } from "../../../src/space/network/fusion-form.js";
import { FUSION_OPERATORS } from "../../../src/space/network/layer.js";
import { fusionData } from "../../../src/training/fusion/data.js";
import { tapFeatures } from "../../../src/training/fusion/features.js";
import type { FusionState, OnEpoch } from "../../../src/training/fusion/progress.js";
import { searchFusion } from "../../../src/training/fusion/search/search.js";
import { FUSION_SETTINGS } from "../../../src/training/fusion/settings.js";
import { trainFusion } from "../../../src/training/fusion/train.js";
import { oneClass } from "../../../src/training/targets/targets.js";
import { bitsOf, openForTests } from "../../support/backend.js";
import { normals } from "../../support/gradient-cases.js";
import { ALL_OPERATORS } from "../../support/gradient-networks.js";

const CLASSES = 3;
const ONE_CELL = ALL_OPERATORS.slice(0, 1);
const TRAINING = 16;

/** Noise on two taps of a modality and one of another; `views` of every example. */
function splitOf(seed: string, count: number, views: number) {
  const tap = (name: string) => ({
    channels: 4,
    positions: 16,
    values: normals(`${seed}/${name}`, views * count * 16 * 4),
  });
  const features = tapFeatures({
    image: { taps: [tap("1"), tap("2")] },
    audio: { taps: [tap("3")] },
  });
  const targets = oneClass(Array.from({ length: count }, (_, i) => i % CLASSES));
  return { features, targets, logits: [] };
}

const costs = Object.fromEntries(
  FUSION_OPERATORS.map((name, i) => [name, { latency: milliseconds(1 + i), energy: millijoules(6 - i) }]),
);
let data: ReturnType<typeof fusionData>;
beforeAll(async () => {
  await openForTests();
  data = fusionData(splitOf("training", TRAINING, 2), splitOf("validation", 12, 1), CLASSES);
});

type Work = (batch: number, onEpoch: OnEpoch, from?: FusionState) => Promise<unknown>;
const settingsOf = (batch: number) => ({
  ...FUSION_SETTINGS,
  searchChannels: 4,
  searchEpochs: 3,
  searchBatch: batch,
  trainEpochs: 3,
  trainBatch: batch,
});
const search: Work = (batch, onEpoch, from) =>
  searchFusion({
    data,
    cells: 1,
    nodes: 2,
    costs,
    settings: settingsOf(batch),
    form: USUAL_FORM,
    seed: 1,
    onEpoch,
    from,
  });
const train: Work = (batch, onEpoch, from) =>
  trainFusion({ data, genotype: ONE_CELL, channels: 4, settings: settingsOf(batch), seed: 1, onEpoch, from });

/** The state after the last epoch, or after the one after which it is stopped. */
async function stateAfter(work: Work, batch: number, stop?: number, from?: FusionState) {
  let last: FusionState | undefined;
  const onEpoch: OnEpoch = async ({ done, state }) => {
    last = state();
    if (done === stop) throw new Error("stopped");
  };
  const whole = work(batch, onEpoch, from);
  if (stop === undefined) await whole;
  else await expect(whole).rejects.toThrow("stopped");
  return last!;
}

const bits = ({ epochs, optimisers }: FusionState) => [
  epochs,
  ...optimisers.map(({ values, first, second, steps }) => [steps, ...[values, first, second].map(bitsOf)]),
];

describe.each([
  ["search", search],
  ["training", train],
] as const)("a fusion %s stopped after an epoch and resumed", { timeout: 60_000 }, (_, work) => {
  test.each([
    ["batches", 8],
    ["one batch", TRAINING],
    ["less than a batch", 2 * TRAINING],
  ])("on %s: gives a bit-identical result", async (_, batch) => {
    const stopped = await stateAfter(work, batch, 1);
    expect(stopped.epochs).toBe(1);
    const resumed = await stateAfter(work, batch, undefined, stopped);
    expect(bits(resumed)).toEqual(bits(await stateAfter(work, batch)));
  });
});
