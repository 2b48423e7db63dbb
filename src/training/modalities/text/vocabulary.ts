import { InvalidInput } from "../../../base/errors.js";
import { readArrayFile, writeArrayFile } from "../../array-file.js";
import type { WordTable } from "./embedding.js";
import { readWordVectors } from "./word-vectors.js";

const MAGIC = "harmonic vocabulary 1";

/** The words of a data set's texts that have a vector. */
export interface Vocabulary {
  readonly vectors: ReadonlyMap<string, Float32Array>;
  /** SHA-256 of the file of word vectors. */
  readonly source: string;
  /** Number of different words of the texts without a vector. */
  readonly unknown: number;
}

/** A table without vectors that notes which words are asked for. */
class WantedWords implements WordTable {
  readonly words = new Set<string>();

  get(word: string): undefined {
    this.words.add(word);
  }
}

/**
 * Reads the vectors of the words that some texts have.
 *
 * @param file word vectors, as `readWordVectors` reads them
 * @param size number of values that a vector must have
 * @param readTexts reads all texts, with the table that it gets
 * @throws InvalidInput (field `wordVectors`) as `readWordVectors` does, and for vectors of another size
 */
export async function vocabularyOf(
  file: string,
  size: number,
  readTexts: (words: WordTable) => Promise<unknown>,
): Promise<Vocabulary> {
  const wanted = new WantedWords();
  await readTexts(wanted);
  const { vectors, size: found, checksum } = await readWordVectors(file, wanted.words);
  if (found !== size)
    throw new InvalidInput(
      "wordVectors",
      `the vectors of ${file} have ${found} values; the text backbone of the task's search space reads ${size}`,
    );
  if (vectors.size === 0)
    throw new InvalidInput("wordVectors", `${file} has none of the ${wanted.words.size} words of the texts`);
  return { vectors, source: checksum, unknown: wanted.words.size - vectors.size };
}

/** Everything but the vectors, which are the array `vectors` (words, size). */
interface Header {
  readonly source: string;
  readonly unknown: number;
  readonly words: readonly string[];
}

/**
 * Reads a file that `writeVocabulary` wrote; undefined if it does not exist.
 *
 * @throws InvalidInput (field `wordVectors`) if it is of another kind, truncated or altered
 */
export async function readVocabulary(file: string): Promise<Vocabulary | undefined> {
  const found = await readArrayFile<Header>(file, [MAGIC], "wordVectors");
  if (found === undefined) return undefined;
  const { source, unknown, words } = found.header;
  const size = found.arrays.vectors.length / words.length;
  const vectors = words.map(
    (word, i) => [word, found.arrays.vectors.subarray(i * size, (i + 1) * size)] as const,
  );
  return { source, unknown, vectors: new Map(vectors) };
}

/** Writes a vocabulary to a file atomically. Equal ones give equal bytes. */
export function writeVocabulary(file: string, { vectors, source, unknown }: Vocabulary): Promise<void> {
  const words = [...vectors.keys()].sort();
  const size = words.length === 0 ? 0 : (vectors.get(words[0]) as Float32Array).length;
  const values = new Float32Array(words.length * size);
  words.forEach((word, i) => {
    values.set(vectors.get(word) as Float32Array, i * size);
  });
  return writeArrayFile<Header>(file, MAGIC, {
    header: { source, unknown, words },
    arrays: { vectors: values },
  });
}
