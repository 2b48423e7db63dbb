import type { Random } from "../../base/random.js";

/**
 * Writes a changed copy of one example, in the order of its values, to `target`; every call draws the same number of
 * random numbers.
 */
export type Augment = (example: Float32Array, target: Float32Array, random: Random) => void;
