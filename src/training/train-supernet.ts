import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../base/clock.js";
import { InvalidInput } from "../base/errors.js";
import { type Backbone, COMPOSITIONS } from "../space/network/backbone.js";
import type { PairedDataset } from "./data/dataset.js";
import { allSubNetworks } from "./elastic/enumerate.js";
import { type Score, scoreSubNetworks } from "./elastic/score.js";
import { largestSubNetwork, type SubNetwork, subNetworkKey } from "./elastic/sub-network.js";
import { Supernet } from "./elastic/supernet.js";
import { supernetTrainer } from "./elastic/train.js";
import { augmentOf, type Recipe, recipeOf } from "./recipes.js";
import {
  differencesOf,
  readCheckpoint,
  readSupernet,
  type StoredCheckpoint,
  type SupernetFile,
  type SupernetTerms,
  writeCheckpoint,
  writeSupernet,
} from "./supernet-file.js";

/** Training examples whose batch-norm statistics a sub-network is scored with. */
export const RECALIBRATION_EXAMPLES = 256;
/** Spaces with more sub-networks than this are not scored as a whole. */
const MOST_SCORED = 10_000;

export interface SupernetRequest {
  readonly task: string;
  readonly modality: string;
  readonly seed: number;
  readonly dataset: PairedDataset;
  /** The search space that the supernet's backbone belongs to. */
  readonly space: string;
  /** Folder of the supernet and, while it trains, of its checkpoint. */
  readonly folder: string;
  readonly backend: string;
  readonly recipe?: Recipe;
  /** Which sub-networks are scored in the end; default: all. */
  readonly scored?: "all" | "largest";
  /** Whether a supernet or a checkpoint that was trained on other terms may be written over. */
  readonly replace?: boolean;
}

export interface SupernetProgress {
  readonly stage: "training" | "scoring";
  readonly done: number;
  readonly total: number;
  /** Of the largest sub-network: training loss, and validation score where this epoch was scored. */
  readonly loss?: number;
  readonly validation?: Score;
}

/** `<task>.<modality>.<seed>.supernet` in a folder. */
export const supernetPath = (folder: string, task: string, modality: string, seed: number): string =>
  join(folder, `${task}.${modality}.${seed}.supernet`);

/** The backbone of a space that reads a modality. */
export function backboneOf(space: string, modality: string): Backbone {
  const backbones = COMPOSITIONS.get(space)?.backbones ?? [];
  const found = backbones.find(({ name }) => name === modality);
  if (found === undefined) {
    const known = backbones.map(({ name }) => name).join(", ");
    throw new InvalidInput(
      "modality",
      `search space "${space}" has no "${modality}" backbone to train${known === "" ? "" : `; it has ${known}`}`,
    );
  }
  return found;
}

/**
 * Trains a supernet and scores all its sub-networks on the validation split, or goes on where an earlier call stopped, or
 * gives back what is there. A checkpoint is written after every epoch; what a resumed training reaches equals an
 * uninterrupted one bit for bit on the same backend. Aborting `signal` ends it after the current epoch with that error.
 * `note` hears of what is found.
 *
 * @throws InvalidInput where the supernet or the checkpoint that is there was trained on other terms, unless `replace`
 */
export async function trainSupernet(
  request: SupernetRequest,
  clock: Clock,
  onProgress: (progress: SupernetProgress) => void,
  signal?: AbortSignal,
  note: (line: string) => void = () => {},
): Promise<SupernetFile> {
  const { task, modality, seed, dataset, folder, backend, replace = false } = request;
  const recipe = request.recipe ?? recipeOf(task, modality);
  const terms: SupernetTerms = { task, modality, seed, recipe, dataset: dataset.checksum, backend };
  const file = supernetPath(folder, task, modality, seed);
  const backbone = backboneOf(request.space, modality);
  const all = request.scored === "largest" ? undefined : allSubNetworks(backbone, MOST_SCORED);
  const networks = all ?? [largestSubNetwork(backbone)];
  const known = ofTerms(file, await readSupernet(file, replace ? note : undefined), terms, replace);
  const checkpoint = `${file}.checkpoint`;
  const earlier = ofTerms(
    checkpoint,
    await readCheckpoint(checkpoint, note),
    terms,
    replace || known !== undefined,
  );
  if (known !== undefined && Object.keys(known.scores).length >= networks.length) {
    note(`${file} is there, trained as asked: nothing is left to do`);
    if (earlier !== undefined) await rm(checkpoint, { force: true });
    return known;
  }
  const supernet = new Supernet(backbone);
  const save = (now: StoredCheckpoint) => writeCheckpoint(checkpoint, terms, now);
  const { values, seconds } =
    known ?? (await trained(supernet, terms, dataset, earlier, save, clock, onProgress, signal));
  const started = clock();
  const scores = await scored(supernet, values, networks, dataset, modality, (done) => {
    signal?.throwIfAborted();
    onProgress({ stage: "scoring", done, total: networks.length });
  });
  const result = { terms, values, scores, seconds: seconds + (clock() - started) / 1000 };
  await writeSupernet(file, result);
  await rm(checkpoint, { force: true });
  return result;
}

