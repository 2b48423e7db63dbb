import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { readArrayFile } from "../../../../src/training/array-file.js";
import { textEmbedding } from "../../../../src/training/modalities/text/embedding.js";
import { hashedWord } from "../../../../src/training/modalities/text/hashing.js";
import { tokenise } from "../../../../src/training/modalities/text/tokenise.js";
import { vocabularyOf, writeVocabulary } from "../../../../src/training/modalities/text/vocabulary.js";
import { readWordVectors } from "../../../../src/training/modalities/text/word-vectors.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-words-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, contents: string | Buffer): string => {
  writeFileSync(join(folder, name), contents);
  return join(folder, name);
};

describe("words of a text", () => {
  test.each([
    ["The quick, brown FOX!", ["the", "quick", "brown", "fox"]],
    ["Don't well-known 3.5", ["don", "t", "well", "known", "3", "5"]],
    ["ÉCOLE e\u0301cole ＦＵＬＬ ﬁn", ["école", "école", "full", "fin"]],
    ["Москва 東京 हिन्दी", ["москва", "東京", "हिन्दी"]],
    ["", []],
    [" \n\t--- ", []],
  ])("%j", (text, words) => {
    expect(tokenise(text)).toEqual(words);
  });
});

describe("a text without word vectors", () => {
  const likeness = (a: string, b: string): number => {
    const [x, y] = [a, b].map((word) => hashedWord(word, 300));
    const dot = (p: Float32Array, q: Float32Array) => p.reduce((sum, value, i) => sum + value * q[i], 0);
    return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
  };

  test("has vectors that are alike for words that share parts", () => {
    expect(likeness("animal", "animals")).toBeGreaterThan(0.5);
    expect(Math.abs(likeness("animal", "flower"))).toBeLessThan(0.25);
    expect(hashedWord("animal", 300)).toEqual(hashedWord("animal", 300));
  });

  test("has the same vectors in every version", () => {
    expect([...hashedWord("cat", 6)].map((value) => Math.round(1000 * value))).toMatchInlineSnapshot(`
      [
        -167,
        0,
        333,
        -1000,
        333,
        167,
      ]
    `);
  });

  test("is the mean of the vectors of its words, each as often as it occurs; zeros without words", () => {
    const embed = textEmbedding(300);
    const [cat, dog] = ["cat", "dog"].map((word) => hashedWord(word, 300));
    embed("Cat, dog; CAT!").forEach((value, i) => {
      expect(value).toBeCloseTo((2 * cat[i] + dog[i]) / 3, 6);
    });
    expect(embed("...").every((value) => value === 0)).toBe(true);
  });
});

describe("word vectors", () => {
  test("in the form of GloVe: no first line, words with spaces, duplicates counted, the first counts", async () => {
    const file = fileOf("glove.txt", "the 0.1 0.2\n. . 1 1\nCat 3 4\ncat 1 2\ncat 5 6\n\n");
    const { vectors, size, lines, duplicates } = await readWordVectors(file);
    expect(Object.fromEntries(vectors)).toEqual({
      the: Float32Array.of(0.1, 0.2),
      cat: Float32Array.of(1, 2),
    });
    expect({ size, lines, duplicates }).toEqual({ size: 2, lines: 5, duplicates: 1 });
  });

  test("in the form of word2vec: a first line, trailing spaces, CRLF, gzip, only wanted words", async () => {
    const text = "3 3\r\na 1 2 3 \r\nb 4 5 6 \r\nc 7 8 9\r\n";
    const plain = await readWordVectors(fileOf("w2v.txt", text));
    expect([...plain.vectors.keys()]).toEqual(["a", "b", "c"]);
    const packed = await readWordVectors(fileOf("w2v.txt.gz", gzipSync(text)), new Set(["b", "z"]));
    expect(Object.fromEntries(packed.vectors)).toEqual({ b: Float32Array.of(4, 5, 6) });
    expect(packed).toMatchObject({ size: 3, lines: 3 });
  });

  test.each([
    ["a line with a number too few", "a 1 2\nb 1\nc 3 4\n", "are not a word and 2 numbers: 2"],
    ["several broken lines", `a 1 2\n${"x y z\n".repeat(7)}`, "2, 3, 4, 5, 6 and 2 more"],
    ["a value that is not a number", "a 1 2\nb nan 1\n", "numbers: 2"],
    ["nothing", "", "has no word vectors"],
    ["a first line alone", "2 3\n", "has no word vectors"],
  ])("with %s are refused, by the numbers of the lines", async (name, text, message) => {
    await expect(readWordVectors(fileOf(`${name}.txt`, text))).rejects.toThrow(message);
  });

  test("that are missing are refused by name, and so is a broken gzip file", async () => {
    await expect(readWordVectors(join(folder, "none.txt"))).rejects.toThrow("none.txt cannot be read");
    const broken = fileOf("broken.gz", gzipSync("a 1 2\n").subarray(0, 12));
    await expect(readWordVectors(broken)).rejects.toThrow("broken.gz cannot be read");
  });

  test("of the words of some texts become a file beside the data set", async () => {
    const file = fileOf("few.txt", "cat 1 2\ndog 3 4\nsun 5 6\n");
    const texts = async (words: { get(word: string): unknown }) => {
      for (const word of ["dog", "cat", "moon"]) words.get(word);
    };
    const vocabulary = await vocabularyOf(file, 2, texts);
    expect(vocabulary.unknown).toBe(1);
    const own = join(folder, "own.vocabulary");
    await writeVocabulary(own, vocabulary);
    const read = await readArrayFile(own, "harmonic vocabulary 1", "dataset");
    expect(read?.header).toEqual({ source: vocabulary.source, unknown: 1, words: ["cat", "dog"] });
    expect(read?.arrays.vectors).toEqual(Float32Array.of(1, 2, 3, 4));
    await expect(vocabularyOf(file, 3, texts)).rejects.toThrow("have 2 values; the text backbone");
  });
});
