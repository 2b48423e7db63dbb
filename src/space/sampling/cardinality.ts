import type { Space } from "../space.js";
import { choiceTree } from "./choice-tree.js";

/**
 * Counts the distinct architectures (canonical forms) of a space exactly: the complete ones, or with `partial` those
 * in which every tier-2 gene is open.
 * @throws InvalidInput if the space's conditions are too entangled to count
 */
export function cardinality(space: Space, options: { readonly partial?: boolean } = {}): bigint {
  return choiceTree(space, options.partial ?? false).size;
}
