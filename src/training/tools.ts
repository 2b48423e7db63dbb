import { existsSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";
import type {
  ExportReport,
  NetworkReport,
  OnStage,
  SupernetReport,
  TrainingPlaces,
  TrainingTools,
} from "../cli/training-tools.js";
import type {
  BackboneScores,
  FusionEpochs,
  FusionReport,
  FusionRequest,
  FusionSubject,
} from "../runs/network-trainer.js";
import { fusionOf } from "../space/network/fusion-genotype.js";
import { describeBackend, openBackend, type TensorBackend } from "./backend/open.js";
import { datasetOf, datasetPath, LocalDatasetTools, vocabularyPath } from "./dataset-tools.js";
import { drawFusion } from "./fusion/draw.js";
import type { OnEpoch } from "./fusion/progress.js";
import type { FusionSettings } from "./fusion/settings.js";
import { FusionCheckpointFile, hashOf } from "./fusion-checkpoint-file.js";
import type { FusionEvaluation, FusionLab } from "./fusion-lab.js";
import { modalityNamed } from "./modalities/registry.js";
import { exportNetwork } from "./networks/export-network.js";
import { readNetwork, type StoredNetwork } from "./networks/network-file.js";
import { NetworkStore } from "./networks/network-store.js";
import { openFusionLab, supernetsOf } from "./open-lab.js";
import { reasonOf } from "./reason.js";
import { fusionSettings, recipeOf } from "./recipes.js";

/** The training tools, running in this process. */
export class LocalTraining extends LocalDatasetTools implements TrainingTools {
  #opened: TensorBackend | undefined;
  #last: { readonly key: string; readonly lab: FusionLab } | undefined;

  /** @param note receives lines about the tensor backend and about existing files */
  constructor(private readonly note: (line: string) => void) {
    super();
  }

  async trainSupernet(
    { epochs, ...request }: Parameters<TrainingTools["trainSupernet"]>[0],
    places: TrainingPlaces,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<SupernetReport> {
    const { task, composition } = request;
    const space = composition ?? request.space;
    const modality = modalityNamed(request.modality);
    const shape = modality.backbone.inputOf(space, modality.name);
    const dataset = await datasetOf(task, places);
    const backend = await this.#open(places);
    const usual = recipeOf(task, modality);
    const recipe = epochs === undefined ? usual : { ...usual, training: { ...usual.training, epochs } };
    const augment = modality.augment(shape, recipe.augmentation);
    return modality.backbone.train(
      { ...request, space, dataset, folder: places.supernets, backend, recipe, augment },
      { onStage, signal, note: this.note },
    );
  }

  /** The next call reuses the files that this one opens. */
  async checkFusion(subject: FusionSubject, places: TrainingPlaces): Promise<FusionEpochs> {
    await this.#labOf(subject, places);
    const { searchEpochs, trainEpochs } = fusionSettings(subject.task);
    return { search: searchEpochs, train: trainEpochs };
  }

  async backboneScores(subject: FusionSubject, places: TrainingPlaces): Promise<readonly BackboneScores[]> {
    return (await this.#labOf(subject, places)).backboneScores();
  }

  async trainFusion(
    request: FusionRequest,
    places: TrainingPlaces,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<FusionReport> {
    const { task, genes, costs, seed } = request;
    const backend = await this.#open(places);
    const lab = await this.#labOf(request, places);
    const settings = settingsOf(request);
    const hash = hashOf({ lab: lab.identity, genes, costs, settings, seed, backend });
    const checkpoint = new FusionCheckpointFile(places.supernets, task, hash, Date.now, this.note);
    const onEpoch: OnEpoch = async (progress) => {
      onStage(progress.stage, progress.done, progress.total);
      await nextTurn();
      await checkpoint.keep(progress, signal.aborted);
      signal.throwIfAborted();
    };
    const resumed = await checkpoint.read();
    const evaluation = await lab.evaluate({ architecture: genes, costs, settings, seed, onEpoch, resumed });
    const trained = networkOf(request, { lab, evaluation, settings, backend });
    const network = request.keepsNetwork
      ? await this.#store(`${task}.${hash}`, trained, request.keptLast ?? [], places)
      : undefined;
    await checkpoint.remove();
    const genotype = fusionOf(evaluation.genes);
    const { trained: _, frozen: __, scoring, ...measured } = evaluation;
    return {
      ...measured,
      score: scoring.score,
      ...defined({ examples: lab.validationExamples }),
      searchEpochs: fusionOf(genes) === undefined ? settings.searchEpochs : 0,
      trainEpochs: settings.trainEpochs,
      training: lab.fidelity(settings),
      svg: genotype === undefined ? "" : drawFusion(genotype),
      ...(network === undefined ? {} : { network }),
    };
  }

  async scoreNetwork(
    { network: name }: Parameters<TrainingTools["scoreNetwork"]>[0],
    places: TrainingPlaces,
  ): Promise<NetworkReport> {
    const file = existsSync(name) ? name : join(places.supernets, name);
    const network = await readNetwork(file);
    if (network === undefined) throw new InvalidInput("network", `neither ${name} nor ${file} exists`);
    const backend = await this.#open(places);
    const lab = await this.#labOf(network, places);
    const { task, genes, seed, validation: recorded, backend: trainedWith } = network;
    return { file, task, genes, seed, recorded, trainedWith, scored: lab.scoreStored(network), backend };
  }

  async exportNetwork(
    request: Parameters<TrainingTools["exportNetwork"]>[0],
    places: TrainingPlaces,
  ): Promise<ExportReport> {
    const { task } = request.subject;
    const isHere = existsSync(datasetPath(places.datasets, task.id));
    const dataset = isHere ? await datasetOf(task.id, places) : undefined;
    const vocabularyFile = vocabularyPath(places.datasets, task.id);
    return exportNetwork(request, dataset, { supernets: places.supernets, vocabularyFile });
  }

  /** Stores a network and returns its file name. A failure is only noted, so that the score is not lost. */
  async #store(
    name: string,
    network: StoredNetwork,
    last: readonly string[],
    { supernets, networkBytes }: TrainingPlaces,
  ): Promise<string | undefined> {
    try {
      return await new NetworkStore(supernets, networkBytes).keep(name, network, last);
    } catch (error) {
      this.note(`the trained network could not be stored: ${reasonOf(error)}`);
      return undefined;
    }
  }

  /**
   * Opens the tensor backend, with the settings of the first call, and describes all about it that affects rounding.
   */
  async #open({ backend, threads }: TrainingPlaces): Promise<string> {
    this.#opened ??= await openBackend(backend, this.note, threads === undefined ? {} : { threads });
    return describeBackend(this.#opened);
  }

  /** Reuses the lab of the last call, with its cached backbone outputs, unless the request or a file has changed. */
  async #labOf(
    { task, space, composition, score }: FusionSubject,
    places: TrainingPlaces,
  ): Promise<FusionLab> {
    const dataset = await datasetOf(task, places);
    const supernets = await supernetsOf(task, dataset, places.supernets);
    const key = JSON.stringify([task, composition ?? space, score, dataset.checksum, supernets]);
    if (this.#last?.key !== key)
      this.#last = { key, lab: await openFusionLab(composition ?? space, dataset, supernets, score) };
    return this.#last.lab;
  }
}

function networkOf(
  { task, space, composition, seed }: FusionRequest,
  { lab, evaluation, ...terms }: Trained,
): StoredNetwork {
  const { genes, validation, frozen, scoring } = evaluation;
  const { checksum, splits } = lab.dataset;
  return {
    ...terms,
    ...frozen,
    ...scoring,
    ...defined({ composition }),
    task,
    space,
    seed,
    genes,
    validation,
    dataset: checksum,
    targets: splits.train.targets.kind,
  };
}

interface Trained {
  readonly lab: FusionLab;
  readonly evaluation: FusionEvaluation;
  readonly settings: FusionSettings;
  readonly backend: string;
}

/** Returns the task's settings with those of the request in their place. */
function settingsOf({ task, costWeights, searchEpochs, trainEpochs }: FusionRequest): FusionSettings {
  const usual = fusionSettings(task);
  return {
    ...usual,
    costWeights,
    searchEpochs: searchEpochs ?? usual.searchEpochs,
    trainEpochs: trainEpochs ?? usual.trainEpochs,
  };
}
