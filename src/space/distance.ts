import type { Genotype } from "./types.js";

/**
 * Counts the genes in which two genotypes of one space differ (Hamming distance). A gene that exists in only one of
 * them counts as one difference.
 */
export function distance(a: Genotype, b: Genotype): number {
  let differing = 0;
  for (let p = 0; p < a.length; p++) if (a[p] !== b[p]) differing++;
  return differing;
}
