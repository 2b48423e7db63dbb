/**
 * Measures the accuracy of the largest and the smallest sub-networks of a task's supernets. It trains a supernet per
 * modality and seed (1 to `--seeds`) if the folder has none yet. Recipes were chosen on validation data; the test
 * split is scored once per seed. It prints a line per seed and the means, and writes JSON to `--out FILE`.
 *
 *   npx tsx bench/supernets.ts --task av-mnist
 */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { COMPOSITIONS } from "../src/space/network/backbone.js";
import { describeBackend, openBackend } from "../src/training/backend/open.js";
import { calibrationOf } from "../src/training/data/calibration.js";
import type { SplitName } from "../src/training/data/dataset.js";
import { openDataset } from "../src/training/data/open-dataset.js";
import { exampleRows } from "../src/training/data/split-rows.js";
import { backboneOf } from "../src/training/elastic/backbone-of.js";
import { scoreSubNetworks } from "../src/training/elastic/score.js";
import { largestSubNetwork, smallestSubNetwork } from "../src/training/elastic/sub-network.js";
import { Supernet } from "../src/training/elastic/supernet.js";

import { trainSupernet } from "../src/training/elastic/train-supernet.js";
import { modalityNamed } from "../src/training/modalities/registry.js";
import { recipeOf } from "../src/training/recipes.js";
import { machine } from "./machine.js";

const SPACE = "av-mnist";
const SIZES = { largest: largestSubNetwork, smallest: smallestSubNetwork };

const { values: flags } = parseArgs({
  options: {
    task: { type: "string", default: "av-mnist" },
    seeds: { type: "string", default: "3" },
    datasets: { type: "string", default: "data/datasets" },
    folder: { type: "string", default: "data/bench-supernets" },
    out: { type: "string" },
  },
});

/** The accuracies of one supernet's sub-networks. */
interface SupernetAccuracy {
  readonly modality: string;
  readonly seed: number;
  /** Accuracies by the size of the sub-network. */
  readonly validation: Record<string, number>;
  readonly test: Record<string, number>;
}

const backend = await openBackend("auto", console.error, { threads: 1 });
const dataset = await openDataset(join(flags.datasets, `${flags.task}.dataset`));
await mkdir(flags.folder, { recursive: true });
const reached: SupernetAccuracy[] = [];
for (const { name } of COMPOSITIONS.get(SPACE)!.backbones) {
  for (let seed = 1; seed <= Number(flags.seeds); seed++) reached.push(await supernetOf(name, seed));
  const own = reached.filter(({ modality }) => modality === name);
  for (const size of Object.keys(SIZES)) {
    const [validation, test] = (["validation", "test"] as const).map((split) =>
      own.map((r) => r[split][size]),
    );
    console.log(`${flags.task} ${name}, ${size}: validation ${summary(validation)}, test ${summary(test)}`);
  }
}
if (flags.out !== undefined) {
  const result = {
    machine: machine(),
    date: new Date().toISOString(),
    backend: `${backend.name} ${backend.version}`,
    task: flags.task,
    reached,
  };
  await writeFile(flags.out, `${JSON.stringify(result, null, 2)}\n`);
}

async function supernetOf(modality: string, seed: number): Promise<SupernetAccuracy> {
  const reads = modalityNamed(modality);
  const recipe = recipeOf(flags.task, reads);
  const request = {
    task: flags.task,
    modality,
    seed,
    dataset,
    space: SPACE,
    folder: flags.folder,
    backend: describeBackend(backend),
    recipe,
    augment: reads.augment(reads.backbone.inputOf(SPACE, modality), recipe.augmentation),
    scored: "largest" as const,
    replace: false,
  };
  const { values, seconds } = await trainSupernet(request, {
    clock: Date.now,
    onProgress: ({ stage, done, total, validation }) => {
      if (validation !== undefined)
        console.error(`${stage} ${modality} ${seed}: ${done} of ${total}, ${validation.accuracy.toFixed(4)}`);
    },
  });
  console.error(`${modality} ${seed}: trained in ${seconds.toFixed(0)} s`);
  const supernet = new Supernet(backboneOf(SPACE, modality));
  const accuracies = async (split: SplitName) => {
    const { targets } = dataset.splits[split];
    const networks = Object.values(SIZES).map((of) => of(supernet.backbone));
    const scores = await scoreSubNetworks(supernet, values, networks, {
      shape: supernet.backbone.input,
      recalibration: calibrationOf(dataset, modality),
      inputs: exampleRows(dataset, split, modality),
      targets,
      score: "accuracy" as const,
    });
    return Object.fromEntries(Object.keys(SIZES).map((size, i) => [size, scores[i].accuracy]));
  };
  return { modality, seed, validation: await accuracies("validation"), test: await accuracies("test") };
}

/** Renders the mean and each value in percent. */
function summary(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${(100 * mean).toFixed(2)} % (${values.map((value) => (100 * value).toFixed(2)).join(", ")})`;
}
