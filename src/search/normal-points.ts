import { normalQuantile } from "../../predictors/normal.js";

/**
 * `count` points of a standard normal in `dimensions`, spread evenly: the additive recurrence with the generalised golden
 * ratio (Roberts 2018, R_d) through the inverse normal distribution. No randomness.
 */
export function normalPoints(count: number, dimensions: number): Float64Array[] {
  let ratio = 2;
  for (let i = 0; i < 60; i++) ratio = (1 + ratio) ** (1 / (dimensions + 1));
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from({ length: dimensions }, (_, m) =>
      normalQuantile((0.5 + (k + 1) * ratio ** -(m + 1)) % 1),
    ),
  );
}
