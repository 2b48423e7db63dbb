import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Random } from "../../../../src/base/random.js";
import { checkDataset } from "../../../../src/training/data/check/check-dataset.js";
import { sheetRows } from "../../../../src/training/data/check/contact-sheet.js";
import { openRows } from "../../../../src/training/data/check/rows.js";
import { buildDataset } from "../../../../src/training/data/import/build-dataset.js";
import type { Row } from "../../../../src/training/data/import/listing.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "checked.dataset");
const random = new Random(1);
const SHAPES = { image: [3, 16, 16], audio: [1, 4, 4] };

const picture = (): number[] => Array.from({ length: 768 }, () => random.int(256) / 255);
const sound = (): number[] => Array.from({ length: 16 }, () => random.normal());
/** The picture a little brighter, by two steps of 255. */
const brighter = (image: readonly number[]): number[] =>
  image.map((value) => (Math.min(253, Math.round(255 * value)) + 2) / 255);

const first = picture();
const shared = sound();
const examples: readonly (readonly [Row["split"], readonly string[], number[], number[]])[] = [
  ["train", ["a"], first, shared],
  ["train", ["a", "b"], picture(), sound()],
  ["train", [], picture(), sound()],
  ["train", ["b"], first, new Array(16).fill(0)],
  ["validation", ["a"], brighter(first), sound()],
  ["validation", ["b"], new Array(768).fill(1), new Array(16).fill(0)],
  ["test", ["a"], picture(), shared],
];

describe("a check of a data set", () => {
  const built = async () => {
    const rows = examples.map(([split, target, image, audio], i): Row => {
      return { where: `line ${i}`, key: `line ${i}`, split, target, inputs: { image, audio } };
    });
    const listing = { name: "made", base: folder, rows, notes: [], names: ["a", "b"] };
    const splits = { validation: 0.2, test: 0.2, seed: 1 };
    const request = { id: "checked", file, shapes: SHAPES, wishes: {}, splits, skipsBroken: false };
    await buildDataset(listing, { ...request, isWelcome: async () => {} }, () => {});
    return openRows(file);
  };

  test("counts labels, finds what is equal or nearly so across splits, and what is blank", async () => {
    const check = checkDataset(file, await built());
    expect(check.splits).toEqual({
      train: { examples: 4, labels: { a: 2, b: 2 }, unlabelled: 1 },
      validation: { examples: 2, labels: { a: 1, b: 1 }, unlabelled: 0 },
      test: { examples: 1, labels: { a: 1, b: 0 }, unlabelled: 0 },
    });
    const member = (split: string, i: number) => ({ split, key: `line ${i}` });
    expect(check.duplicates).toEqual([
      {
        modality: "image",
        kind: "near",
        members: [member("train", 0), member("train", 3), member("validation", 4)],
      },
      { modality: "audio", kind: "equal", members: [member("train", 0), member("test", 6)] },
    ]);
    expect(check.modalities.image).toMatchObject({ largest: 1, equalWithinSplits: 1, standardised: false });
    expect(check.modalities.image.blank).toEqual(["validation line 5"]);
    expect(check.modalities.audio.blank).toEqual(["train line 3", "validation line 5"]);
    expect(check.warnings).toEqual(
      expect.arrayContaining([
        '"b" has no example in the test split',
        expect.stringContaining("look nearly the same in image"),
        expect.stringContaining("2 examples have nothing in audio"),
      ]),
    );
  });

  test("shows examples of every label with a picture of each input", async () => {
    const rows = await sheetRows(await built());
    expect(rows.map(({ label, examples: shown }) => [label, shown.map(({ key }) => key)])).toEqual([
      ["a", ["line 0", "line 1"]],
      ["b", ["line 1", "line 3"]],
    ]);
    expect(
      rows[0].examples[0].pictures.map((png) => Buffer.from(png, "base64").toString("latin1", 1, 4)),
    ).toEqual(["PNG", "PNG"]);
  });
});
