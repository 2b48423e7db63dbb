import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile, Z90 } from "../../../src/base/statistics/normal.js";

/** Points of the standard normal distribution function, computed from the complementary error function. */
const KNOWN = [
  [-6, 9.865876450377012e-10],
  [-3, 0.0013498980316300957],
  [-1.959963984540054, 0.025],
  [-1, 0.15865525393145707],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [0.25, 0.5987063256829237],
  [1, 0.8413447460685429],
  [1.6448536269514722, 0.95],
  [2, 0.9772498680518208],
  [4, 0.9999683287581669],
] as const;

describe("the normal distribution function", () => {
  it.each(KNOWN)("at %d is %d up to 1.2e-7", (z, p) => {
    expect(Math.abs(normalCdf(z) - p)).toBeLessThan(1.2e-7);
  });

  it("rises, and is symmetric about 0", () => {
    const step = fc.double({ min: 1e-3, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), step, (z, more) => {
        expect(normalCdf(z + more)).toBeGreaterThan(normalCdf(z));
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 6);
      }),
    );
  });

  it("ends at 0 and 1", () => {
    expect(normalCdf(-40)).toBe(0);
    expect(normalCdf(40)).toBe(1);
  });
});

describe("the normal quantile", () => {
  it.each(KNOWN)("is %d for the probability %d", (z, p) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1.2e-9 * Math.max(1, Math.abs(z)));
  });

  it("of 95 % is half the width of the central 90 %", () => {
    expect(normalQuantile(0.95)).toBeCloseTo(Z90, 8);
    expect(normalCdf(Z90) - normalCdf(-Z90)).toBeCloseTo(0.9, 6);
  });

  it("is the inverse of the distribution function", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1.3e-7);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (z) => {
        expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 4);
      }),
    );
  });

  it("rises, also where one approximation hands over to the next", () => {
    const ends = fc.constantFrom(0.02425, 0.5, 1 - 0.02425);
    fc.assert(
      fc.property(ends, fc.double({ min: 1e-6, max: 0.02, noNaN: true }), (end, step) => {
        expect(normalQuantile(end - step)).toBeLessThan(normalQuantile(end));
        expect(normalQuantile(end)).toBeLessThan(normalQuantile(end + step));
      }),
    );
  });
});
