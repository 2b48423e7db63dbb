import type { Random } from "../../base/random.js";

/**
 * Writes a randomly changed copy of `example` to `target`, an array of the same length. Every call draws the same
 * number of random numbers.
 */
export type Augment = (example: Float32Array, target: Float32Array, random: Random) => void;

/** Augmented copies of some rows (count, size) of `inputs`, in their order. */
export function augmentedRows(
  inputs: Float32Array,
  rows: readonly number[],
  size: number,
  augment: Augment,
  random: Random,
): Float32Array {
  const batch = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    augment(inputs.subarray(row * size, (row + 1) * size), batch.subarray(i * size, (i + 1) * size), random);
  });
  return batch;
}
