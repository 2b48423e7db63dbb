import type { Random } from "../../base/random.js";

/**
 * Writes a randomly changed copy of `example` to `target`, an array of the same length. Every call draws the same
 * number of random numbers.
 */
export type Augment = (example: Float32Array, target: Float32Array, random: Random) => void;
