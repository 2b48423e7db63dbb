import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { declaredComposition } from "../../../src/space/network/backbone.js";
import type { BackboneRequest, Calibration } from "../../../src/training/backbone.js";
import type { PairedDataset } from "../../../src/training/data/dataset.js";
import { heldRows } from "../../../src/training/data/example-rows.js";
import { openDataset } from "../../../src/training/data/open-dataset.js";
import { DatasetWriter } from "../../../src/training/data/store/dataset-writer.js";
import { elasticBackbone } from "../../../src/training/elastic/kind.js";
import { passExamples } from "../../../src/training/elastic/memory.js";
import { backboneOutputs } from "../../../src/training/elastic/outputs.js";
import { smallestSubNetwork } from "../../../src/training/elastic/sub-network.js";
import { Supernet } from "../../../src/training/elastic/supernet.js";
import { readSupernet } from "../../../src/training/elastic/supernet-file.js";
import { unfold } from "../../../src/training/elastic/unfold.js";
import { modalityNamed } from "../../../src/training/modalities/registry.js";
import { hasConvolutionKernels } from "../../../src/training/nn/maps/choose.js";
import { measuredNorms } from "../../../src/training/nn/norm-source.js";
import { bitsOf, openForTests } from "../../support/backend.js";
import { normals } from "../../support/gradient-cases.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-large-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SIDE = 36;
const composition = declaredComposition({
  id: "large",
  classes: 2,
  backbones: {
    image: {
      kind: "elastic",
      input: [1, SIDE, SIDE],
      stem: 8,
      stages: [
        { width: 4, stride: 2, squeezeExcitation: false },
        { width: 4, stride: 2, squeezeExcitation: true },
      ],
      finalExpand: 8,
      featureMix: 8,
    },
  },
  fusion: { cells: [1], nodes: [1] },
})!;

let backend: string;
let dataset: PairedDataset;
beforeAll(async () => {
  backend = await openForTests();
  const file = join(folder, "large.dataset");
  const writer = await DatasetWriter.create(file, { image: [1, SIDE, SIDE] });
  const random = new Random("large");
  for (let i = 0; i < 21; i++) {
    const image = Float32Array.from({ length: SIDE ** 2 }, () => random.int(256) / 255);
    const split = i < 15 ? "train" : i < 19 ? "validation" : "test";
    await writer.add(split, i % 2, String(i), { image });
  }
  const targets = { kind: "classes", names: ["0", "1"] } as const;
  await writer.finish({ id: "large", targets, preparation: {} }, async () => {});
  await writer.close();
  dataset = unreadAsWhole(await openDataset(file));
});

/** The data set, whose splits cannot be read into memory as a whole. */
function unreadAsWhole(opened: PairedDataset): PairedDataset {
  const inputs = {
    get image(): Float32Array {
      throw new Error("a whole split was read into memory");
    },
  };
  const { train, validation, test } = opened.splits;
  const [one, two, three] = [train, validation, test].map((split) => ({ ...split, inputs }));
  return { ...opened, splits: { train: one, validation: two, test: three } };
}

function requestIn(name: string): BackboneRequest {
  const { recipe } = modalityNamed("image");
  return {
    task: "large",
    space: composition,
    modality: "image",
    seed: 1,
    dataset,
    folder: join(folder, name),
    backend,
    recipe: { ...recipe, training: { ...recipe.training, epochs: 2, batch: 5 } },
    augment: (example, target) => target.set(example),
    scored: "all",
    sample: 2,
    replace: false,
  };
}

const caller = (onDone: (done: number) => void = () => {}, signal = new AbortController().signal) => ({
  signal,
  note: () => {},
  onStage: (_stage: string, done: number) => onDone(done),
});

test("a large backbone trains, resumes and is scored without a whole split in memory", {
  timeout: 120_000,
}, async ({ skip }) => {
  if (!hasConvolutionKernels()) return skip("native TensorFlow is not available");
  const whole = await elasticBackbone.train(requestIn("whole"), caller());
  expect(whole).toMatchObject({ networks: 2, subNetworks: 7371 ** 2 });
  const abort = new AbortController();
  const stop = caller((done) => done === 1 && abort.abort(new Error("stopped")), abort.signal);
  await expect(elasticBackbone.train(requestIn("parts"), stop)).rejects.toThrow("stopped");
  const resumed = await elasticBackbone.train(requestIn("parts"), caller());
  const [one, two] = await Promise.all([whole, resumed].map(({ file }) => readSupernet(file)));
  expect(bitsOf(two!.values)).toBe(bitsOf(one!.values));
  expect(two!.scores).toEqual(one!.scores);
});

test("batch norms of parts of the calibration examples are averaged where they do not fit together", async ({
  skip,
}) => {
  if (!hasConvolutionKernels()) return skip("native TensorFlow is not available");
  const wide = { ...composition.backbones[0], input: [1, 64, 64] as const, stem: 600 };
  expect(passExamples(wide)).toBeLessThan(12);
  const supernet = new Supernet(wide);
  const values = supernet.layout.initial(new Random("wide"));
  const network = smallestSubNetwork(wide);
  const [on, scored] = [12, 2].map((count) => normals(`wide ${count}`, count * 64 * 64));
  const examples = heldRows(scored, 64 * 64);
  const outputs = (calibration: Calibration) =>
    backboneOutputs({ supernet, values, network, positions: 16, examples, calibration });
  const apart = outputs({ kind: "measured", on });
  expect(apart.norms).toMatchObject({ examples: 0 });
  expect(bitsOf(outputs({ kind: "stored", norms: apart.norms }).logits)).toBe(bitsOf(apart.logits));
  const together = tf.tidy(() => {
    const norms = measuredNorms(12);
    const patches = unfold(Float32Array.from([...on, ...scored]), wide.input);
    const weights = supernet.layout.view(tf.tensor1d(values));
    let maps = supernet.entry(weights, tf.tensor2d(patches, [9, patches.length / 9]), norms);
    for (const choice of network) maps = supernet.block(weights, choice, maps, norms);
    return tf.slice(tf.transpose(supernet.head(weights, maps, { norms })), [12, 0]).dataSync();
  });
  for (const [i, value] of together.entries()) expect(Math.abs(apart.logits[i] - value)).toBeLessThan(0.1);
});
