import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import {
  type PairedDataset,
  readDataset,
  sealed,
  type TargetNames,
  writeDataset,
} from "../../../src/training/data/dataset.js";
import { classesOf, oneClass } from "../../../src/training/targets/targets.js";
import { bitsOf } from "../../support/backend.js";
import { generatedDataset, withSegments } from "../../support/generated-av-mnist.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-dataset-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dataset = generatedDataset({ train: 10, validation: 5, test: 3, seed: 1 });
const file = join(folder, "deeper", "generated.dataset");
await writeDataset(file, dataset);

/** The names of so many classes: a text before the number of each. */
const named = (count: number, before = ""): TargetNames => ({
  kind: "classes",
  names: Array.from({ length: count }, (_, i) => `${before}${i}`),
});

/** Everything but the values, and a digest of them. */
const digested = ({ splits, ...rest }: PairedDataset) => ({
  ...rest,
  splits: Object.values(splits).map(({ count, targets, keys, inputs }) => [
    count,
    targets,
    keys,
    Object.entries(inputs).map(([name, values]) => [name, values.length, bitsOf(values)]),
  ]),
});

describe("a data set", () => {
  test("is read as it was written, in a file that is the same every time", async () => {
    expect(digested(await readDataset(file))).toEqual(digested(dataset));
    const again = join(folder, "again.dataset");
    await writeDataset(again, await readDataset(file));
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
    expect(readdirSync(join(folder, "deeper"))).toEqual(["generated.dataset"]);
  });

  test("of the same seed has the same checksum", () => {
    const again = generatedDataset({ train: 10, validation: 5, test: 3, seed: 1 });
    const other = generatedDataset({ train: 10, validation: 5, test: 3, seed: 2 });
    expect(again.checksum).toBe(dataset.checksum);
    expect(other.checksum).not.toBe(dataset.checksum);
  });

  test.each([
    ["a value", (d: PairedDataset) => d.splits.test.inputs.audio.fill(0.5, 0, 1)],
    ["a label", (d: PairedDataset) => classesOf(d.splits.validation.targets, "a test").fill(9, 0, 1)],
  ])("with %s changed has another checksum", async (_, change) => {
    const read = await readDataset(file);
    change(read);
    expect(sealed(read).checksum).not.toBe(dataset.checksum);
  });

  test.each([
    ["another name", { id: "other" }],
    ["more classes", { classes: 11, targets: named(11) }],
    ["named classes", { targets: named(10, "digit ") }],
  ])("with %s has another checksum", (_, change) => {
    expect(sealed({ ...dataset, ...change }).checksum).not.toBe(dataset.checksum);
  });

  test("has the numbers of its classes as their names, unless it is given others", () => {
    expect(dataset.targets).toEqual(named(10));
    expect(sealed({ ...dataset, targets: named(10) }).checksum).toBe(dataset.checksum);
  });

  test.each([
    ["too few names", named(9), "has 9 names for 10 classes"],
    ["two equal names", { kind: "classes", names: [..."0123456788"] }, 'two classes of the name "8"'],
    [
      "names of labels",
      { ...named(10), kind: "labels" },
      "has names of labels, but its examples have classes",
    ],
  ] as const)("with %s is rejected", (_, targets, message) => {
    expect(() => sealed({ ...dataset, targets })).toThrow(message);
  });
});

test("a data set of named classes is read as it was written", async () => {
  const own = join(folder, "named.dataset");
  const written = sealed({ ...dataset, targets: named(10, "digit ") });
  await writeDataset(own, written);
  expect(digested(await readDataset(own))).toEqual(digested(written));
});

describe("a data set whose examples have sets of labels", () => {
  const segments = withSegments(dataset);
  const own = join(folder, "segments.dataset");

  test("is read as it was written, and has a checksum of its own", async () => {
    await writeDataset(own, segments);
    const read = await readDataset(own);
    expect(digested(read)).toEqual(digested(segments));
    expect(read.targets).toEqual({ kind: "labels", names: [..."abcdefg"] });
    expect(read.splits.train.targets.kind).toBe("labels");
    expect(read.checksum).not.toBe(dataset.checksum);
  });

  test("is a kind of file that programs without sets of labels reject", () => {
    expect(gunzipSync(readFileSync(own)).subarray(0, 20).toString()).toBe("harmonic data set 2\n");
    expect(gunzipSync(readFileSync(file)).subarray(0, 20).toString()).toBe("harmonic data set 1\n");
  });
});

