import { expect, it } from "vitest";
import { calibrateSize } from "../../../predictors/training/calibration.js";
import { Z90 } from "../../../src/base/statistics/normal.js";

it("gives the 90 % intervals of Student's t to predictions of few rows whose standard deviations are right", () => {
  // Two-sided 90 % quantiles of t with n + 5 degrees of freedom (Abramowitz & Stegun, table 26.10).
  for (const [rows, quantile] of [
    [5, 1.812],
    [10, 1.753],
    [15, 1.725],
  ]) {
    const [mean, sd] = [new Float64Array(rows), new Float64Array(rows).fill(2)];
    const targets = mean.map((_, i) => (i % 2 === 0 ? 2 : -2));
    expect(calibrateSize({ mean, sd }, targets).factor * Z90).toBeCloseTo(quantile, 2);
  }
});
