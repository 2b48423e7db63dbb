import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fractionInterval, positiveInterval } from "../../../src/projections/measurements/intervals.js";

describe("the interval of a positive quantity", () => {
  it("is positive and holds its value, and is the normal one where the error is small", () => {
    expect(positiveInterval(10, 0.01)?.lower).toBeCloseTo(10 - 0.016449, 4);
    expect(positiveInterval(10, 0.01)?.upper).toBeCloseTo(10 + 0.016449, 4);
    const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(positive, fc.double({ min: 0, max: 1e9, noNaN: true }), (value, error) => {
        const { lower, upper } = positiveInterval(value, error)!;
        expect(lower).toBeGreaterThan(0);
        expect(lower).toBeLessThanOrEqual(value);
        expect(upper).toBeGreaterThanOrEqual(value);
        expect(upper).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
    );
  });

  it("is unknown without an error, and finite for zero and for the smallest numbers", () => {
    expect(positiveInterval(10, undefined)).toBeUndefined();
    expect(positiveInterval(0, 0.5)).toEqual({ lower: 0, upper: expect.closeTo(0.822, 3) });
    expect(positiveInterval(5e-324, 1e9)?.upper).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe("the interval of an accuracy", () => {
  it("says that 210 of 210 right answers are no certainty", () => {
    const interval = fractionInterval(1, undefined, 210)!;
    expect(interval.upper).toBe(1);
    expect(interval.lower).toBeCloseTo(210 / (210 + 1.6448536 ** 2), 6);
    expect(fractionInterval(0, undefined, 210)?.upper).toBeCloseTo(1 - interval.lower, 12);
  });

  it("combines the spread between runs with the binomial error, and is unknown without both", () => {
    expect(fractionInterval(0.5, undefined, undefined)).toBeUndefined();
    expect(fractionInterval(0.5, 0.01, undefined)?.lower).toBeCloseTo(0.5 - 0.016449, 6);
    const [spread, binomial] = [0.016449, 0.5 - fractionInterval(0.5, undefined, 400)!.lower];
    expect(0.5 - fractionInterval(0.5, 0.01, 400)!.lower).toBeCloseTo(Math.hypot(spread, binomial), 5);
    expect(fractionInterval(0.99, 0.5, undefined)).toEqual({ lower: expect.any(Number), upper: 1 });
  });
});
