import { normalQuantile } from "../../base/statistics/normal.js";

/**
 * Evenly spread points of a standard normal distribution: the additive recurrence with the generalised golden ratio
 * (Roberts 2018, sequence R_d), mapped through the inverse of the normal distribution function. Each coordinate is then
 * standardised to mean 0 and variance 1. The points are the same for equal arguments.
 * @param count at least 2
 * @returns `count` points with `dimensions` coordinates each
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
