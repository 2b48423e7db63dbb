import { rm } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../base/clock.js";
import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";
import { type BackboneRequest, backbonePath } from "./backbone.js";
import type { PairedDataset } from "./data/dataset.js";
import {
  differencesOf,
  readCheckpoint,
  readSupernet,
  type StoredCheckpoint,
  type SupernetFile,
  type SupernetTerms,
  writeCheckpoint,
  writeSupernet,
} from "./elastic/supernet-file.js";
import type { EpochTrainer, TrainingCheckpoint } from "./nn/epoch-trainer.js";
import type { Score } from "./targets/score.js";

/** Progress of a training: epochs in the stage `training`, networks in the stage `scoring`. */
export interface SupernetProgress {
  readonly stage: "training" | "scoring";
  readonly done: number;
  readonly total: number;
  /** The mean training loss of the largest network [nats], in the stage `training`. */
  readonly loss?: number;
  /** The validation score of the largest network, after epochs that are scored. */
  readonly validation?: Score;
}

/** The caller of a training: gets progress, and may abort it. */
export interface SupernetCaller {
  readonly clock: Clock;
  readonly onProgress: (progress: SupernetProgress) => void;
  readonly signal?: AbortSignal;
  readonly note?: (line: string) => void;
}

/** What a kind of backbone adds to a training: how its networks learn and are scored. */
export interface BackboneTraining {
  /** Keys of the networks that are scored after training. */
  readonly networks: readonly string[];
  /** Key of the network that is scored during training. */
  readonly largest: string;
  /** @param from where an earlier training stopped */
  trainer(from: TrainingCheckpoint | undefined): EpochTrainer;
  /**
   * Returns the validation scores of networks, in their order.
   *
   * @param onScore called with the number scored so far; an error that it throws ends the scoring
   */
  scores(
    values: Float32Array,
    networks: readonly string[],
    onScore: (done: number) => void,
  ): Promise<readonly Score[]>;
}

/**
 * Trains a backbone, scores its networks on the validation split and stores both. It continues from the checkpoint
 * that is written after every epoch; on the same tensor backend, the result is bit-identical to that of uninterrupted
 * training. A stored backbone with the same terms is not trained again, only scored if scores are missing. Aborting
 * `signal` ends the training after the current epoch. `note` receives lines about existing files.
 *
 * @throws InvalidInput (field `supernet`) if there is a backbone or a checkpoint with other terms, unless `replace`
 * @throws the reason of `signal` once it is aborted
 */
export async function trainBackbone(
  request: BackboneRequest,
  training: BackboneTraining,
  caller: SupernetCaller,
): Promise<SupernetFile> {
  const { task, modality, seed, dataset, folder, backend, recipe, replace, score } = request;
  const { clock, onProgress, signal, note = () => {} } = caller;
  const checksum = dataset.checksum;
  const terms: SupernetTerms = {
    ...{ task, modality, seed, recipe, dataset: checksum, backend },
    ...defined({ score }),
  };
  const file = backbonePath(folder, task, modality, seed);
  const { networks } = training;
  const known = withTerms(file, await readSupernet(file, replace ? note : undefined), terms, replace);
  const checkpoint = `${file}.checkpoint`;
  const mayDiffer = replace || known !== undefined;
  const earlier = withTerms(checkpoint, await readCheckpoint(checkpoint, note), terms, mayDiffer);
  if (known !== undefined && Object.keys(known.scores).length >= networks.length) {
    note(`${file} is already trained with these settings: nothing is left to do`);
    if (earlier !== undefined) await rm(checkpoint, { force: true });
    return known;
  }
  const work = new BackboneWork(training, terms, caller);
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

/**
 * Returns `found` if it was trained with these terms, else undefined.
 *
 * @throws InvalidInput if it was trained with other terms, unless `mayDiffer`
 */
function withTerms<T extends { readonly terms: SupernetTerms }>(
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
    `${file} was trained with ${differences.join("; ")}: ` +
      "train with those settings, move the file away, or overwrite it with --replace",
  );
}

/** Training and scoring of one backbone. */
class BackboneWork {
  constructor(
    private readonly training: BackboneTraining,
    private readonly terms: SupernetTerms,
    private readonly caller: SupernetCaller,
  ) {}

  /** Trains all remaining epochs, from `earlier` if given. Writes the file `checkpoint` after every epoch. */
  async trained(
    checkpoint: string,
    earlier: StoredCheckpoint | undefined,
  ): Promise<{ readonly values: Float32Array; readonly seconds: number }> {
    const { epochs } = this.terms.recipe.training;
    const { clock, onProgress, signal } = this.caller;
    const trainer = this.training.trainer(earlier?.checkpoint);
    const started = clock() - (earlier?.seconds ?? 0) * 1000;
    const secondsNow = () => (clock() - started) / 1000;
    try {
      for (let epoch = earlier?.checkpoint.epoch ?? 0; epoch < epochs; epoch++) {
        const loss = trainer.epoch();
        const seconds = secondsNow();
        const reached = trainer.checkpoint();
        await writeCheckpoint(checkpoint, this.terms, { checkpoint: reached, seconds });
        const validation = await this.#validation(epoch + 1, reached.optimiser.values);
        onProgress({ stage: "training", done: epoch + 1, total: epochs, loss, ...validation });
        await nextTurn();
        signal?.throwIfAborted();
      }
      return { values: trainer.checkpoint().optimiser.values, seconds: secondsNow() };
    } finally {
      trainer.dispose();
    }
  }

  /** Scores the largest network after every fifth epoch and the last. */
  async #validation(done: number, values: Float32Array): Promise<{ readonly validation?: Score }> {
    if (done % 5 !== 0 && done !== this.terms.recipe.training.epochs) return {};
    const { largest } = this.training;
    const scores = await this.scored(values, [largest], () => {});
    return { validation: scores[largest] };
  }

  /** Scores networks on the validation split, rounded to 32 bits as in the file. */
  async scored(
    values: Float32Array,
    networks: readonly string[],
    onScore: (done: number) => void,
  ): Promise<Record<string, Score>> {
    const scores = await this.training.scores(values, networks, onScore);
    return Object.fromEntries(
      networks.map((network, i) => {
        const { accuracy, crossEntropy } = scores[i];
        return [network, { accuracy: Math.fround(accuracy), crossEntropy: Math.fround(crossEntropy) }];
      }),
    );
  }
}

/** What a backbone reads and tells apart. */
interface Readable {
  readonly name: string;
  readonly input: readonly number[];
  readonly classes: number;
}

/** @throws InvalidInput if examples have another shape than the backbone's input, or there are too many classes */
export function requireReadable({ name, input, classes }: Readable, dataset: PairedDataset): void {
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
      `data set "${dataset.id}" has ${dataset.classes} classes; the ${name} backbone distinguishes ${classes}`,
    );
  }
}
