import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { buildDataset } from "../../../src/training/data/import/build-dataset.js";
import { openListing } from "../../../src/training/data/import/open-listing.js";
import { openDataset } from "../../../src/training/data/open-dataset.js";
import { labelSets, oneClass } from "../../../src/training/targets/targets.js";
import { bitsOf } from "../../support/backend.js";
import { generatedSound, wavBytes } from "../../support/generated-av-mnist.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-manifest-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const manifest = join(folder, "pairs.jsonl");

const SHAPES = { image: [1, 2, 2], audio: [1, 20, 20] } as const;
const ENTRY = { split: "train", label: 0, inputs: { image: [0, 1, 2, 3], audio: "sounds/0.wav" } };
mkdirSync(join(folder, "sounds"));
mkdirSync(join(folder, "folder.wav"));
for (let i = 0; i < 3; i++)
  writeFileSync(join(folder, "sounds", `${i}.wav`), wavBytes(generatedSound(i, new Random(i))));
writeFileSync(join(folder, "image.f32"), new Uint8Array(Float32Array.of(4, 5, 6, 9.5).buffer));
writeFileSync(join(folder, "cut.f32"), new Uint8Array(18));
writeFileSync(join(folder, "short.f32"), new Uint8Array(Float32Array.of(4, 5, 6).buffer));
writeFileSync(join(folder, "stereo.wav"), wavBytes(generatedSound(1, new Random(1)), { channels: 2 }));

const MIXED = ": either every label is a whole number, or every label is a name";

type Changes = Readonly<Record<string, unknown>>;

const good: readonly Changes[] = [
  ENTRY,
  { ...ENTRY, label: 2, inputs: { image: "image.f32", audio: "sounds/1.wav" } },
  { ...ENTRY, split: "validation", label: 1, inputs: { ...ENTRY.inputs, audio: "sounds/2.wav" } },
  { ...ENTRY, split: "test" },
];

async function readManifest(source: string, onRead: (done: number, total: number) => void = () => {}) {
  const listing = await openListing(source, Object.keys(SHAPES), {});
  const file = join(folder, "own.dataset");
  const splits = { validation: 0.15, test: 0.15, seed: 1 };
  const request = { id: "own", file, shapes: SHAPES, wishes: {}, splits, skipsBroken: false };
  await buildDataset(listing, { ...request, isWelcome: async () => {} }, onRead);
  return openDataset(file);
}

function read(
  lines: readonly (Changes | string)[],
  onRead: (done: number, total: number) => void = () => {},
) {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  writeFileSync(manifest, `${text.join("\n")}\n`);
  return readManifest(manifest, onRead);
}

const refusalOf = (lines: readonly (Changes | string)[]) =>
  read(lines).then(
    () => "was read",
    ({ name, field, message }) => [name, field, message],
  );

/** The good lines with the second one replaced, which is refused with these words. */
async function expectRefused(second: Changes | string, says: string): Promise<void> {
  const refusal = await refusalOf([good[0], second, ...good.slice(2)]);
  expect(refusal).toEqual(["InvalidInput", "manifest", says]);
}

