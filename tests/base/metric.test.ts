import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  COST_METRICS,
  excess,
  isCost,
  isMaximised,
  METRICS,
  type Metric,
  minimised,
  ownerOf,
  unitOf,
  worse,
} from "../../src/base/metric.js";

const metric = fc.constantFrom<Metric>("accuracy", "latency", "energy");
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

/** Tells whether `a` is better than `b`, from the metrics' meaning: high accuracy, low cost. */
const isBetter = (of: Metric, a: number, b: number): boolean => (of === "accuracy" ? a > b : a < b);

describe("metrics", () => {
  it("are accuracy of a task, then latency and energy of a device", () => {
    const traits = METRICS.map((of) => [of, ownerOf(of), unitOf(of), isMaximised(of)]);
    expect(traits).toEqual([
      ["accuracy", "task", "fraction", true],
      ["latency", "device", "ms", false],
      ["energy", "device", "mJ", false],
    ]);
    expect(COST_METRICS).toEqual(METRICS.filter(isCost));
    expect(COST_METRICS).toEqual(["latency", "energy"]);
  });

  it("are smaller when better once they are minimised, and the sign can be taken back", () => {
    fc.assert(
      fc.property(metric, value, value, (of, a, b) => {
        expect(minimised(of, a) < minimised(of, b)).toBe(isBetter(of, a, b));
        expect(minimised(of, minimised(of, a))).toBe(a);
      }),
    );
  });

  it("have a worse of two values: one of the two, whatever their order, and never the better one", () => {
    fc.assert(
      fc.property(metric, value, value, (of, a, b) => {
        const found = worse(of, a, b);
        expect([a, b]).toContain(found);
        expect(worse(of, b, a)).toBe(found);
        expect(isBetter(of, found, a) || isBetter(of, found, b)).toBe(false);
      }),
    );
  });

  it("exceed a limit by a positive amount exactly where the limit is better than the value", () => {
    fc.assert(
      fc.property(metric, value, value, (of, at, limit) => {
        expect(excess(of, at, limit) > 0).toBe(isBetter(of, limit, at));
        expect(excess(of, limit, limit)).toBe(0);
      }),
    );
    expect(excess("accuracy", 0.75, 0.875)).toBe(0.125);
    expect(excess("accuracy", 0.875, 0.75)).toBe(-0.125);
    expect(excess("latency", 5, 3)).toBe(2);
    expect(excess("energy", 3, 5)).toBe(-2);
  });
});
