import type { Space } from "../space.js";
import { choiceTree } from "./choice-tree.js";

/**
 * The exact number of distinct architectures (canonical forms): complete ones, or with `partial` those in which every
 * tier-2 gene is left open. Throws InvalidInput where the space's conditions are too entangled to count.
 */
export function cardinality(space: Space, options: { readonly partial?: boolean } = {}): bigint {
  return choiceTree(space, options.partial ?? false).size;
}
