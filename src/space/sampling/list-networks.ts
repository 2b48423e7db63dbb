import type { Space } from "../space.js";
import type { Genotype } from "../types.js";
import { cardinality } from "./cardinality.js";
import { enumerate } from "./enumerate.js";

/** A space of up to this many networks is listed in full; a larger one is sampled. */
const MOST_LISTED = 20_000n;

/** Every network of a space in the order of `enumerate`; undefined where there are too many to list. */
export const listNetworks = (space: Space): Genotype[] | undefined =>
  cardinality(space) <= MOST_LISTED ? [...enumerate(space)] : undefined;
