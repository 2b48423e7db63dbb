import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import type { DatasetReport, ImportRequest } from "../../../src/cli/dataset-tools.js";
import { SPLITS } from "../../../src/training/data/dataset.js";
import { stratify } from "../../../src/training/data/import/stratify.js";
import { openDataset } from "../../../src/training/data/open-dataset.js";
import { LocalDatasetTools } from "../../../src/training/dataset-tools.js";
import { wavBytes } from "../../support/generated-av-mnist.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CLASSES = ["Hund", "Katze", "ميكروفون"];
const COUNT = 60;

/** Writes a colour picture of 64 x 64 and a stereo sound at 44.1 kHz of a class. */
async function writePair(stem: string, label: number, random: Random): Promise<void> {
  mkdirSync(dirname(stem), { recursive: true });
  const raw = { width: 64, height: 64, channels: 3 } as const;
  const pixels = Uint8Array.from(
    { length: 3 * 64 * 64 },
    (_, i) => (i % 3 === label ? 200 : 40) + random.int(50),
  );
  await sharp(pixels, { raw }).toFile(`${stem}.png`);
  const samples = Int16Array.from(
    { length: 2 * 4410 },
    (_, i) =>
      6000 * Math.sin((2 * Math.PI * (300 + 400 * label) * Math.floor(i / 2)) / 44_100) + random.int(500),
  );
  writeFileSync(`${stem}.wav`, wavBytes(samples, { rate: 44_100, channels: 2 }));
}

beforeAll(async () => {
  const random = new Random(1);
  const rows = ["Photo;Aufnahme;Klasse;Notiz"];
  for (let i = 0; i < COUNT; i++) {
    await writePair(join(folder, "pairs", CLASSES[i % 3], String(i)), i % 3, random.fork(i));
    rows.push(
      [`pairs/${CLASSES[i % 3]}/${i}.png`, `pairs/${CLASSES[i % 3]}/${i}.wav`, CLASSES[i % 3], "x"].join(";"),
    );
  }
  writeFileSync(join(folder, "pairs.csv"), `\uFEFF${rows.join("\r\n")}\r\n`);
});

const EMPTY_CELL = [
  "image,audio,label,split",
  ...SPLITS.map((split) => `,pairs/Hund/0.wav,Hund,${split}`),
].join("\n");

const columns = { image: "Photo", audio: "Aufnahme", label: "Klasse" };
const importing = (request: Partial<ImportRequest>): Promise<DatasetReport> =>
  new LocalDatasetTools().buildFromManifest(
    {
      manifest: join(folder, "pairs.csv"),
      id: "own",
      space: "av-mnist",
      out: join(folder, "sets"),
      replace: true,
      columns,
      ...request,
    },
    () => {},
  );

