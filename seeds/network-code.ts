/** The index of a gene that does not exist. */
const INACTIVE = 255;

/**
 * Writes a genotype as a string with one character per gene, in gene order: the choice's index in base 36, or "-" where
 * the gene does not exist.
 */
export const encodeNetwork = (genotype: Uint8Array): string =>
  Array.from(genotype, (index) => (index === INACTIVE ? "-" : index.toString(36))).join("");

/** Reads a genotype in the form of `encodeNetwork`. */
export const decodeNetwork = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => (character === "-" ? INACTIVE : Number.parseInt(character, 36)));
