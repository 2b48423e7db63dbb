import { hash } from "node:crypto";
import { type ArchitectureId, architectureIdOf } from "../base/ids.js";
import type { Space } from "./space.js";
import { type Genotype, OPEN } from "./types.js";

/** Compact JSON of the genes that exist and are decided, in gene order, choices as declared. */
export function canonicalForm(space: Space, genotype: Genotype): string {
  let text = "{";
  for (let p = 0; p < genotype.length; p++) {
    if (genotype[p] >= OPEN) continue;
    if (text.length > 1) text += ",";
    text += space.fragments[p][genotype[p]];
  }
  return `${text}}`;
}

/** Hexadecimal SHA-256 of the UTF-8 text: space id, line feed, canonical form. */
export function architectureId(space: Space, genotype: Genotype): ArchitectureId {
  return architectureIdOf(hash("sha256", `${space.spec.id}\n${canonicalForm(space, genotype)}`, "hex"));
}

/** A short text that two genotypes of one space share only if they are equal: a key for maps and sets. */
export function genotypeKey(genotype: Genotype): string {
  return String.fromCharCode.apply(null, genotype as unknown as number[]);
}
