import type { Gene, Genotype, SearchSpace } from "./types.js";

/**
 * A search space compiled for speed: everything that sampling, checking and encoding ask again and again.
 * Made once per space by `compileSpace`, immutable afterwards.
 */
export interface Space {
  readonly spec: SearchSpace;
  readonly genes: readonly Gene[];
  /** Gene name -> position in `genes` (and in every genotype). */
  readonly position: ReadonlyMap<string, number>;
  /** For gene position p: the conditions on earlier positions, as a bit per choice index (true = holds). */
  readonly conditions: readonly (readonly {
    readonly position: number;
    readonly holds: readonly boolean[];
  }[])[];
  /** For gene position p: the position whose choice index must be smaller than p's, or -1. */
  readonly greaterThan: Int16Array;
}

/** Whether the gene at `position` exists, given the choices of the earlier genes in `genotype`. */
export function isActive(space: Space, genotype: Genotype, position: number): boolean {
  for (const condition of space.conditions[position]) {
    if (!condition.holds[genotype[condition.position]]) return false;
  }
  return true;
}
