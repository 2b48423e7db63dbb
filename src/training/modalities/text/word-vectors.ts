import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { InvalidInput } from "../../../base/errors.js";
import { reasonOf } from "../../reason.js";
import { tokenise } from "./tokenise.js";

const FIELD = "wordVectors";
/** Number of broken lines that are named. */
const MOST_NAMED = 5;

/** Word vectors that were read from a file. */
export interface WordVectors {
  readonly vectors: ReadonlyMap<string, Float32Array>;
  /** Number of values of each vector. */
  readonly size: number;
  /** Lines with a vector, of whatever words. */
  readonly lines: number;
  /** Lines whose word came before; the first vector of a word counts. */
  readonly duplicates: number;
  /** SHA-256 of the file's bytes. */
  readonly checksum: string;
}

/**
 * Reads word vectors in the text form of GloVe (`word 0.1 -0.2 ...`, one a line) or of word2vec (the same after a first
 * line `COUNT SIZE`), plain or as `.gz`, in one pass and in memory of the wanted words alone. The size is that of the
 * first line. Words may contain spaces, as some of GloVe's do: the last SIZE fields are the vector. A word stands for
 * its lower-case form (see `tokenise`); of several lines with one form the first counts, which is the most frequent
 * word in both kinds of files, and an exact form counts before others.
 *
 * @param wanted the words to keep, as `tokenise` gives them; all if left out
 * @throws InvalidInput (field `wordVectors`) if the file cannot be read, has no vector, or has lines that are not
 *   vectors of the size, with the numbers of these lines
 */
export async function readWordVectors(file: string, wanted?: ReadonlySet<string>): Promise<WordVectors> {
  const hash = createHash("sha256");
  const reading = new Reading(file, wanted);
  try {
    const bytes = createReadStream(file);
    bytes.on("data", (chunk) => hash.update(chunk));
    const text = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
    bytes.on("error", (error) => text.destroy(error));
    for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY }))
      reading.line(line);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(FIELD, `${file} cannot be read: ${reasonOf(error)}`);
  }
  return { ...reading.result(), checksum: hash.digest("hex") };
}

class Reading {
  readonly #vectors = new Map<string, Float32Array>();
  /** Words whose vector is that of a line with exactly this word, which no other line replaces. */
  readonly #exact = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #broken: number[] = [];
  #number = 0;
  #lines = 0;
  #duplicates = 0;
  #size = 0;

  constructor(
    private readonly file: string,
    private readonly wanted: ReadonlySet<string> | undefined,
  ) {}

  line(text: string): void {
    this.#number++;
    const line = (this.#number === 1 ? text.replace(/^\uFEFF/, "") : text).trimEnd();
    if (line === "") return;
    const fields = line.split(/[ \t]+/);
    if (this.#number === 1 && fields.length === 2 && fields.every((field) => /^\d+$/.test(field))) {
      this.#size = Number(fields[1]);
      return;
    }
    if (this.#size === 0) this.#size = fields.length - 1;
    this.#vector(fields);
  }

  #vector(fields: readonly string[]): void {
    const values = fields.slice(-this.#size);
    const word = fields.slice(0, -this.#size).join(" ");
    const isVector = this.#size > 0 && word !== "" && values.length === this.#size && values.every(isNumber);
    if (!isVector) {
      this.#broken.push(this.#number);
      return;
    }
    this.#lines++;
    if (this.#seen.has(word)) this.#duplicates++;
    this.#seen.add(word);
    const [form, ...others] = tokenise(word);
    if (form === undefined || others.length > 0 || this.wanted?.has(form) === false) return;
    const isExact = form === word;
    if (this.#exact.has(form) || (this.#vectors.has(form) && !isExact)) return;
    this.#vectors.set(form, Float32Array.from(values, Number));
    if (isExact) this.#exact.add(form);
  }

  result(): Omit<WordVectors, "checksum"> {
    if (this.#broken.length > 0) {
      const named = this.#broken.slice(0, MOST_NAMED).join(", ");
      const more = this.#broken.length > MOST_NAMED ? ` and ${this.#broken.length - MOST_NAMED} more` : "";
      throw new InvalidInput(
        FIELD,
        `${this.file}: these lines are not a word and ${this.#size} numbers: ${named}${more}`,
      );
    }
    if (this.#lines === 0) throw new InvalidInput(FIELD, `${this.file} has no word vectors`);
    return {
      vectors: this.#vectors,
      size: this.#size,
      lines: this.#lines,
      duplicates: this.#duplicates,
    };
  }
}

const isNumber = (text: string): boolean => text !== "" && Number.isFinite(Number(text));
