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
import { SupernetTrainer } from "./elastic/train.js";
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
  const work = new SupernetWork(request, terms, clock, onProgress, signal);
  const { values, seconds } = known ?? (await work.trained(checkpoint, earlier));
  const started = clock();
  const scores = await work.scored(values, networks, (done) => {
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

/** What the steps of one training of a supernet share. */
class SupernetWork {
  readonly #supernet: Supernet;

  constructor(
    private readonly request: SupernetRequest,
    private readonly terms: SupernetTerms,
    private readonly clock: Clock,
    private readonly onProgress: (progress: SupernetProgress) => void,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.#supernet = new Supernet(backboneOf(request.space, request.modality));
  }

  /** Trains to the end, from `earlier` where that is given; the file `checkpoint` is written after every epoch. */
  async trained(
    checkpoint: string,
    earlier: StoredCheckpoint | undefined,
  ): Promise<{ readonly values: Float32Array; readonly seconds: number }> {
    const { epochs } = this.terms.recipe.training;
    const trainer = this.#trainer(earlier);
    const started = this.clock() - (earlier?.seconds ?? 0) * 1000;
    const secondsNow = () => (this.clock() - started) / 1000;
    try {
      for (let epoch = earlier?.checkpoint.epoch ?? 0; epoch < epochs; epoch++) {
        const loss = trainer.epoch();
        const seconds = secondsNow();
        const reached = trainer.checkpoint();
        await writeCheckpoint(checkpoint, this.terms, { checkpoint: reached, seconds });
        const validation = await this.#validation(epoch + 1, reached.optimiser.values);
        this.onProgress({ stage: "training", done: epoch + 1, total: epochs, loss, ...validation });
        await nextTurn();
        this.signal?.throwIfAborted();
      }
      return { values: trainer.checkpoint().optimiser.values, seconds: secondsNow() };
    } finally {
      trainer.dispose();
    }
  }

  #trainer(earlier: StoredCheckpoint | undefined): SupernetTrainer {
    const { dataset, modality, seed } = this.request;
    const { recipe } = this.terms;
    const { train } = dataset.splits;
    const shape = dataset.modalities[modality];
    requireReadable(this.#supernet.backbone, dataset);
    return new SupernetTrainer({
      supernet: this.#supernet,
      examples: { inputs: train.inputs[modality], labels: train.labels, shape },
      augment: augmentOf(modality, shape, recipe.augmentation),
      settings: recipe.training,
      seed,
      from: earlier?.checkpoint,
    });
  }

  /** The score of the largest sub-network after every fifth epoch and the last. */
  async #validation(done: number, values: Float32Array): Promise<{ readonly validation?: Score }> {
    if (done % 5 !== 0 && done !== this.terms.recipe.training.epochs) return {};
    const largest = largestSubNetwork(this.#supernet.backbone);
    const scores = await this.scored(values, [largest], () => {});
    return { validation: scores[subNetworkKey(largest)] };
  }

  /** Validation scores in the precision of a supernet's file: what is read back equals what was trained. */
  async scored(
    values: Float32Array,
    networks: readonly SubNetwork[],
    onScore: (done: number) => void,
  ): Promise<Record<string, Score>> {
    const { dataset, modality } = this.request;
    const { validation } = dataset.splits;
    const data = {
      shape: this.#supernet.backbone.input,
      recalibration: recalibrationOf(dataset, modality),
      inputs: validation.inputs[modality],
      labels: validation.labels,
    };
    const scores = await scoreSubNetworks(this.#supernet, values, networks, data, onScore);
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
}

/** Throws where a data set has examples of another shape than the backbone reads, or more classes than it tells apart. */
function requireReadable({ name, input, classes }: Backbone, dataset: PairedDataset): void {
  const shape = dataset.modalities[name];
  if (JSON.stringify(shape) !== JSON.stringify(input)) {
    throw new InvalidInput(
      "dataset",
      `data set "${dataset.id}" has "${name}" examples of shape ${shape?.join(" x ") ?? "none"}; ` +
        `the backbone reads ${input.join(" x ")}`,
    );
  }
  if (dataset.classes > classes) {
    throw new InvalidInput(
      "dataset",
      `data set "${dataset.id}" has ${dataset.classes} classes; the ${name} backbone tells ${classes} apart`,
    );
  }
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
