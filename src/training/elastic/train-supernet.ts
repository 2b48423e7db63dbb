import { rm } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../base/clock.js";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { Backbone } from "../../space/network/backbone.js";
import { type BackboneRequest, backbonePath } from "../backbone.js";
import { calibrationOf } from "../data/calibration.js";
import type { PairedDataset } from "../data/dataset.js";
import { type Score, scoreFor } from "../targets/score.js";
import { backboneOf } from "./backbone-of.js";
import { allSubNetworks } from "./enumerate.js";
import { scoreSubNetworks } from "./score.js";
import { largestSubNetwork, type SubNetwork, subNetworkKey } from "./sub-network.js";
import { Supernet } from "./supernet.js";
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
import { SupernetTrainer } from "./train.js";

/** If a supernet has more sub-networks than this, only the largest is scored. */
const MOST_SCORED = 10_000;

/** Progress of a training: epochs in the stage `training`, sub-networks in the stage `scoring`. */
export interface SupernetProgress {
  readonly stage: "training" | "scoring";
  readonly done: number;
  readonly total: number;
  /** The mean training loss of the largest sub-network [nats], in the stage `training`. */
  readonly loss?: number;
  /** The validation score of the largest sub-network, after epochs that are scored. */
  readonly validation?: Score;
}

/** The caller of a training: gets progress, and may abort it. */
export interface SupernetCaller {
  readonly clock: Clock;
  readonly onProgress: (progress: SupernetProgress) => void;
  readonly signal?: AbortSignal;
  readonly note?: (line: string) => void;
}

/**
 * Trains a supernet, scores its sub-networks on the validation split and stores both. It continues from the checkpoint
 * that is written after every epoch; on the same tensor backend, the result is bit-identical to that of uninterrupted
 * training. A stored supernet with the same terms is not trained again, only scored if scores are missing. Aborting
 * `signal` ends the training after the current epoch. `note` receives lines about existing files.
 *
 * @throws InvalidInput (field `supernet`) if there is a supernet or a checkpoint with other terms, unless `replace`;
 *   (field `dataset`) if the backbone cannot read the data set
 * @throws the reason of `signal` once it is aborted
 */
export async function trainSupernet(request: BackboneRequest, caller: SupernetCaller): Promise<SupernetFile> {
  const { task, modality, seed, dataset, folder, backend, recipe, replace } = request;
  const { clock, onProgress, signal, note = () => {} } = caller;
  const { score } = request;
  const terms: SupernetTerms = {
    task,
    modality,
    seed,
    recipe,
    dataset: dataset.checksum,
    backend,
    ...defined({ score }),
  };
  const file = backbonePath(folder, task, modality, seed);
  const networks = networksToScore(request);
  const known = withTerms(file, await readSupernet(file, replace ? note : undefined), terms, replace);
  const checkpoint = `${file}.checkpoint`;
  const mayDiffer = replace || known !== undefined;
  const earlier = withTerms(checkpoint, await readCheckpoint(checkpoint, note), terms, mayDiffer);
  if (known !== undefined && Object.keys(known.scores).length >= networks.length) {
    note(`${file} is already trained with these settings: nothing is left to do`);
    if (earlier !== undefined) await rm(checkpoint, { force: true });
    return known;
  }
  const work = new SupernetWork(request, terms, caller);
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

function networksToScore({ space, modality, scored }: BackboneRequest): readonly SubNetwork[] {
  const backbone = backboneOf(space, modality);
  const all = scored === "largest" ? undefined : allSubNetworks(backbone, MOST_SCORED);
  return all ?? [largestSubNetwork(backbone)];
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

/** Training and scoring of one supernet. */
class SupernetWork {
  readonly #supernet: Supernet;

  constructor(
    private readonly request: BackboneRequest,
    private readonly terms: SupernetTerms,
    private readonly caller: SupernetCaller,
  ) {
    this.#supernet = new Supernet(backboneOf(request.space, request.modality));
  }

  /** Trains all remaining epochs, from `earlier` if given. Writes the file `checkpoint` after every epoch. */
  async trained(
    checkpoint: string,
    earlier: StoredCheckpoint | undefined,
  ): Promise<{ readonly values: Float32Array; readonly seconds: number }> {
    const { epochs } = this.terms.recipe.training;
    const { clock, onProgress, signal } = this.caller;
    const trainer = this.#trainer(earlier);
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

  #trainer(earlier: StoredCheckpoint | undefined): SupernetTrainer {
    const { dataset, modality, recipe, augment, seed } = this.request;
    const { inputs, targets } = dataset.splits.train;
    const { backbone } = this.#supernet;
    requireReadable(backbone, dataset);
    return new SupernetTrainer({
      supernet: this.#supernet,
      examples: { inputs: inputs[modality], targets, shape: backbone.input },
      augment,
      settings: recipe.training,
      seed,
      from: earlier?.checkpoint,
    });
  }

  /** Scores the largest sub-network after every fifth epoch and the last. */
  async #validation(done: number, values: Float32Array): Promise<{ readonly validation?: Score }> {
    if (done % 5 !== 0 && done !== this.terms.recipe.training.epochs) return {};
    const largest = largestSubNetwork(this.#supernet.backbone);
    const scores = await this.scored(values, [largest], () => {});
    return { validation: scores[subNetworkKey(largest)] };
  }

  /** Scores sub-networks on the validation split, rounded to 32 bits as in the file. */
  async scored(
    values: Float32Array,
    networks: readonly SubNetwork[],
    onScore: (done: number) => void,
  ): Promise<Record<string, Score>> {
    const { dataset, modality } = this.request;
    const { validation } = dataset.splits;
    const data = {
      shape: this.#supernet.backbone.input,
      recalibration: calibrationOf(dataset, modality),
      inputs: validation.inputs[modality],
      targets: validation.targets,
      score: scoreFor(this.request.score, validation.targets.kind),
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

/** @throws InvalidInput if examples have another shape than the backbone's input, or there are too many classes */
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
      `data set "${dataset.id}" has ${dataset.classes} classes; the ${name} backbone distinguishes ${classes}`,
    );
  }
}