describe("dataset import", () => {
  test("reads a table of pairs of any size and rate, and makes the splits", async () => {
    const report = await importing({});
    expect(report).toMatchObject({
      names: CLASSES,
      targets: "class",
      train: 42,
      validation: 9,
      test: 9,
      skipped: [],
    });
    expect(report.notes).toEqual([
      "columns that were not used: Notiz",
      expect.stringMatching(
        /^splits made of the 60 .* seed 1, .*: validation \(9 examples\), test \(9 examples\)$/,
      ),
      expect.stringMatching(
        /^of 60 pictures, 60 are larger than 28 x 28 and lose detail, and 60 lose their colours: /,
      ),
    ]);
    const { splits, preparation, targets } = await openDataset(report.file);
    expect(targets).toEqual({ kind: "classes", names: CLASSES });
    expect(preparation).toEqual({
      image: { fit: "crop" },
      audio: { features: "mfcc", rate: 16_000, seconds: 0.1 },
    });
    for (const name of SPLITS) {
      expect(splits[name].inputs.image.length).toBe(splits[name].count * 28 * 28);
      expect(splits[name].inputs.audio.length).toBe(splits[name].count * 400);
    }
    const mean = splits.train.inputs.image.reduce((sum, value) => sum + value, 0) / (42 * 784);
    expect(mean).toBeCloseTo(0, 4);
    expect(readdirSync(join(folder, "sets"))).toEqual(["own.dataset"]);
  });

  test("gives the same bytes again, and other splits with another seed", async () => {
    const [first, again, other] = [
      await importing({}),
      await importing({}),
      await importing({ splits: { validation: 0.15, test: 0.15, seed: 2 } }),
    ];
    expect(again.checksum).toBe(first.checksum);
    expect(other.checksum).not.toBe(first.checksum);
    await importing({});
    await expect(
      importing({ replace: false, wishes: { image: { fit: "pad" }, audio: { rate: 8000 } } }),
    ).rejects.toThrow("--replace");
    expect((await importing({ replace: false })).checksum).toBe(first.checksum);
  });

  test("reads the same examples from a folder per class, or per split and class", async () => {
    const report = await importing({ manifest: join(folder, "pairs"), columns: {} });
    expect(report).toMatchObject({ names: CLASSES, train: 42, validation: 9, test: 9 });
    const split = join(folder, "split");
    for (const [i, name] of ["training", "val", "test"].entries())
      await writePair(join(split, name, "Hund", "1"), 0, new Random(i));
    writeFileSync(join(split, "test", "Hund", "Thumbs.db"), "");
    writeFileSync(join(split, "test", "Hund", ".DS_Store"), "");
    expect(await importing({ manifest: split, columns: {} })).toMatchObject({
      train: 1,
      validation: 1,
      test: 1,
      notes: ['files that were not used: 1 of the kind ".db"', expect.stringContaining("lose their colours")],
    });
  });

  test("takes the validation split out of the training split where only that is absent", async () => {
    const rows = Array.from({ length: COUNT }, (_, i) =>
      JSON.stringify({
        split: i < 30 ? "train" : "test",
        label: CLASSES[i % 3],
        inputs: { image: `pairs/${CLASSES[i % 3]}/${i}.png`, audio: `pairs/${CLASSES[i % 3]}/${i}.wav` },
      }),
    );
    writeFileSync(join(folder, "given.ndjson"), rows.join("\n"));
    expect(
      await importing({
        manifest: join(folder, "given.ndjson"),
        splits: { validation: 0.2, test: 0.5, seed: 1 },
      }),
    ).toMatchObject({ train: 24, validation: 6, test: 30 });
  });

  test("reads sets of labels by name", async () => {
    const rows = Array.from({ length: COUNT }, (_, i) =>
      [
        `pairs/${CLASSES[i % 3]}/${i}.png`,
        `pairs/${CLASSES[i % 3]}/${i}.wav`,
        i % 4 === 0 ? "" : i % 2 === 0 ? "a b | c" : "c",
      ].join(","),
    );
    writeFileSync(join(folder, "sets.csv"), ["image,audio,labels", ...rows].join("\n"));
    const report = await importing({ manifest: join(folder, "sets.csv"), columns: {} });
    expect(report).toMatchObject({ targets: "labels", names: ["a b", "c"] });
    const { splits } = await openDataset(report.file);
    const { targets } = splits.train;
    const both = targets.kind === "labels" ? targets.sets.filter((_, i) => i % 2 === 0) : [];
    expect(both.filter((value) => value === 1).length).toBe(Math.round(0.7 * 15) - 0);
  });

  test("leaves out what cannot be read only if asked to, counted and by name", async () => {
    writeFileSync(join(folder, "broken.png"), "no picture");
    const rows = ["image,audio,label", "broken.png,pairs/Hund/0.wav,Hund", "gone.png,pairs/Hund/0.wav,Hund"];
    for (let i = 0; i < COUNT; i += 3) rows.push(`pairs/Hund/${i}.png,pairs/Hund/${i}.wav,Hund`);
    writeFileSync(join(folder, "broken.csv"), rows.join("\n"));
    const request = { manifest: join(folder, "broken.csv"), columns: {} };
    await expect(importing(request)).rejects.toThrow("broken.csv line 2: inputs.image: ");
    const report = await importing({ ...request, skipsBroken: true });
    expect(report.skipped).toEqual([
      expect.stringContaining("broken.png"),
      expect.stringContaining("gone.png"),
    ]);
    expect(report.train + report.validation + report.test).toBe(20);
  });

  test.each([
    [
      "a column that is absent",
      "image,label\na,b",
      'no column "audio"; its columns are image, label. Name the right one',
    ],
    ["an empty cell", EMPTY_CELL, "line 2: inputs.image is missing"],
    ["a label that is absent", "image,audio,label\na.png,b.wav,", "line 2: label is missing"],
    ["a row that is too short", "image,audio,label\na.png", "is no table"],
    ["both kinds of label", "image,audio,label,labels\na,b,c,d", "both a column label and a column labels"],
    ["another split", "image,audio,label,split\na.png,b.wav,c,later", "line 2: split must be one of"],
    ["nothing", "", "is empty"],
  ])("refuses a table with %s", async (_, text, says) => {
    writeFileSync(join(folder, "bad.csv"), text);
    await expect(importing({ manifest: join(folder, "bad.csv"), columns: {} })).rejects.toThrow(says);
  });

  test("refuses a column that --column names in vain, and classes that differ in case only are noted", async () => {
    await expect(importing({ columns: { image: "Foto" } })).rejects.toThrow('has no column "Foto"');
    const rows = ["image,audio,label"];
    for (let i = 0; i < COUNT; i += 3)
      rows.push(`pairs/Hund/${i}.png,pairs/Hund/${i}.wav,${i % 2 === 0 ? "dog" : "Dog"}`);
    writeFileSync(join(folder, "case.csv"), rows.join("\n"));
    const { notes } = await importing({ manifest: join(folder, "case.csv"), columns: {} });
    expect(notes[0]).toBe('the labels "Dog" and "dog" differ in case only');
  });
});

describe("stratify", () => {
  const random = new Random(3);
  const sets = Array.from({ length: 400 }, () =>
    [0, 1, 2, 3].filter((label) => random.next() < 0.4 / (label + 1)),
  );

  test("gives each part its share of every label", () => {
    const parts = stratify(
      sets,
      sets.map((_, i) => i),
      [0.7, 0.15, 0.15],
      new Random(1),
    );
    for (const label of [0, 1, 2, 3]) {
      const rows = sets.flatMap((set, i) => (set.includes(label) ? [parts[i]] : []));
      const share = rows.filter((part) => part === 0).length / rows.length;
      expect(Math.abs(share - 0.7)).toBeLessThan(0.05);
    }
  });

  test("keeps groups together", () => {
    const groups = sets.map((_, i) => i % 37);
    const parts = stratify(sets, groups, [0.7, 0.3], new Random(1));
    for (let group = 0; group < 37; group++)
      expect(new Set(parts.filter((_, i) => groups[i] === group)).size).toBe(1);
    expect(parts.filter((part) => part === 1).length).toBeGreaterThan(90);
  });
});
