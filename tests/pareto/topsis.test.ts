import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { topsisPoint } from "../../src/pareto/topsis.js";

const columns = (...rows: readonly (readonly number[])[]) =>
  rows[0].map((_, m) => Float64Array.from(rows, (row) => row[m]));

describe("TOPSIS", () => {
  const front = columns([0, 10], [4, 4], [10, 0]);

  test("takes the balanced point for equal weights, and an extreme where only one objective has a weight", () => {
    expect(topsisPoint(front, [1, 1])).toBe(1);
    expect(topsisPoint(front, [1, 0])).toBe(0);
    expect(topsisPoint(front, [0, 3])).toBe(2);
  });

  test("does not depend on units or on the size of the weights", () => {
    const value = fc.integer({ min: 0, max: 50 });
    const point = fc.tuple(value, value, value);
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 8 }), (rows) => {
        const plain = columns(...rows);
        const scaled = plain.map((column, m) => column.map((x) => x * 2 ** (m + 1) - 3));
        expect(topsisPoint(scaled, [2, 4, 8])).toBe(topsisPoint(plain, [1, 2, 4]));
      }),
    );
  });

  test("does not take a dominated point", () => {
    expect(topsisPoint(columns([5, 5], [1, 9], [2, 2]), [1, 1])).toBe(2);
  });

  test("takes the first of equal points, returns -1 for no points, and ignores an objective that does not vary", () => {
    expect(topsisPoint(columns([1, 2], [1, 2]), [1, 1])).toBe(0);
    expect(topsisPoint([new Float64Array(0), new Float64Array(0)], [1, 1])).toBe(-1);
    expect(topsisPoint(columns([3, 2], [3, 1]), [9, 1])).toBe(1);
  });

  test("refuses weights that are all 0, too few, negative or NaN", () => {
    for (const weights of [[0, 0], [1], [-1, 2], [Number.NaN, 1]]) {
      expect(() => topsisPoint(front, weights)).toThrow(RangeError);
    }
  });
});
