import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Random } from "../../src/base/random.js";
import { COMPOSITIONS } from "../../src/space/network/backbone.js";
import type { Architecture } from "../../src/space/types.js";
import { type PairedDataset, SPLITS, type Split, sealed } from "../../src/training/data/dataset.js";
import { ONE_GROUP, standardiseSplits } from "../../src/training/data/standardise.js";
import { genesOf, smallestSubNetwork } from "../../src/training/elastic/sub-network.js";
import { SPOKEN_SHAPE, spokenCoefficients } from "../../src/training/modalities/audio/spoken.js";
import { classesOf, labelSets, oneClass } from "../../src/training/targets/targets.js";

const SIDE = 28;
const DIGITS = 10;
const RATE = 8000;
const SPEAKERS = ["jackson", "nicolas", "theo"];
const RECORDINGS = 50;
/** The number of images per digit, as AV-MNIST needs them. */
const IMAGES = { train: 105, t10k: 45 } as const;

/** The segments of a seven-segment display that each digit lights. */
const SEGMENTS = ["abcefg", "cf", "acdeg", "acdfg", "bcdf", "abdfg", "abdefg", "acf", "abcdefg", "abcdfg"];
/**
 * The top, left, height and width of each segment: a is the top one, b and c are left and right in the upper half, d
 * is the middle one, e and f are left and right in the lower half, g is the bottom one.
 */
const BOXES: Readonly<Record<string, readonly [number, number, number, number]>> = {
  a: [5, 9, 2, 10],
  b: [5, 9, 9, 2],
  c: [5, 17, 9, 2],
  d: [13, 9, 2, 10],
  e: [13, 9, 9, 2],
  f: [13, 17, 9, 2],
  g: [21, 9, 2, 10],
};

/** Draws a digit as on a seven-segment display, moved by up to two pixels, with noise: (28, 28) bytes. */
export function generatedImage(digit: number, random: Random): Uint8Array {
  const image = Uint8Array.from({ length: SIDE ** 2 }, () => random.int(60));
  const [down, right] = [random.int(5) - 2, random.int(5) - 2];
  for (const segment of SEGMENTS[digit]) {
    const [top, left, height, width] = BOXES[segment];
    for (let i = 0; i < height * width; i++) {
      const row = top + down + Math.floor(i / width);
      image[row * SIDE + left + right + (i % width)] = 255 - random.int(60);
    }
  }
  return image;
}

/** Makes a sound of two tones that encode the digit, as a telephone's keys do, with noise: 0.3 s at 8 kHz. */
export function generatedSound(digit: number, random: Random): Int16Array {
  const pitch = 1 + 0.02 * random.normal();
  const tones = [300 + 120 * (digit % 5), 950 + 200 * Math.floor(digit / 5)];
  return Int16Array.from({ length: 0.3 * RATE }, (_, t) => {
    const chord = tones.map((hertz) => Math.sin((2 * Math.PI * hertz * pitch * t) / RATE));
    return 6000 * (chord[0] + chord[1] + 0.3 * random.normal());
  });
}

/** Makes an idx file of unsigned bytes. */
export function idxBytes(shape: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i);
  return Buffer.concat([header, values]);
}

/** Makes a wav file of 16-bit samples; those of several channels are interleaved. */
export function wavBytes(samples: Int16Array, { rate = RATE, channels = 1 } = {}): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(2 * rate * channels, 28);
  header.writeUInt16LE(2 * channels, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}

/**
 * Writes the source files from which AV-MNIST is built, as small as they can be: four idx files, plain or gzipped,
 * and 1,500 wav files.
 */
export function writeGeneratedSources(
  folder: string,
  { seed = 1, gzip = false }: { readonly seed?: number; readonly gzip?: boolean } = {},
): { readonly mnist: string; readonly fsdd: string } {
  const [mnist, fsdd] = ["mnist", "fsdd"].map((name) => join(folder, name));
  for (const path of [mnist, fsdd]) mkdirSync(path, { recursive: true });
  for (const [part, perDigit] of Object.entries(IMAGES)) {
    const random = new Random(seed).fork(part);
    const labels = Uint8Array.from({ length: DIGITS * perDigit }, (_, i) => i % DIGITS);
    const images = Buffer.concat([...labels].map((digit) => generatedImage(digit, random)));
    const put = (name: string, bytes: Buffer): void =>
      gzip
        ? writeFileSync(join(mnist, `${name}.gz`), gzipSync(bytes, { level: 1 }))
        : writeFileSync(join(mnist, name), bytes);
    put(`${part}-images-idx3-ubyte`, idxBytes([labels.length, SIDE, SIDE], images));
    put(`${part}-labels-idx1-ubyte`, idxBytes([labels.length], labels));
  }
  for (let i = 0; i < DIGITS * SPEAKERS.length * RECORDINGS; i++) {
    const digit = i % DIGITS;
    const name = `${digit}_${SPEAKERS[Math.floor(i / DIGITS) % 3]}_${Math.floor(i / (3 * DIGITS))}.wav`;
    writeFileSync(join(fsdd, name), wavBytes(generatedSound(digit, new Random(seed).fork(name))));
  }
  return { mnist, fsdd };
}

/**
 * Makes pairs of generated images and sounds in the shapes of AV-MNIST, with the first `classes` digits in turn. They
 * are easy to learn.
 */
export function generatedDataset(counts: {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  readonly classes?: number;
}): PairedDataset {
  const { seed, classes = DIGITS } = counts;
  const splits = Object.fromEntries(
    SPLITS.map((name) => [name, generatedSplit(counts[name], classes, new Random(seed).fork(name))]),
  ) as Record<(typeof SPLITS)[number], Split>;
  for (const modality of ["image", "audio"]) standardiseSplits(splits, modality, 1, ONE_GROUP);
  const modalities = { image: [1, SIDE, SIDE], audio: SPOKEN_SHAPE } as const;
  return sealed({ id: "generated", classes, modalities, splits });
}

/** The same examples, whose labels are the segments that light up (a to g): from two to seven of them. */
export function withSegments(dataset: PairedDataset): PairedDataset {
  const splits = SPLITS.map((name) => {
    const digits = [...classesOf(dataset.splits[name].targets, "a test")];
    const sets = digits.map((digit) => [...SEGMENTS[digit]].map((segment) => "abcdefg".indexOf(segment)));
    return [name, { ...dataset.splits[name], targets: labelSets(sets, 7) }];
  });
  const targets = { kind: "labels", names: [..."abcdefg"] } as const;
  return sealed({ ...dataset, classes: 7, targets, splits: Object.fromEntries(splits) });
}

function generatedSplit(count: number, classes: number, random: Random): Split {
  const digits = Array.from({ length: count }, (_, i) => i % classes);
  const inputs = {
    image: Float32Array.from(digits.flatMap((digit) => [...generatedImage(digit, random)])),
    audio: Float32Array.from(
      digits.flatMap((digit) => [
        ...spokenCoefficients(Float64Array.from(generatedSound(digit, random), (sample) => sample / 2 ** 15)),
      ]),
    ),
  };
  return { count, targets: oneClass(digits), inputs, keys: digits.map((_, i) => `generated ${i}`) };
}

/** The genes of AV-MNIST's smallest backbones. */
export const SMALLEST_BACKBONES: Architecture = Object.assign(
  {},
  ...COMPOSITIONS.get("av-mnist")!.backbones.map((own) => genesOf(own, smallestSubNetwork(own))),
);
