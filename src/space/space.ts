import type { Choice, Gene, Genotype, SearchSpace } from "./types.js";

/**
 * A search space compiled for fast sampling, checking and encoding. `compileSpace` makes it once per space; it is
 * immutable.
 */
export interface Space {
  readonly spec: SearchSpace;
  readonly genes: readonly Gene[];
  /** Maps a gene's name to its position in `genes` and in every genotype. */
  readonly position: ReadonlyMap<string, number>;
  /**
   * For each gene, its conditions: the position of the gene they name, and for each choice of that gene whether the
   * condition holds.
   */
  readonly conditions: readonly (readonly {
    readonly position: number;
    readonly holds: readonly boolean[];
  }[])[];
  /** For each gene, the position of the gene whose choice index must be smaller, or -1. */
  readonly greaterThan: Int16Array;
  /**
   * Every position once, ordered so that a gene comes after the genes that its conditions name, and the second gene
   * of an increasing pair comes right after the first. Declaration order differs: in the built-in spaces a depth is
   * declared after the blocks that depend on it.
   */
  readonly order: Int16Array;
  /** For each gene, 1 if some condition names it, else 0. Such genes are in no increasing pair. */
  readonly isController: Uint8Array;
  /** For each gene, the map from a choice to its index in the gene's `choices`. */
  readonly choiceIndex: readonly ReadonlyMap<Choice, number>[];
  /** For each gene and choice index, the text `"name":choice` that it contributes to the canonical form. */
  readonly fragments: readonly (readonly string[])[];
}

/** Tells whether the gene at `position` exists. The genes before it in `space.order` must be set in `genotype`. */
export function isActive(space: Space, genotype: Genotype, position: number): boolean {
  const conditions = space.conditions[position];
  for (let i = 0; i < conditions.length; i++) {
    if (!conditions[i].holds[genotype[conditions[i].position]]) return false;
  }
  return true;
}
