import type { Genotype } from "./types.js";

/** In how many genes two genotypes of one space differ; a gene that exists in one only counts as one. */
export function distance(a: Genotype, b: Genotype): number {
  let differing = 0;
  for (let p = 0; p < a.length; p++) if (a[p] !== b[p]) differing++;
  return differing;
}