/** What was found under `file`, if it was trained on these terms; where it was not, an error unless it may be passed over. */
function ofTerms<T extends { readonly terms: SupernetTerms }>(
  file: string,
  found: T | undefined,
  terms: SupernetTerms,
  mayDiffer: boolean,
): T | undefined {
  if (found === undefined) return undefined;
  const differences = differencesOf(found.terms, terms);
  if (differences.length === 0) return found;
  if (mayDiffer) return undefined;
  throw new InvalidInput(
    "supernet",
    `${file} was trained with ${differences.join("; ")}: train as before, move the file away, or write over it with --replace`,
  );
}

async function trained(
  supernet: Supernet,
  terms: SupernetTerms,
  dataset: PairedDataset,
  earlier: StoredCheckpoint | undefined,
  save: (now: StoredCheckpoint) => Promise<void>,
  clock: Clock,
  onProgress: (progress: SupernetProgress) => void,
  signal: AbortSignal | undefined,
): Promise<{ values: Float32Array; seconds: number }> {
  const { modality, recipe, seed } = terms;
  const { train } = dataset.splits;
  const shape = dataset.modalities[modality];
  if (JSON.stringify(shape) !== JSON.stringify(supernet.backbone.input)) {
    throw new InvalidInput(
      "dataset",
      `data set "${dataset.id}" has "${modality}" examples of shape ${shape?.join(" x ") ?? "none"}; the backbone reads ${supernet.backbone.input.join(" x ")}`,
    );
  }
  if (dataset.classes > supernet.backbone.classes) {
    throw new InvalidInput(
      "dataset",
      `data set "${dataset.id}" has ${dataset.classes} classes; the ${modality} backbone tells ${supernet.backbone.classes} apart`,
    );
  }
  const trainer = supernetTrainer(
    supernet,
    { inputs: train.inputs[modality], labels: train.labels, shape },
    augmentOf(modality, shape, recipe.augmentation),
    recipe.training,
    seed,
    earlier?.checkpoint,
  );
  const started = clock() - (earlier?.seconds ?? 0) * 1000;
  const largest = [largestSubNetwork(supernet.backbone)];
  try {
    const { epochs } = recipe.training;
    for (let epoch = earlier?.checkpoint.epoch ?? 0; epoch < epochs; epoch++) {
      const loss = trainer.epoch();
      const seconds = (clock() - started) / 1000;
      const checkpoint = trainer.checkpoint();
      await save({ checkpoint, seconds });
      const isLooked = (epoch + 1) % 5 === 0 || epoch + 1 === epochs;
      const validation = isLooked
        ? (await scored(supernet, checkpoint.optimiser.values, largest, dataset, modality, () => {}))[
            subNetworkKey(largest[0])
          ]
        : undefined;
      onProgress({
        stage: "training",
        done: epoch + 1,
        total: epochs,
        loss,
        ...(validation === undefined ? {} : { validation }),
      });
      await nextTurn();
      signal?.throwIfAborted();
    }
    return { values: trainer.checkpoint().optimiser.values, seconds: (clock() - started) / 1000 };
  } finally {
    trainer.dispose();
  }
}

/** In the precision of a supernet's file: what is read back equals what was trained. */
async function scored(
  supernet: Supernet,
  values: Float32Array,
  networks: readonly SubNetwork[],
  dataset: PairedDataset,
  modality: string,
  onScore: (done: number) => void,
): Promise<Record<string, Score>> {
  const { validation } = dataset.splits;
  const scores = await scoreSubNetworks(
    supernet,
    values,
    networks,
    {
      shape: supernet.backbone.input,
      recalibration: recalibrationOf(dataset, modality),
      inputs: validation.inputs[modality],
      labels: validation.labels,
    },
    onScore,
  );
  return Object.fromEntries(
    networks.map((network, i) => {
      const { accuracy, crossEntropy } = scores[i];
      return [
        subNetworkKey(network),
        { accuracy: Math.fround(accuracy), crossEntropy: Math.fround(crossEntropy) },
      ];
    }),
  );
}

/** Training examples spread over the split: every k-th one. */
export function recalibrationOf({ splits, modalities }: PairedDataset, modality: string): Float32Array {
  const { count, inputs } = splits.train;
  const size = modalities[modality].reduce((a, b) => a * b, 1);
  const taken = Math.min(count, RECALIBRATION_EXAMPLES);
  const out = new Float32Array(taken * size);
  for (let i = 0; i < taken; i++) {
    const row = Math.floor((i * count) / taken);
    out.set(inputs[modality].subarray(row * size, (row + 1) * size), i * size);
  }
  return out;
}
