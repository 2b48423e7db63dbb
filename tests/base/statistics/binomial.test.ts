import { describe, expect, it } from "vitest";
import { binomialTail } from "../../../src/base/statistics/binomial.js";

/** The tail by summing binomial coefficients, exactly as defined. */
function plainTail(n: number, k: number, p: number): number {
  const choose = (m: number): number => (m === 0 ? 1 : (choose(m - 1) * (n - m + 1)) / m);
  let sum = 0;
  for (let i = k; i <= n; i++) sum += choose(i) * p ** i * (1 - p) ** (n - i);
  return sum;
}

describe("the tail of a binomial distribution", () => {
  it.each([
    [3, 3, 0.1],
    [10, 4, 0.1],
    [20, 0, 0.1],
    [30, 31, 0.1],
    [25, 25, 0.4],
  ])("of %i trials from %i on with probability %f is that of the definition", (n, k, p) => {
    expect(binomialTail(n, k, p)).toBeCloseTo(plainTail(n, k, p), 12);
  });

  it("stays finite for many trials", () => {
    expect(binomialTail(20_000, 2_000, 0.1)).toBeCloseTo(0.5, 1);
    expect(binomialTail(20_000, 4_000, 0.1)).toBeLessThan(1e-9);
  });
});
