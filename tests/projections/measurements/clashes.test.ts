import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasClash, type Reading } from "../../../src/projections/measurements/clashes.js";
import { expectWithin } from "../../support/within.js";

const tenth = (value: number) => 0.1 * value;

/** The rule as decision 0005 states it, over all pairs. */
function plainClash(readings: readonly Reading[]): boolean {
  return readings.some((a, i) =>
    readings.slice(0, i).some((b) => {
      const variance = (a.sd ?? 0) ** 2 / a.repeats + (b.sd ?? 0) ** 2 / b.repeats;
      const allowed = variance > 0 ? 3 * Math.sqrt(variance) : tenth(Math.min(a.value, b.value));
      return Math.abs(a.value - b.value) > allowed + 1e-12;
    }),
  );
}

describe("clashing readings", () => {
  it("are those that a comparison of all pairs finds", () => {
    const reading = fc.record(
      {
        value: fc.integer({ min: 900, max: 1100 }).map((value) => value / 100),
        repeats: fc.integer({ min: 1, max: 20 }),
        sd: fc.integer({ min: 0, max: 80 }).map((sd) => sd / 100),
      },
      { requiredKeys: ["value", "repeats"] },
    );
    const found = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 8 }), (readings) => {
        const clash = hasClash(readings, tenth);
        found[`${clash}`]++;
        expect(clash).toBe(plainClash(readings));
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect(Math.min(found.true, found.false)).toBeGreaterThan(300);
  });

  it("are found among 150,000 readings without comparing all pairs, equal ones included", () => {
    const equal = Array.from({ length: 150_000 }, () => ({ value: 3, repeats: 1, sd: 0.1 }));
    const started = performance.now();
    expect(hasClash(equal, tenth)).toBe(false);
    expect(hasClash([...equal, { value: 3.43, repeats: 1, sd: 0.1 }], tenth)).toBe(true);
    expect(hasClash([...equal, { value: 3.42, repeats: 1, sd: 0.1 }], tenth)).toBe(false);
    expectWithin(performance.now() - started, 30_000);
  }, 60_000);
});
