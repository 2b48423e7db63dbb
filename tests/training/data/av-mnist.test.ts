import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildAvMnist } from "../../../src/training/data/av-mnist.js";
import type { PairedDataset } from "../../../src/training/data/dataset.js";
import { classesOf } from "../../../src/training/targets/targets.js";
import { idxBytes, writeGeneratedSources } from "../../support/generated-av-mnist.js";
import { sumOf } from "../../support/plain-network.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-av-mnist-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sources = writeGeneratedSources(folder);
const packed = { ...writeGeneratedSources(join(folder, "packed"), { gzip: true }), fsdd: sources.fsdd };
let clean: PairedDataset;
const told: number[] = [];
beforeAll(async () => {
  clean = await buildAvMnist("av-mnist", sources, (done, total) => told.push(done / total));
});

const IMAGE = 784;
const meanOf = (values: ArrayLike<number>): number => sumOf(Array.from(values)) / values.length;
/** How many dimensions the first examples' differences from their mean have. */
const EXAMPLES = 40;
function dimensionsOf(images: Float32Array): number {
  const rows = Matrix.from1DArray(EXAMPLES, IMAGE, [...images.subarray(0, EXAMPLES * IMAGE)]);
  const centred = rows.subRowVector(rows.mean("column"));
  const { realEigenvalues } = new EigenvalueDecomposition(centred.mmul(centred.transpose()));
  return realEigenvalues.filter((value) => value > 1e-6 * Math.max(...realEigenvalues)).length;
}
const counted = (labels: Int32Array): number[] =>
  Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);

describe("AV-MNIST from generated sources", { timeout: 60_000 }, () => {
  test("has 840, 210 and 450 pairs, with equal numbers of each digit", () => {
    expect(clean.modalities).toEqual({ image: [1, 28, 28], audio: [1, 20, 20] });
    for (const [name, count] of [
      ["train", 840],
      ["validation", 210],
      ["test", 450],
    ] as const) {
      const { targets, inputs, keys } = clean.splits[name];
      expect(counted(classesOf(targets, "a test"))).toEqual(Array(10).fill(count / 10));
      expect([inputs.image.length, inputs.audio.length, keys.length]).toEqual([
        784 * count,
        400 * count,
        count,
      ]);
    }
    expect(told.length).toBe(1500);
    expect(told.at(-1)).toBe(1);
  });

  test("uses every recording and image once, the first 15 recordings for testing only", () => {
    const keys = Object.values(clean.splits).flatMap((split) => split.keys);
    expect(new Set(keys.map((key) => key.split(" ")[0])).size).toBe(1500);
    for (const key of clean.splits.test.keys) expect(Number(/_(\d+) /.exec(key)?.[1])).toBeLessThan(15);
    const images = [...clean.splits.train.keys, ...clean.splits.validation.keys].map(
      (key) => key.split(" ")[2],
    );
    expect(new Set(images).size).toBe(1050);
    const held = clean.splits.validation.keys.map((key) =>
      key.slice(0, key.lastIndexOf("_", key.indexOf(" "))),
    );
    expect(held.filter((key) => key === "3_theo").length).toBe(7);
  });

  test("pairs the images and sounds that its keys name, standardised on the training split", () => {
    const { image, audio } = clean.splits.train.inputs;
    expect(meanOf(image)).toBeCloseTo(0, 4);
    expect(meanOf(image.map((v) => v * v))).toBeCloseTo(1, 4);
    for (const row of [0, 7, 19]) {
      const own = audio.filter((_, i) => Math.floor((i % 400) / 20) === row);
      expect(meanOf(own)).toBeCloseTo(0, 4);
      expect(meanOf(own.map((v) => v * v))).toBeCloseTo(1, 4);
    }
    const bytes = readFileSync(join(sources.mnist, "t10k-images-idx3-ubyte")).subarray(16);
    const { keys, inputs } = clean.splits.test;
    const from = 784 * Number(keys[123].split(" ")[2]);
    const [stored, raw] = [
      inputs.image.subarray(123 * IMAGE, 124 * IMAGE),
      bytes.subarray(from, from + IMAGE),
    ];
    const scale = (stored[0] - stored[400]) / (raw[0] - raw[400]);
    stored.forEach((value, i) => {
      expect(value - stored[0]).toBeCloseTo(scale * (raw[i] - raw[0]), 4);
    });
  });

  test("is the same from gzipped files, and again", async () => {
    expect((await buildAvMnist("av-mnist", packed)).checksum).toBe(clean.checksum);
  });

  test("hard: the same pairs, images of few dimensions, other sounds", async () => {
    const hard = await buildAvMnist("av-mnist-hard", sources);
    expect(hard.id).toBe("av-mnist-hard");
    expect(hard.splits.test.keys).toEqual(clean.splits.test.keys);
    expect(dimensionsOf(clean.splits.test.inputs.image)).toBe(EXAMPLES - 1);
    expect(dimensionsOf(hard.splits.test.inputs.image)).toBeLessThan(EXAMPLES / 4);
    const [quiet, noisy] = [clean, hard].map(({ splits }) => splits.test.inputs.audio);
    expect(noisy.every(Number.isFinite)).toBe(true);
    expect(meanOf(noisy.map((value, i) => Math.abs(value - quiet[i])))).toBeGreaterThan(0.1);
  });

  test.each([
    ["labels and images do not agree", "train-labels-idx1-ubyte", [3], "has 1050 train images and 3 labels"],
    ["a label is no digit", "t10k-labels-idx1-ubyte", [450], "has the t10k label 10, which is not a digit"],
    ["images have another size", "train-images-idx3-ubyte", [2, 20, 20], "has values of shape 2 x 20 x 20"],
  ])("rejects sources if %s", async (_, name, shape, says) => {
    const mnist = join(folder, "broken");
    cpSync(sources.mnist, mnist, { recursive: true });
    writeFileSync(join(mnist, name), idxBytes(shape, new Uint8Array(shape.reduce((a, b) => a * b)).fill(10)));
    await expect(buildAvMnist("av-mnist", { ...sources, mnist })).rejects.toThrow(says);
  });

  test("names a missing recording", async () => {
    const fsdd = join(folder, "none");
    mkdirSync(fsdd, { recursive: true });
    await expect(buildAvMnist("av-mnist", { ...sources, fsdd })).rejects.toThrow(
      /0_jackson_\d+\.wav does not exist$/,
    );
  });
});
