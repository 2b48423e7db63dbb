import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { weightedF1 } from "../../../src/training/targets/weighted-f1.js";

/** By the formula: precision and recall of every label, their harmonic mean, weighted by support; 0 / 0 is 0. */
function plainWeightedF1(
  told: readonly (readonly boolean[])[],
  has: readonly (readonly boolean[])[],
): number {
  const labels = told[0].length;
  const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b);
  const count = (test: (row: number) => boolean) => told.filter((_, row) => test(row)).length;
  let sum = 0;
  let support = 0;
  for (let label = 0; label < labels; label++) {
    const both = count((row) => told[row][label] && has[row][label]);
    const precision = ratio(
      both,
      count((row) => told[row][label]),
    );
    const own = count((row) => has[row][label]);
    const recall = ratio(both, own);
    sum += own * ratio(2 * precision * recall, precision + recall);
    support += own;
  }
  return ratio(sum, support);
}

const weighted = (told: readonly (readonly boolean[])[], has: readonly (readonly boolean[])[]) =>
  weightedF1(told.flat(), Uint8Array.from(has.flat(), Number), told[0].length);

describe("weightedF1", () => {
  test.each(Array.from({ length: 50 }, (_, seed) => seed))("equals the plain formula, draw %i", (seed) => {
    const random = new Random(seed);
    const [examples, labels] = [1 + random.int(12), 1 + random.int(6)];
    const share = () => Array.from({ length: labels }, () => random.next() ** 2);
    const drawn = (shares: readonly number[]) =>
      Array.from({ length: examples }, () => shares.map((own) => random.next() < own));
    const [told, has] = [drawn(share()), drawn(share())];
    expect(weighted(told, has)).toBeCloseTo(plainWeightedF1(told, has), 12);
  });

  test.each([
    ["all right", [[true, false]], [[true, false]], 1],
    ["all wrong", [[false, true]], [[true, false]], 0],
    ["nothing told", [[false, false]], [[true, true]], 0],
    ["nothing there and nothing told", [[false, false]], [[false, false]], 0],
    ["nothing there and something told", [[true, false]], [[false, false]], 0],
    [
      "a label that nobody has counts nothing, told or not",
      [
        [true, true],
        [true, false],
      ],
      [
        [true, false],
        [true, false],
      ],
      1,
    ],
    [
      "a label that is never told scores 0 by its support",
      [
        [true, false],
        [true, false],
        [true, false],
      ],
      [
        [true, true],
        [true, false],
        [true, false],
      ],
      0.75,
    ],
  ])("%s", (_, told, has, expected) => {
    expect(weighted(told, has)).toBe(expected);
    expect(plainWeightedF1(told, has)).toBe(expected);
  });
});
