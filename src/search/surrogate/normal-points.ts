import { normalQuantile } from "../../base/normal.js";

/**
 * At least two points of a standard normal in `dimensions`, spread evenly: the additive recurrence with the generalised
 * golden ratio (Roberts 2018, R_d) through the inverse normal distribution, each coordinate then brought to mean 0 and
 * variance 1. No randomness.
 */
export function normalPoints(count: number, dimensions: number): Float64Array[] {
  let ratio = 2;
  for (let i = 0; i < 60; i++) ratio = (1 + ratio) ** (1 / (dimensions + 1));
  const columns = Array.from({ length: dimensions }, (_, m) =>
    standardised(
      Float64Array.from({ length: count }, (_, k) => normalQuantile((0.5 + (k + 1) * ratio ** -(m + 1)) % 1)),
    ),
  );
  return Array.from({ length: count }, (_, k) => Float64Array.from(columns, (column) => column[k]));
}

function standardised(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, z) => sum + z, 0) / column.length;
  const sd = Math.sqrt(column.reduce((sum, z) => sum + (z - mean) ** 2, 0) / column.length);
  return column.map((z) => (z - mean) / sd);
}