describe("readManifest", () => {
  test("builds a data set from numbers, .f32 and .wav files", async () => {
    const told: string[] = [];
    const dataset = await read(good, (done, total) => told.push(`${done}/${total}`));
    expect(told).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    const { splits, ...facts } = dataset;
    expect(facts).toMatchObject({ id: "own", classes: 3, modalities: SHAPES });
    expect(splits.train.targets).toEqual(oneClass([0, 2]));
    expect(splits.train.keys).toEqual(["line 1", "line 2"]);
    expect([splits.validation.count, splits.test.count]).toEqual([1, 1]);
    const mean = (0 + 1 + 2 + 3 + 4 + 5 + 6 + 9.5) / 8;
    const [first] = splits.validation.inputs.image;
    expect(first).toBeCloseTo(
      (0 - mean) / Math.sqrt((0 + 1 + 4 + 9 + 16 + 25 + 36 + 90.25) / 8 - mean ** 2),
      5,
    );
    expect(splits.train.inputs.audio.length).toBe(800);
  });

  test("standardises on the training split alone; equal manifests give equal checksums", async () => {
    const before = await read(good);
    expect((await read(good)).checksum).toBe(before.checksum);
    const other = { ...good[2], inputs: { image: [900, 7, -60, 1], audio: "sounds/0.wav" } };
    const after = await read([good[0], good[1], other, good[3]]);
    expect(after.checksum).not.toBe(before.checksum);
    for (const split of ["train", "test"] as const)
      for (const modality of ["image", "audio"])
        expect(bitsOf(after.splits[split].inputs[modality])).toBe(
          bitsOf(before.splits[split].inputs[modality]),
        );
  });

  test.each([
    ["no JSON", "{split:", "is not a JSON document"],
    ["a number", "7", ": a line must be an object with split, label or labels, and inputs"],
    ["null", "null", ": a line must be an object with split, label or labels, and inputs"],
    ["no split, unlike others", { ...ENTRY, split: undefined }, ": names no split, but other examples do"],
    ["another split", { ...ENTRY, split: "holdout" }, ": split must be one of train, validation, test"],
    ["no label", { ...ENTRY, label: undefined }, ": label must be a name or a whole number from 0 to 9999"],
    ["a label in words", { ...ENTRY, label: "three" }, MIXED],
    ["an empty label", { ...ENTRY, label: " " }, ": label must be a name or a whole number from 0 to 9999"],
    ["a broken label", { ...ENTRY, label: 1.5 }, ": label must be a name or a whole number from 0 to 9999"],
    ["a negative label", { ...ENTRY, label: -1 }, ": label must be a name or a whole number from 0 to 9999"],
    [
      "no inputs",
      { ...ENTRY, inputs: null },
      ": inputs must be an object with values or a file name for each modality",
    ],
    ["a modality missing", { ...ENTRY, inputs: { audio: "sounds/1.wav" } }, ": inputs.image is missing"],
  ])("names the line of an entry that is or has %s", async (_, entry, says) => {
    await expectRefused(entry, `${manifest} line 2${says.startsWith(":") ? says : ` ${says}`}`);
  });

  test.each([
    ["values too few", [1, 2, 3], "has 3 values; 1 x 2 x 2 = 4 are needed"],
    ["a file of values too few", "short.f32", "has 3 values; 1 x 2 x 2 = 4 are needed"],
    ["text among the values", [1, 2, 3, "x"], "has a value that is not a finite number"],
    ["a value that no 32-bit float holds", [1, 2, 3, 1e39], "has a value that is not a finite number"],
    ["null among the values", [1, 2, 3, null], "has a value that is not a finite number"],
  ])("names line and modality of an image that is or has %s", async (_, image, says) => {
    const entry = { ...ENTRY, inputs: { ...ENTRY.inputs, image } };
    await expectRefused(entry, `${manifest} line 2: inputs.image ${says}`);
  });

  test.each([[null], [7], [true], [{}]])("names line and modality of an image that is %j", async (image) => {
    const entry = { ...ENTRY, inputs: { ...ENTRY.inputs, image } };
    const refusal = await refusalOf([good[0], entry, ...good.slice(2)]);
    expect(refusal).toMatchObject([
      "InvalidInput",
      "manifest",
      expect.stringContaining("line 2: inputs.image "),
    ]);
  });

  test("does not read an image from a file that only sounds are read from", async () => {
    const entry = { ...ENTRY, inputs: { ...ENTRY.inputs, image: "sounds/0.wav" } };
    const file = join(folder, "sounds", "0.wav");
    const says =
      `${file} is a .wav file, which cannot be read as image; ` +
      "image is read from .png, .jpg, .jpeg, .webp, .npy, .f32 files, or numbers in place";
    await expectRefused(entry, `${manifest} line 2: inputs.image: ${says}`);
  });

  test.each([
    ["image.bin", "is a .bin file, which cannot be read as image"],
    ["image.gif", "is a .gif file, which cannot be read as image"],
    ["image.json", "is a .json file, which cannot be read as image"],
    ["image", "has no file extension"],
  ])("refuses the file %s by name: it could be read as floats, but is none", async (image, says) => {
    writeFileSync(join(folder, image), new Uint8Array(Float32Array.of(4, 5, 6, 9.5).buffer));
    const entry = { ...ENTRY, inputs: { ...ENTRY.inputs, image } };
    const read = "image is read from .png, .jpg, .jpeg, .webp, .npy, .f32 files, or numbers in place";
    await expectRefused(entry, `${manifest} line 2: inputs.image: ${join(folder, image)} ${says}; ${read}`);
  });

  test("reads the same image from numbers, .f32, .npy and .png files", async () => {
    const raw = { width: 2, height: 2, channels: 1 } as const;
    await sharp(Uint8Array.of(0, 51, 102, 255), { raw }).toFile(join(folder, "a.png"));
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117);
    const numbers = Float32Array.of(0, 0.2, 0.4, 1);
    const start = Buffer.from("\x93NUMPY\x01\0\x76\0", "latin1");
    writeFileSync(
      join(folder, "a.npy"),
      Buffer.concat([start, Buffer.from(`${header}\n`), Buffer.from(numbers.buffer)]),
    );
    writeFileSync(join(folder, "a.F32"), Buffer.from(numbers.buffer));
    const images = [[...numbers], "a.png", "a.npy", "a.F32"];
    const lines = images.map((each) => ({ ...ENTRY, inputs: { ...ENTRY.inputs, image: each } }));
    const { splits } = await read([...lines, good[2], good[3]]);
    const values = splits.train.inputs.image;
    for (let i = 4; i < 16; i++) expect(values[i]).toBeCloseTo(values[i % 4], 5);
  });

  test.each([
    ["missing.f32", " cannot be read: ENOENT: no such file or directory"],
    ["missing.wav", " does not exist"],
    ["cut.f32", " has 18 bytes, which is no whole number of 32-bit floats"],
    ["image.f32/../../gone.f32", " cannot be read: ENOENT: no such file or directory"],
    ["folder.wav", " cannot be read: EISDIR: illegal operation on a directory"],
  ])("names line, modality and the file %s, each once", async (audio, says) => {
    const entry = { ...ENTRY, inputs: { ...ENTRY.inputs, audio } };
    await expectRefused(entry, `${manifest} line 2: inputs.audio: ${join(folder, audio)}${says}`);
  });

  describe("of examples with sets of labels", () => {
    const sets = [[2, 0], [], [1], [4]];
    const entries = good.map((entry, i) => ({ ...entry, label: undefined, labels: sets[i] }));

    test("builds a data set from them, including an empty set", async () => {
      const { classes, splits } = await read(entries);
      expect(classes).toBe(5);
      expect(splits.train.targets).toEqual(labelSets([[0, 2], []], 5));
      expect(splits.test.targets).toEqual(labelSets([[4]], 5));
    });

    const must = ": labels must be a list of different names, or of different whole numbers from 0 to 9999";
    test.each([
      ["in words", { labels: ["cat"] }, MIXED],
      ["half in words", { labels: [1, "cat"] }, MIXED],
      ["twice the same", { labels: [1, 1] }, must],
      ["negative", { labels: [-1] }, must],
      ["too large", { labels: [10_000] }, must],
      ["no list", { labels: 1 }, must],
      ["beside a label", { labels: [1], label: 1 }, " has both label and labels"],
      ["replaced by a label", { label: 1, labels: undefined }, ": either every example has a label"],
    ])("names the line whose labels are %s", async (_, changes, says) => {
      const refusal = await refusalOf([entries[0], { ...entries[1], ...changes }, ...entries.slice(2)]);
      expect(refusal[2]).toContain(`${manifest} line 2${says}`);
    });

    test("requires at least one label", async () => {
      const refusal = await refusalOf(entries.map((entry) => ({ ...entry, labels: [] })));
      expect(refusal[2]).toBe(`${manifest} has no example with a label`);
    });
  });

  test("counts empty lines in line numbers", async () => {
    const refusal = await refusalOf([good[0], "", "", { ...ENTRY, label: -1 }]);
    expect(refusal[2]).toBe(`${manifest} line 4: label must be a name or a whole number from 0 to 9999`);
  });

  test("requires all splits and an existing manifest", async () => {
    expect((await refusalOf([good[0], good[2]]))[2]).toBe(`${manifest} has no example of the test split`);
    expect((await refusalOf([]))[2]).toBe(`${manifest} has no example of the train split`);
    const missing = join(folder, "missing.jsonl");
    await expect(readManifest(missing)).rejects.toThrow(`${missing} cannot be read`);
  });
});