test("examples of any rank are read as they were written", async () => {
  const shapes = { text: [3], video: [2, 1, 2, 2] };
  const split = {
    count: 2,
    targets: oneClass([0, 1]),
    inputs: { text: Float32Array.of(1, 2, 3, 4, 5, 6), video: new Float32Array(16).fill(0.5) },
    keys: ["a", "b"],
  };
  const own = join(folder, "ranks.dataset");
  const splits = { train: split, validation: split, test: split };
  const written = sealed({ id: "ranks", classes: 2, modalities: shapes, splits });
  await writeDataset(own, written);
  expect(digested(await readDataset(own))).toEqual(digested(written));
});

test("the bytes of a data set of single classes are the same in every version", async () => {
  const splitOf = (value: number) => ({
    count: 1,
    targets: oneClass([value]),
    inputs: { image: Float32Array.of(value, 0.5, -1, 0.25) },
    keys: [`line ${value}`],
  });
  const splits = { train: splitOf(0), validation: splitOf(1), test: splitOf(2) };
  const pinned = sealed({ id: "pinned", classes: 3, modalities: { image: [1, 2, 2] }, splits });
  expect(pinned.checksum).toBe("52d434bfdd55148a9ac43f2311a98dab52d7819b2a4baecda434d08ac2982610");
  const own = join(folder, "pinned.dataset");
  await writeDataset(own, pinned);
  expect(
    createHash("sha256")
      .update(gunzipSync(readFileSync(own)))
      .digest("hex"),
  ).toBe("c626417bfe51043bc3eb4f021a94bf4fe3c29c372789d8b810fb9df7f34ef6bc");
});

/** The file with its unpacked bytes changed. */
const altered = (change: (bytes: Buffer) => Buffer): Buffer =>
  gzipSync(change(gunzipSync(readFileSync(file))));
const flipped = (at: (length: number) => number) => (bytes: Buffer) => {
  bytes[at(bytes.length)] ^= 1;
  return bytes;
};

describe("readDataset", () => {
  test.each([
    ["a byte of its values flipped", altered(flipped((n) => n - 9)), "does not match its checksum"],
    ["a byte of its header flipped", altered(flipped(() => 130)), "does not match its checksum"],
    ["its end missing", altered((bytes) => bytes.subarray(0, -4)), "does not match its checksum"],
    ["a byte of the packed file flipped", packedFlipped(), "is truncated or is not a file of this program"],
    [
      "its packed end missing",
      readFileSync(file).subarray(0, -20),
      "is truncated or is not a file of this program",
    ],
    ["text in it", Buffer.from("no data set"), "is truncated or is not a file of this program"],
    ["nothing in it", Buffer.alloc(0), "is truncated or is not a file of this program"],
    ["another kind", gzipSync("harmonic supernet 1\n"), 'is not a file of the kind "harmonic data set 1"'],
  ])("rejects a file with %s and names it", async (_, bytes, says) => {
    const broken = join(folder, "broken.dataset");
    writeFileSync(broken, bytes);
    const refusal = await readDataset(broken).then(
      () => "was read",
      ({ name, field, message }) => [name, field, message],
    );
    expect(refusal).toEqual(["InvalidInput", "dataset", `${broken} ${says}`]);
  });

  test("rejects a missing file, and an unreadable one", async () => {
    const missing = join(folder, "missing.dataset");
    await expect(readDataset(missing)).rejects.toThrow(`${missing} does not exist`);
    await expect(readDataset(folder)).rejects.toThrow(`${folder} cannot be read`);
  });
});

/** A byte in the middle of the packed file flipped: gzip's own checksum sees it. */
function packedFlipped(): Buffer {
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)] ^= 16;
  return bytes;
}
