import { readFile } from "node:fs/promises";
import { InvalidInput } from "../../../base/errors.js";
import type { InputShape } from "../../data/dataset.js";
import { ONE_GROUP } from "../../data/standardise.js";
import { maxoutBackbone } from "../../maxout/kind.js";
import { BASE_TRAINING } from "../../recipes.js";
import type { Modality } from "../modality.js";
import { textAugment } from "./augment.js";
import { textEmbedding, type WordTable } from "./embedding.js";

/** Texts as vectors: the mean of the vectors of their words. All values are standardised together. */
export const text: Modality = {
  name: "text",
  readers: {
    ".txt": async (file, { shape, field, words }) => embedded(await readText(file, field), shape, words),
  },
  fromText: (value, { shape, words }) => embedded(value, shape, words),
  preparation: (shape, { vocabulary, given } = {}) => {
    if (given !== undefined) return `${shape[0]} values as they were given; ${STANDARDISED}`;
    const vectors = vocabulary === undefined ? HASHED : listedIn(vocabulary);
    return (
      `the mean of the vectors (${shape[0]} values) of the words of the text, which are its longest runs of letters, ` +
      `digits and combining marks after NFKC and lower case: ${vectors}; ${STANDARDISED}`
    );
  },
  raw: (_, { vocabulary, given } = {}) =>
    given === undefined
      ? { kind: "text", vectors: vocabulary === undefined ? "hashed" : "vocabulary" }
      : null,
  grouping: () => ONE_GROUP,
  augment: (_shape, strength) => textAugment(0.1 * strength),
  recipe: { training: { ...BASE_TRAINING, dropout: 0.3, weightDecay: 5e-2 }, augmentation: 1 },
  backbone: maxoutBackbone,
};

const STANDARDISED = "then (value - mean) / sd of the training split, one mean and one sd for all values";
const HASHED =
  "those of the hash of each word and its parts of 3 to 5 characters (FNV-1a, four positions of 1 or -1 each)";

const listedIn = (checksum: unknown): string =>
  `those of the file of word vectors with the SHA-256 ${checksum}; words that it lacks do not count`;

/** The embeddings without word vectors, by their size; each keeps the vectors of frequent words. */
const hashing = new Map<number, ReturnType<typeof textEmbedding>>();

function embedded(value: string, [size]: InputShape, words: WordTable | undefined): Float32Array {
  if (words !== undefined) return textEmbedding(size, words)(value);
  const embed = hashing.get(size) ?? textEmbedding(size);
  hashing.set(size, embed);
  return embed(value);
}

/** Reads a text file in UTF-8. Throws `InvalidInput` on `field` where it is in another encoding. */
async function readText(file: string, field: string): Promise<string> {
  const bytes = await readFile(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput(field, `${file} is not text in UTF-8`);
  }
}
