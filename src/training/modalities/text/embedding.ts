import { ByteCache } from "../../byte-cache.js";
import { hashedWord } from "./hashing.js";
import { tokenise } from "./tokenise.js";

/** The vectors of words, as `tokenise` gives them. */
export type WordTable = Pick<ReadonlyMap<string, Float32Array>, "get">;

/** Size of the cache of the vectors of hashed words, 1,200 bytes each at the usual 300 values. */
const CACHE_BYTES = 3e7;

/**
 * Returns a function that brings a text to `size` values: the mean of the vectors of its words (see `tokenise`), each
 * as often as it occurs. With a table, words that it lacks do not count. A text without a known word is all zeros.
 */
export function textEmbedding(size: number, table?: WordTable): (text: string) => Float32Array {
  const cache = new ByteCache<Float32Array>(CACHE_BYTES, ({ byteLength }) => byteLength);
  const vectorOf = (word: string): Float32Array | undefined =>
    table === undefined ? cache.get(word, () => hashedWord(word, size)) : table.get(word);
  return (text) => {
    const sum = new Float64Array(size);
    let words = 0;
    for (const word of tokenise(text)) {
      const vector = vectorOf(word);
      if (vector === undefined) continue;
      words++;
      for (let i = 0; i < size; i++) sum[i] += vector[i];
    }
    return Float32Array.from(sum, (value) => (words === 0 ? 0 : value / words));
  };
}
