import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Metric } from "../../../src/base/metric.js";
import { probabilityWithin } from "../../../src/projections/networks/feasibility.js";

const predicted = (value: number, half: number) => ({
  value,
  lower: value - half,
  upper: value + half,
  source: "PREDICTED" as const,
});
const metric = fc.constantFrom<Metric>("accuracy", "latency", "energy");
const number = fc.double({ min: -10, max: 10, noNaN: true });

describe("the probability that a limit holds", () => {
  it("is 0 where nothing is known, and 1 or 0 where the value is exact", () => {
    expect(probabilityWithin(undefined, "latency", 5)).toBe(0);
    const exact = { value: 5, source: "MEASURED" } as const;
    expect([4, 5, 6].map((limit) => probabilityWithin(exact, "latency", limit))).toEqual([0, 1, 1]);
    expect([4, 5, 6].map((limit) => probabilityWithin(exact, "accuracy", limit))).toEqual([1, 1, 0]);
    expect(probabilityWithin(predicted(5, 0), "energy", 4)).toBe(0);
  });

  it("is a half at the value, and 95 % and 5 % at the ends of the 90 % interval", () => {
    expect(probabilityWithin(predicted(5, 2), "latency", 5)).toBeCloseTo(0.5, 6);
    expect(probabilityWithin(predicted(5, 2), "latency", 7)).toBeCloseTo(0.95, 6);
    expect(probabilityWithin(predicted(5, 2), "latency", 3)).toBeCloseTo(0.05, 6);
    expect(probabilityWithin(predicted(0.8, 0.1), "accuracy", 0.7)).toBeCloseTo(0.95, 6);
    expect(probabilityWithin(predicted(0.8, 0.1), "accuracy", 0.9)).toBeCloseTo(0.05, 6);
  });

  it("falls as the limit becomes stricter, between 0 and 1", () => {
    const half = fc.double({ min: 0.1, max: 5, noNaN: true });
    fc.assert(
      fc.property(metric, number, half, number, number, (of, value, width, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((limit) =>
          probabilityWithin(predicted(value, width), of, limit),
        );
        for (const probability of [low, high]) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
        const [strict, lenient] = of === "accuracy" ? [high, low] : [low, high];
        expect(strict).toBeLessThanOrEqual(lenient + 1e-6);
      }),
    );
  });
});
