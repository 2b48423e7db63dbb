import { describe, expect, it } from "vitest";
import { assess } from "../../predictors/quality.js";

describe("assess", () => {
  const truth = Float64Array.of(1, 2, 4, 10);
  const value = Float64Array.of(1.04, 2.3, 3.7, 10);
  const quality = assess(
    { value, lower: value.map((v) => v - 0.1), upper: value.map((v) => v + 0.1) },
    truth,
  );

  it("counts errors relative to the truth", () => {
    expect(quality.within5).toBe(0.5);
    expect(quality.within10).toBe(0.75);
    expect(quality.mae).toBeCloseTo(0.16, 12);
  });

  it("scores intervals by their width plus twenty times the distance of values outside", () => {
    expect(quality.coverage90).toBe(0.5);
    expect(quality.width90).toBeCloseTo(0.2, 12);
    expect(quality.intervalScore90).toBeCloseTo(0.2 + (20 * (0.2 + 0.2)) / 4, 12);
  });

  it("compares with intervals of one constant width and the same coverage", () => {
    expect(quality.intervalScore90ConstantWidth).toBeCloseTo(0.08 + (20 * (0.26 + 0.26)) / 4, 12);
  });
});
