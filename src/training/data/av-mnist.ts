import { join } from "node:path";
import { Matrix } from "ml-matrix";
import { InvalidInput } from "../../base/errors.js";
import { Random } from "../../base/random.js";
import { RECORDING_RATE, SPOKEN_SHAPE, spokenCoefficients } from "../modalities/audio/spoken.js";
import { readWav } from "../modalities/audio/wav.js";
import { standardiseAll } from "../modalities/standardise-all.js";
import { oneClass } from "../targets/targets.js";
import {
  type InputShape,
  type PairedDataset,
  SPLITS,
  type Split,
  type SplitName,
  sealed,
} from "./dataset.js";
import { readIdx } from "./idx.js";
import { principalComponents, reconstructed } from "./pca.js";

/** The variants of AV-MNIST, which are also the ids of their data sets and tasks. */
export const AV_MNIST_VARIANTS = ["av-mnist", "av-mnist-hard"] as const;
export type AvMnistVariant = (typeof AV_MNIST_VARIANTS)[number];

/** The folders of the published data sets that AV-MNIST is built from. */
export interface AvMnistSources {
  /** Folder of the four MNIST idx files, plain or gzipped. */
  readonly mnist: string;
  /** Folder of the recordings of the Free Spoken Digit Dataset, `{digit}_{speaker}_{n}.wav`. */
  readonly fsdd: string;
}

const SEED = "av-mnist 1";
const DIGITS = 10;
const SPEAKERS = ["jackson", "nicolas", "theo"];
/** Number of recordings of each digit by each speaker; the first 15 of them are for testing. */
const RECORDINGS = 50;
const TEST_RECORDINGS = 15;
/** Number of the other 35 recordings that are for validation. */
const VALIDATION_RECORDINGS = 7;
const IMAGE_SIDE = 28;
const SHAPES: Readonly<Record<string, InputShape>> = {
  image: [1, IMAGE_SIDE, IMAGE_SIDE],
  audio: SPOKEN_SHAPE,
};
/** Fraction of the variance of the images that the hard variant keeps. */
const KEPT_ENERGY = 0.25;

/** One pair, before its image and sound are read. */
interface Pair {
  readonly digit: number;
  readonly speaker: string;
  readonly recording: number;
  /** Position among the MNIST images of the training or the test part. */
  readonly image: number;
}

/**
 * Builds AV-MNIST as docs/decisions/0050 describes: 1,500 pairs of an MNIST image and a recording of the same digit. Of
 * these, 840 are for training, 210 for validation (a fixed fifth of the non-test pairs of each digit and speaker) and
 * 450 for testing. In the hard variant, the images keep 25 % of their PCA energy, and each sound has a background at 0
 * dB: a recording of another digit from the same split.
 *
 * @throws InvalidInput (field `mnist` or `fsdd`) if a file is missing or cannot be used
 */
export async function buildAvMnist(
  variant: AvMnistVariant,
  sources: AvMnistSources,
  onRead: (done: number, total: number) => void = () => {},
): Promise<PairedDataset> {
  const trainImages = await readDigits(sources.mnist, "train");
  const testImages = await readDigits(sources.mnist, "t10k");
  const pairs = drawPairs(trainImages.byDigit, testImages.byDigit);
  const total = SPLITS.reduce((sum, name) => sum + pairs[name].length, 0);
  let read = 0;
  const isHard = variant === "av-mnist-hard";
  const splits: Partial<Record<SplitName, Split>> = {};
  for (const name of SPLITS) {
    const waves = await readWaves(sources.fsdd, pairs[name], () => onRead(++read, total));
    const sounds = isHard
      ? withBackground(waves, pairs[name], new Random(SEED).fork(`background ${name}`))
      : waves;
    splits[name] = splitOf(pairs[name], name === "test" ? testImages : trainImages, sounds);
  }
  const whole = splits as Record<SplitName, Split>;
  if (isHard) reduceImages(whole);
  const standardisation = standardiseAll(whole, SHAPES);
  return sealed({ id: variant, classes: DIGITS, modalities: SHAPES, splits: whole, standardisation });
}

async function readWaves(
  folder: string,
  pairs: readonly Pair[],
  onRead: () => void,
): Promise<Float64Array[]> {
  const waves: Float64Array[] = [];
  for (const { digit, speaker, recording } of pairs) {
    waves.push(await readWav(join(folder, `${digit}_${speaker}_${recording}.wav`), RECORDING_RATE, "fsdd"));
    onRead();
  }
  return waves;
}

function splitOf(pairs: readonly Pair[], images: Digits, waves: readonly Float64Array[]): Split {
  const pixels = pairs.map(({ image }) => Float32Array.from(images.image(image), (byte) => byte / 255));
  return {
    count: pairs.length,
    targets: oneClass(pairs.map(({ digit }) => digit)),
    inputs: { image: joined(pixels), audio: joined(waves.map(spokenCoefficients)) },
    keys: pairs.map(
      ({ digit, speaker, recording, image }) => `${digit}_${speaker}_${recording} mnist ${image}`,
    ),
  };
}

