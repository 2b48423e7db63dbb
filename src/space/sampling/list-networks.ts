import type { Space } from "../space.js";
import type { Genotype } from "../types.js";
import { cardinality } from "./cardinality.js";
import { enumerate } from "./enumerate.js";

/** The largest number of networks of a space that is listed in full; a larger space is sampled. */
const MOST_LISTED = 20_000n;

/** Lists every network of a space in the order of `enumerate`; undefined if there are more than 20,000. */
export const listNetworks = (space: Space): Genotype[] | undefined =>
  cardinality(space) <= MOST_LISTED ? [...enumerate(space)] : undefined;
