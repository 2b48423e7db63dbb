import { describe, expect, test } from "vitest";
import { ONE_GROUP, standardiser } from "../../../src/training/data/standardise.js";
import { normals } from "../../support/gradient-cases.js";
import { sumOf } from "../../support/plain-network.js";

const SIZE = 12;
const GROUPS = 3;
const groupOf = (i: number): number => Math.floor(i / 4);
const GROUPING = { groups: GROUPS, groupOf };

const drawn = (seed: string): Float32Array =>
  normals(seed, 20 * SIZE).map((value, i) => 10 * groupOf(i % SIZE) + (1 + groupOf(i % SIZE)) * value);
const ofGroup = (values: Float32Array, group: number): number[] =>
  [...values].filter((_, i) => groupOf(i % SIZE) === group);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

describe("standardiser", () => {
  test("gives every group of the training values mean 0 and variance 1", () => {
    const train = drawn("training");
    standardiser(train, SIZE, GROUPING).apply(train);
    for (let group = 0; group < GROUPS; group++) {
      const own = ofGroup(train, group);
      expect(meanOf(own)).toBeCloseTo(0, 5);
      expect(meanOf(own.map((v) => v * v))).toBeCloseTo(1, 5);
    }
  });

  test("standardises other values with the training statistics", () => {
    const [train, other] = [drawn("training"), drawn("other")];
    const expected = [...other].map((value, i) => {
      const own = ofGroup(train, groupOf(i % SIZE));
      const mean = meanOf(own);
      return (value - mean) / Math.sqrt(meanOf(own.map((v) => (v - mean) ** 2)));
    });
    const { apply } = standardiser(train, SIZE, GROUPING);
    apply(train);
    apply(other);
    other.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 4);
    });
  });

  test("a group of equal values becomes zero, not NaN", () => {
    const train = new Float32Array(8).fill(7);
    standardiser(train, 4, ONE_GROUP).apply(train);
    expect([...train]).toEqual(Array(8).fill(0));
  });
});
