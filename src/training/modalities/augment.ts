import type { Random } from "../../base/random.js";
import type { ExampleRows } from "../data/example-rows.js";

/**
 * Writes a randomly changed copy of `example` to `target`, an array of the same length. Every call draws the same
 * number of random numbers.
 */
export type Augment = (example: Float32Array, target: Float32Array, random: Random) => void;

/** Returns augmented copies of some of the examples, in the order of `rows`. */
export function augmentedRows(
  examples: ExampleRows,
  rows: readonly number[],
  augment: Augment,
  random: Random,
): Float32Array {
  const { size } = examples;
  const read = examples.read(rows);
  const batch = new Float32Array(read.length);
  for (let at = 0; at < batch.length; at += size)
    augment(read.subarray(at, at + size), batch.subarray(at, at + size), random);
  return batch;
}