/** The images of one part of MNIST. */
interface Digits {
  /** Positions of the images of each digit. */
  readonly byDigit: readonly (readonly number[])[];
  image(i: number): Uint8Array;
}

async function readDigits(folder: string, part: "train" | "t10k"): Promise<Digits> {
  const imageFile = join(folder, `${part}-images-idx3-ubyte`);
  const images = await readIdx(imageFile, "mnist");
  const labels = await readIdx(join(folder, `${part}-labels-idx1-ubyte`), "mnist");
  const [count, height, width] = images.shape;
  if (images.shape.length !== 3 || height !== IMAGE_SIDE || width !== IMAGE_SIDE) {
    throw new InvalidInput(
      "mnist",
      `${imageFile} has values of shape ${images.shape.join(" x ")}, not images of 28 x 28`,
    );
  }
  if (labels.shape.length !== 1 || labels.shape[0] !== count) {
    throw new InvalidInput("mnist", `${folder} has ${count} ${part} images and ${labels.shape[0]} labels`);
  }
  const byDigit = Array.from({ length: DIGITS }, (): number[] => []);
  labels.values.forEach((label, i) => {
    if (label >= DIGITS)
      throw new InvalidInput("mnist", `${folder} has the ${part} label ${label}, which is not a digit`);
    byDigit[label].push(i);
  });
  const size = height * width;
  return { byDigit, image: (i) => images.values.subarray(i * size, (i + 1) * size) };
}

function drawPairs(train: Digits["byDigit"], test: Digits["byDigit"]): Record<SplitName, Pair[]> {
  const random = new Random(SEED);
  const pairs: Record<SplitName, Pair[]> = { train: [], validation: [], test: [] };
  for (let digit = 0; digit < DIGITS; digit++) {
    const perSpeaker = RECORDINGS - TEST_RECORDINGS;
    const trainImages = drawImages(
      train[digit],
      SPEAKERS.length * perSpeaker,
      random.fork(`train images ${digit}`),
      digit,
    );
    const testImages = drawImages(
      test[digit],
      SPEAKERS.length * TEST_RECORDINGS,
      random.fork(`test images ${digit}`),
      digit,
    );
    SPEAKERS.forEach((speaker, s) => {
      const recordings = Array.from({ length: perSpeaker }, (_, i) => TEST_RECORDINGS + i);
      const held = new Set(
        random.fork(`validation ${digit} ${speaker}`).shuffle(recordings).slice(0, VALIDATION_RECORDINGS),
      );
      recordings.forEach((recording, i) => {
        const image = trainImages[s * perSpeaker + i];
        pairs[held.has(recording) ? "validation" : "train"].push({ digit, speaker, recording, image });
      });
      for (let recording = 0; recording < TEST_RECORDINGS; recording++) {
        pairs.test.push({ digit, speaker, recording, image: testImages[s * TEST_RECORDINGS + recording] });
      }
    });
  }
  return pairs;
}

function drawImages(images: readonly number[], count: number, random: Random, digit: number): number[] {
  if (images.length < count) {
    throw new InvalidInput("mnist", `digit ${digit} has ${images.length} images, ${count} are needed`);
  }
  return random.shuffle(images).slice(0, count);
}

/** Adds to each wave, at the same power (0 dB), a random one of another digit from the same split. */
function withBackground(
  waves: readonly Float64Array[],
  pairs: readonly Pair[],
  random: Random,
): Float64Array[] {
  return waves.map((wave, i) => {
    const others = pairs.flatMap(({ digit }, j) => (digit === pairs[i].digit ? [] : [j]));
    const noise = waves[random.pick(others)];
    const background = wave.map((_, t) => noise[t % noise.length]);
    const level = Math.sqrt(power(wave) / Math.max(power(background), 1e-12));
    return wave.map((value, t) => value + level * background[t]);
  });
}

const power = (wave: Float64Array): number =>
  wave.reduce((sum, value) => sum + value * value, 0) / wave.length;

/** Projects all images onto the first principal components of the training images. */
function reduceImages(splits: Record<SplitName, Split>): void {
  const size = IMAGE_SIDE * IMAGE_SIDE;
  const matrixOf = ({ count, inputs }: Split): Matrix => Matrix.from1DArray(count, size, [...inputs.image]);
  const components = principalComponents(matrixOf(splits.train), KEPT_ENERGY);
  for (const name of SPLITS) {
    const split = splits[name];
    const image = Float32Array.from(reconstructed(matrixOf(split), components).to1DArray());
    splits[name] = { ...split, inputs: { ...split.inputs, image } };
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const size = parts[0].length;
  const whole = new Float32Array(parts.length * size);
  for (let i = 0; i < parts.length; i++) whole.set(parts[i], i * size);
  return whole;
}
