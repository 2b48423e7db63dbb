import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weaklyDominates } from "../../src/pareto/dominance.js";
import { plainDominates } from "../support/plain-pareto.js";
import { point } from "./points.js";

const triple = fc.integer({ min: 1, max: 5 }).chain((objectives) => {
  const drawn = point(objectives, 2);
  return fc.tuple(drawn, drawn, drawn);
});

const dominates = (a: readonly number[], b: readonly number[]): boolean => {
  const columns = a.map((value, m) => Float64Array.of(value, b[m]));
  return weaklyDominates(columns, 0, 1) && !weaklyDominates(columns, 1, 0);
};

describe("dominance", () => {
  it("is a strict partial order", () => {
    fc.assert(
      fc.property(triple, ([a, b, c]) => {
        expect(dominates(a, a)).toBe(false);
        if (dominates(a, b)) expect(dominates(b, a)).toBe(false);
        if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
        expect(dominates(a, b)).toBe(plainDominates(a, b));
      }),
    );
  });

  it("accepts infinite values", () => {
    expect(dominates([0, Number.NEGATIVE_INFINITY], [0, 0])).toBe(true);
    expect(dominates([0, 0], [0, Number.POSITIVE_INFINITY])).toBe(true);
  });
});
