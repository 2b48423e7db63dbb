import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { millijoules, milliseconds } from "../../../../src/base/units.js";
import { FUSION_OPERATORS } from "../../../../src/space/network/layer.js";
import {
  type CostWeights,
  costTerm,
  type OperatorCosts,
} from "../../../../src/training/fusion/search/cost.js";
import { openForTests } from "../../../support/backend.js";
import { normals } from "../../../support/gradient-cases.js";
import { expectClose } from "../../../support/gradients.js";
import { rowsOf, slope, softmax, sumOf } from "../../../support/plain-network.js";

const LATENCIES = [0.2, 3.1, 4, 2.5, 1.7, 2.2];
const ENERGIES = [5, 30, 90, 42, 7, 60];
const COSTS: OperatorCosts = Object.fromEntries(
  FUSION_OPERATORS.map((name, i) => [
    name,
    { latency: milliseconds(LATENCIES[i]), energy: millijoules(ENERGIES[i]) },
  ]),
);

beforeAll(async () => {
  await openForTests();
});

const CELLS = 2;
const NODES = 3;
const logits = [...normals("gammas", CELLS * NODES * 6)];

/** The term and its gradient for operator logits (cells * nodes, 6), flat. */
function computed(weights: CostWeights, values = logits) {
  const term = costTerm(COSTS, weights, FUSION_OPERATORS);
  const names = Array.from(
    { length: CELLS * NODES },
    (_, i) => `gamma.${1 + Math.floor(i / NODES)}.${1 + (i % NODES)}`,
  );
  const { value, grad } = tf.valueAndGrad((flat) => {
    const gammas = tf.unstack(tf.reshape(flat, [names.length, 6]));
    return term(new Map(names.map((name, i) => [name, gammas[i]])), CELLS, NODES) as tf.Scalar;
  })(tf.tensor1d(values));
  return { value: value.dataSync()[0], gradient: grad.dataSync() };
}

/** The same in plain arithmetic. */
function plainly(weights: CostWeights, values: readonly number[] = logits): number {
  const chances = rowsOf(values, 6).map(softmax);
  const expected = (costs: readonly number[]): number => {
    const [least, most] = [Math.min(...costs), Math.max(...costs)];
    const perNode = chances.map((row) => sumOf(row.map((p, i) => (p * (costs[i] - least)) / (most - least))));
    return Math.sqrt(sumOf(perNode) / perNode.length + 1e-6);
  };
  return weights.latency * expected(LATENCIES) + weights.energy * expected(ENERGIES);
}

describe("costTerm", () => {
  test.each([
    { latency: 1, energy: 0 },
    { latency: 0, energy: 1 },
    { latency: 0.3, energy: 2 },
  ])("is the weighted root of the expected cost: latency $latency, energy $energy", (weights) => {
    const { value, gradient } = computed(weights);
    expect(value).toBeCloseTo(plainly(weights), 5);
    expectClose(
      gradient,
      slope((moved) => plainly(weights, moved), logits),
    );
  });

  test("with zero weights is 0, with a gradient of 0", () => {
    const { value, gradient } = computed({ latency: 0, energy: 0 });
    expect(value).toBe(0);
    expect([...gradient].every((slope) => slope === 0)).toBe(true);
  });

  test("is smallest for the cheapest operator everywhere, and largest for the most expensive", () => {
    const only = (operator: number) =>
      computed(
        { latency: 1, energy: 0 },
        logits.map((_, i) => (i % 6 === operator ? 50 : 0)),
      ).value;
    expect(only(0)).toBeCloseTo(1e-3, 6);
    expect(only(2)).toBeCloseTo(1, 5);
    expect(only(4)).toBeCloseTo(Math.sqrt(1.5 / 3.8), 5);
  });

  test("has a gradient of 0 between operators of equal cost", () => {
    const equal = Object.fromEntries(FUSION_OPERATORS.map((name) => [name, COSTS.Sum]));
    const value = costTerm(equal, { latency: 1, energy: 1 }, FUSION_OPERATORS)(
      new Map([["gamma.1.1", tf.tensor1d(logits.slice(0, 6))]]),
      1,
      1,
    );
    expect(value.dataSync()[0]).toBeCloseTo(2e-3, 6);
  });
});
