import fc from "fast-check";
import { expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { median } from "../../../src/base/statistics/median.js";
import { shortestHalf } from "../../../src/service/findings/suspicions/robust.js";
import { expectWithin } from "../../support/within.js";

/** The shortest half by looking at every interval, exactly as defined. */
function plainHalf(values: readonly number[]): { readonly centre: number; readonly half: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const covered = sorted.length >> 1;
  const halves = sorted.slice(0, sorted.length - covered).map((low, i) => ({
    centre: median(sorted.slice(i, i + covered + 1)),
    half: (sorted[i + covered] - low) / 2,
  }));
  return halves.reduce((best, one) => (one.half < best.half ? one : best));
}

it("is the first of the shortest intervals with more than half of the values", () => {
  const value = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.integer({ min: 0, max: 5 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
      const { centre, half } = shortestHalf(values);
      const plain = plainHalf(values);
      expect([centre + 0, half + 0]).toEqual([plain.centre + 0, plain.half + 0]);
    }),
  );
});

it("takes no more than the time of sorting, also where each interval is shorter than the one before", () => {
  const random = new Random("halves");
  const values = Float64Array.from({ length: 50_000 }, (_, i) => Math.sqrt(i) + 1e-9 * random.next());
  const start = performance.now();
  expect(shortestHalf(values).half).toBeGreaterThan(0);
  expectWithin(performance.now() - start, 1_000);
});
