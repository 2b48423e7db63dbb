import { beforeAll, describe, expect, test } from "vitest";
import { heldRows } from "../../../src/training/data/example-rows.js";
import { Supernet } from "../../../src/training/elastic/supernet.js";
import {
  type Examples,
  SupernetTrainer,
  type SupernetTraining,
} from "../../../src/training/elastic/train.js";
import { oneClass } from "../../../src/training/targets/targets.js";
import { bitsOf, openForTests, tensorsLeft } from "../../support/backend.js";
import { normals } from "../../support/gradient-cases.js";
import { TINY_BACKBONE } from "../../support/gradient-networks.js";

const backbone = { ...TINY_BACKBONE, stages: TINY_BACKBONE.stages.slice(0, 1) };
const supernet = new Supernet(backbone);
const SETTINGS: SupernetTraining = {
  epochs: 2,
  batch: 8,
  rate: 4e-3,
  warmupEpochs: 1,
  weightDecay: 1e-2,
  dropout: 0.1,
  smoothing: 0.1,
  randomSubNetworks: 1,
  distillation: 0.7,
};

/** Noise with a bright row that tells the label. */
function noisyRows(count: number): Examples {
  const inputs = normals("rows", count * 144);
  const labels = Int32Array.from({ length: count }, (_, i) => i % backbone.classes);
  labels.forEach((label, i) => {
    const start = i * 144 + 12 * (1 + 3 * label);
    for (let at = start; at < start + 12; at++) inputs[at] += 3;
  });
  return { inputs: heldRows(inputs, 144), targets: oneClass(labels), shape: backbone.input };
}

const trainer = (settings: Partial<SupernetTraining> = {}, seed = 1, count = 16) =>
  new SupernetTrainer({
    supernet,
    examples: noisyRows(count),
    augment: (example, target, random) => target.set(example.map((v) => v + 0.1 * random.normal())),
    settings: { ...SETTINGS, ...settings },
    seed,
  });

beforeAll(async () => {
  await openForTests();
});

describe("SupernetTrainer", { timeout: 60_000 }, () => {
  test("leaves no tensors, neither after a step nor at the end", async () => {
    const warm = trainer({ randomSubNetworks: 6 });
    warm.epoch();
    expect(await tensorsLeft(() => warm.epoch())).toBe(0);
    expect(await tensorsLeft(() => warm.checkpoint())).toBe(0);
    warm.dispose();
    const whole = (): void => {
      const one = trainer();
      one.epoch();
      one.dispose();
    };
    expect(await tensorsLeft(whole)).toBe(0);
  });

  test("learns: the loss of the largest sub-network falls", () => {
    const one = trainer({ epochs: 8, rate: 3e-2, smoothing: 0 });
    const losses = Array.from({ length: 8 }, () => one.epoch());
    one.dispose();
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses[7]).toBeLessThan(0.8 * losses[0]);
  });

  test("equal seeds give equal parameters, different seeds different ones", () => {
    const [first, again, other] = [1, 1, 2].map((seed) => {
      const one = trainer({}, seed);
      one.epoch();
      const { optimiser } = one.checkpoint();
      one.dispose();
      return bitsOf(optimiser.values);
    });
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("trains on all examples if a batch is larger", () => {
    const one = trainer({ batch: 64 }, 1, 20);
    const start = bitsOf(one.checkpoint().optimiser.values);
    expect(one.epoch()).toBeGreaterThan(0);
    expect(bitsOf(one.checkpoint().optimiser.values)).not.toBe(start);
    one.dispose();
  });
});
