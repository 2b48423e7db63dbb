import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "../../src/base/random.js";
import {
  type Backbone,
  BLOCKS_PER_STAGE,
  COMPOSITIONS,
  DEPTHS,
  EXPANDS,
  KERNELS,
} from "../../src/space/network/backbone.js";
import { describeBackend, openBackend } from "../../src/training/backend/open.js";
import type { ExampleRows } from "../../src/training/data/example-rows.js";
import { openDataset } from "../../src/training/data/open-dataset.js";
import { exampleRows } from "../../src/training/data/split-rows.js";
import { DatasetWriter } from "../../src/training/data/store/dataset-writer.js";
import { Supernet } from "../../src/training/elastic/supernet.js";
import { SupernetTrainer } from "../../src/training/elastic/train.js";
import type { Augment } from "../../src/training/modalities/augment.js";
import { BASE_TRAINING } from "../../src/training/recipes.js";
import { selectTargets } from "../../src/training/targets/targets.js";
import { type Measurement, timed, WORK } from "./figures.js";
import { sizeOf } from "./generated.js";

/** A supernet of large images, and how much of its training is measured. */
export interface LargeWork {
  readonly space: string;
  /** Number of images in the data set, on disk. */
  readonly images: number;
  readonly batch: number;
  /** Number of steps of a run; their images are spread over the data set. */
  readonly steps: number;
  readonly runs: number;
}

/** What one process measured, its largest resident memory, and what its data set takes on disk and as floats. */
export interface LargeMeasurement extends Measurement {
  readonly peakBytes: number;
  readonly fileBytes?: number;
  readonly floatBytes?: number;
}

export const LARGE: readonly LargeWork[] = [
  { space: "memes-politics", images: 4_000, batch: 8, steps: 4, runs: 5 },
  { space: "mm-imdb", images: 1_000, batch: 8, steps: 1, runs: 5 },
];

const backboneOf = (space: string): Backbone => COMPOSITIONS.get(space)!.backbones[0];

/** Measures steps of the supernet on native TensorFlow, with images that are read from a file for every batch. */
export async function measureLarge(work: LargeWork, threads: number): Promise<LargeMeasurement> {
  const backbone = backboneOf(work.space);
  const folder = await mkdtemp(join(tmpdir(), "harmonic-bench-"));
  try {
    const file = join(folder, "images.dataset");
    await writeImages(file, backbone, work.images);
    const dataset = await openDataset(file);
    const opened = await openBackend("native", () => {}, { threads });
    const { targets } = dataset.splits.train;
    const inputs = spread(exampleRows(dataset, "train", "image"), work.batch * work.steps);
    const supernet = new Supernet(backbone);
    const trainer = new SupernetTrainer({
      supernet,
      examples: {
        inputs,
        targets: selectTargets(targets, [...Array(inputs.count).keys()]),
        shape: backbone.input,
      },
      augment: unchanged,
      settings: { ...BASE_TRAINING, batch: work.batch },
      seed: 1,
    });
    const seconds = await timed(work.runs, work.steps, () => trainer.epoch());
    trainer.dispose();
    return {
      description: describeBackend(opened),
      figures: { [WORK.sandwichStep("image")]: seconds },
      parameters: { image: supernet.layout.size },
      peakBytes: 1_024 * process.resourceUsage().maxRSS,
      fileBytes: (await stat(file)).size,
      floatBytes: 4 * work.images * sizeOf(backbone),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const unchanged: Augment = (example, target) => target.set(example);

/** `count` of the examples, evenly spread. */
const spread = ({ size, read, ...all }: ExampleRows, count: number): ExampleRows => ({
  size,
  count,
  read: (rows) => read(rows.map((row) => Math.floor((row * all.count) / count))),
});

/** Writes a data set of noise; nine tenths of it are for training. */
async function writeImages(file: string, { input, classes }: Backbone, count: number): Promise<void> {
  const random = new Random("images");
  const pool = Float32Array.from({ length: 2 ** 20 }, () => random.int(256) / 255);
  const values = new Float32Array(input.reduce((a, b) => a * b, 1));
  const writer = await DatasetWriter.create(file, { image: input });
  try {
    for (let i = 0; i < count; i++) {
      values.set(pool.subarray(random.int(pool.length - values.length)).subarray(0, values.length));
      const split = i % 20 === 18 ? "validation" : i % 20 === 19 ? "test" : "train";
      await writer.add(split, i % classes, String(i), { image: values });
    }
    const names = Array.from({ length: classes }, (_, i) => String(i));
    const described = { id: "images", targets: { kind: "classes" as const, names }, preparation: {} };
    await writer.finish(described, async () => {});
  } finally {
    await writer.close();
  }
}

/** Describes the same work in the format that bench/peers/training.py reads; it keeps its images in memory. */
export function largePeerWorkload({ space, batch, steps, runs }: LargeWork, threads: number): unknown {
  const backbone = backboneOf(space);
  return {
    threads,
    runs,
    examples: batch * steps,
    classes: backbone.classes,
    choices: { kernels: KERNELS, expands: EXPANDS, depths: DEPTHS, blocksPerStage: BLOCKS_PER_STAGE },
    backbones: [{ ...backbone, training: { ...BASE_TRAINING, batch } }],
    fusion: { views: 1, positions: 1, inChannels: 1, networks: [] },
  };
}
