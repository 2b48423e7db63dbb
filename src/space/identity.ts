import { hash } from "node:crypto";
import { type ArchitectureId, architectureIdOf } from "../base/ids.js";
import type { Space } from "./space.js";
import { type Genotype, OPEN } from "./types.js";

/**
 * Returns the canonical form of a genotype: compact JSON of the genes that exist and are decided, in gene order, with
 * the choices as declared.
 */
export function canonicalForm(space: Space, genotype: Genotype): string {
  let text = "{";
  for (let p = 0; p < genotype.length; p++) {
    if (genotype[p] >= OPEN) continue;
    if (text.length > 1) text += ",";
    text += space.fragments[p][genotype[p]];
  }
  return `${text}}`;
}

/**
 * Returns the id of an architecture: the hexadecimal SHA-256 of the UTF-8 text made of the space id, a line feed and
 * the canonical form. Partial architectures have ids as well.
 */
export function architectureId(space: Space, genotype: Genotype): ArchitectureId {
  return idOfForm(space, canonicalForm(space, genotype));
}

/** The id of the architecture with this canonical form. */
export const idOfForm = (space: Space, form: string): ArchitectureId =>
  architectureIdOf(hash("sha256", `${space.spec.id}\n${form}`, "hex"));

/**
 * Returns a short text that is equal for two genotypes of one space exactly when they are equal. Use it as a key of
 * maps and sets; it is not readable and is not stored.
 */
export function genotypeKey(genotype: Genotype): string {
  return String.fromCharCode.apply(null, genotype as unknown as number[]);
}
