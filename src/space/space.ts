import type { Choice, Gene, Genotype, SearchSpace } from "./types.js";

/**
 * A search space compiled for speed: everything that sampling, checking and encoding ask again and again.
 * Made once per space by `compileSpace`, immutable afterwards.
 */
export interface Space {
  readonly spec: SearchSpace;
  readonly genes: readonly Gene[];
  /** Gene name -> position in `genes` (and in every genotype). */
  readonly position: ReadonlyMap<string, number>;
  /** For gene position p: the conditions on other positions, as a bit per choice index (true = holds). */
  readonly conditions: readonly (readonly {
    readonly position: number;
    readonly holds: readonly boolean[];
  }[])[];
  /** For gene position p: the position whose choice index must be smaller than p's, or -1. */
  readonly greaterThan: Int16Array;
  /**
   * Every position once, such that a gene comes after those that its conditions name, and the second of an
   * increasing pair right after the first. (In the built-in spaces a depth is declared after the blocks it governs.)
   */
  readonly order: Int16Array;
  /** For gene position p: 1 where some condition names it. Such genes are in no increasing pair. */
  readonly isController: Uint8Array;
  /** For gene position p: choice -> index in `genes[p].choices`. */
  readonly choiceIndex: readonly ReadonlyMap<Choice, number>[];
  /** For gene position p and choice index i: `"name":choice`, its part of the canonical form. */
  readonly fragments: readonly (readonly string[])[];
}

/** Whether the gene at `position` exists, given the choices of the genes before it in `space.order`. */
export function isActive(space: Space, genotype: Genotype, position: number): boolean {
  const conditions = space.conditions[position];
  for (let i = 0; i < conditions.length; i++) {
    if (!conditions[i].holds[genotype[conditions[i].position]]) return false;
  }
  return true;
}
