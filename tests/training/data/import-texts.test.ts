import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildDataset } from "../../../src/training/data/import/build-dataset.js";
import { listedVocabulary } from "../../../src/training/data/import/listed-vocabulary.js";
import { openListing } from "../../../src/training/data/import/open-listing.js";
import { openDataset } from "../../../src/training/data/open-dataset.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-texts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const SHAPES = { text: [2] };
const ROWS = [
  ["train", "Red, red sun!", "a"],
  ["train", "blue.txt", "b"],
  ["validation", "red unheard", "a"],
  ["test", "blue moon", "b"],
];
writeFileSync(at("blue.txt"), "BLUE");
writeFileSync(at("vectors.txt"), "red 1 0\nblue 0 1\nsun 0.25 0.5\nnever 9 9\n");
writeFileSync(at("texts.tsv"), ["split\ttext\tlabel", ...ROWS.map((row) => row.join("\t"))].join("\n"));

const listing = () => openListing(at("texts.tsv"), ["text"], {});

test("texts of a table become the means of their words' vectors, and the data set knows these", async () => {
  const vocabulary = await listedVocabulary(await listing(), SHAPES, at("vectors.txt"));
  expect([...vocabulary.vectors.keys()].sort()).toEqual(["blue", "red", "sun"]);
  expect(vocabulary.unknown).toBe(2);
  const request = {
    ...{ id: "texts", file: at("texts.dataset"), shapes: SHAPES, wishes: {}, vocabulary },
    ...{ splits: { validation: 0.2, test: 0.2, seed: 1 }, skipsBroken: false, isWelcome: async () => {} },
  };
  await buildDataset(await listing(), request, () => {});
  const { splits, preparation, standardisation } = await openDataset(at("texts.dataset"));
  const checksum = createHash("sha256")
    .update(readFileSync(at("vectors.txt")))
    .digest("hex");
  expect(preparation).toEqual({ text: { vocabulary: checksum } });
  const { mean, sd } = standardisation!.text;
  const raw = [...splits.train.inputs.text, ...splits.validation.inputs.text, ...splits.test.inputs.text];
  const expected = [0.75, 1 / 6, 0, 1, 1, 0, 0, 1];
  for (const [i, value] of raw.entries()) expect(value * sd[0] + mean[0]).toBeCloseTo(expected[i], 5);
});

test("word vectors without texts are refused by field", async () => {
  const refused = listedVocabulary(await listing(), { image: [1, 2, 2] }, at("vectors.txt"));
  await expect(refused).rejects.toMatchObject({ code: "INVALID_INPUT", field: "wordVectors" });
});
