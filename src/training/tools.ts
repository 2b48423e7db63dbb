import { existsSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";
import type {
  DatasetReport,
  ExportReport,
  NetworkReport,
  OnStage,
  SplitReport,
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
import { writeWhole } from "./array-file.js";
import { describeBackend, openBackend, type TensorBackend } from "./backend/open.js";
import { AV_MNIST_VARIANTS, buildAvMnist } from "./data/av-mnist.js";
import { type InputShape, type PairedDataset, readDataset, writeDataset } from "./data/dataset.js";
import { splitFile } from "./data/export-split.js";
import { readManifest } from "./data/manifest.js";
import { drawFusion } from "./fusion/draw.js";
import type { OnEpoch } from "./fusion/progress.js";
import type { FusionSettings } from "./fusion/settings.js";
import { FusionCheckpointFile, hashOf } from "./fusion-checkpoint-file.js";
import type { FusionEvaluation, FusionLab } from "./fusion-lab.js";
import { modalityNamed } from "./modalities/registry.js";
import { shapesOf } from "./modalities/shapes.js";
import type { WordTable } from "./modalities/text/embedding.js";
import { vocabularyOf, writeVocabulary } from "./modalities/text/vocabulary.js";
import { exportNetwork } from "./networks/export-network.js";
import { readNetwork, type StoredNetwork } from "./networks/network-file.js";
import { NetworkStore } from "./networks/network-store.js";
import { openFusionLab, supernetsOf } from "./open-lab.js";
import { reasonOf } from "./reason.js";
import { fusionSettings, recipeOf } from "./recipes.js";

const datasetPath = (folder: string, id: string): string => join(folder, `${id}.dataset`);

/** The file of the word vectors of a data set's texts. */
const vocabularyPath = (folder: string, id: string): string => join(folder, `${id}.vocabulary`);

/** @throws InvalidInput (field `wordVectors`) if the space reads no texts */
function textShapeOf(shapes: PairedDataset["modalities"], space: string): InputShape {
  const [name] = Object.keys(shapes).filter((each) => modalityNamed(each).fromText !== undefined);
  if (name !== undefined) return shapes[name];
  throw new InvalidInput("wordVectors", `networks of the search space "${space}" read no texts`);
}

function datasetOf(task: string, { datasets }: TrainingPlaces): Promise<PairedDataset> {
  const isShipped = AV_MNIST_VARIANTS.some((name) => name === task);
  return readDataset(datasetPath(datasets, task), { kind: "buildDataset", task, isShipped });
}

/** The training tools, running in this process. */
export class LocalTraining implements TrainingTools {
  #opened: TensorBackend | undefined;
  #last: { readonly key: string; readonly lab: FusionLab } | undefined;

  /** @param note receives lines about the tensor backend and about existing files */
  constructor(private readonly note: (line: string) => void) {}

  async buildAvMnist(
    { variant, mnist, fsdd, out, replace }: Parameters<TrainingTools["buildAvMnist"]>[0],
    onStage: OnStage,
  ): Promise<DatasetReport> {
    const known = AV_MNIST_VARIANTS.find((name) => name === variant);
    if (known === undefined)
      throw new InvalidInput(
        "dataset",
        `dataset must be one of ${AV_MNIST_VARIANTS.join(", ")}, not "${variant}"`,
      );
    const dataset = await buildAvMnist(known, { mnist, fsdd }, (done, total) =>
      onStage("reading", done, total),
    );
    return storeDataset(dataset, out, replace);
  }

  async buildFromManifest(
    { manifest, id, out, replace, wordVectors, ...of }: Parameters<TrainingTools["buildFromManifest"]>[0],
    onStage: OnStage,
  ): Promise<DatasetReport> {
    const shapes = shapesOf(of.composition ?? of.space);
    const onRead = (done: number, total: number) => onStage("reading", done, total);
    const read = (words?: WordTable) => readManifest(manifest, id, shapes, onRead, words);
    if (wordVectors === undefined) return storeDataset(await read(), out, replace);
    const [size] = textShapeOf(shapes, of.space);
    const vocabulary = await vocabularyOf(wordVectors, size, read);
    const dataset = { ...(await read(vocabulary.vectors)), vocabulary: vocabulary.source };
    const report = await storeDataset(dataset, out, replace);
    const file = vocabularyPath(out, id);
    await writeVocabulary(file, vocabulary);
    const { vectors, unknown } = vocabulary;
    return { ...report, vocabulary: { file, words: vectors.size, unknown } };
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
    return exportNetwork(request, dataset, places.supernets);
  }

  async exportSplit(
    { task, split, out }: Parameters<TrainingTools["exportSplit"]>[0],
    places: TrainingPlaces,
  ): Promise<SplitReport> {
    const { bytes, count } = splitFile(await datasetOf(task, places), split);
    await writeWhole(out, bytes, "out");
    return { file: out, examples: count };
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
  { task, space, seed }: FusionRequest,
  { lab, evaluation, ...terms }: Trained,
): StoredNetwork {
  const { genes, validation, frozen, scoring } = evaluation;
  const { checksum, splits } = lab.dataset;
  return {
    ...terms,
    ...frozen,
    ...scoring,
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

/**
 * Writes a data set. Overwriting a different one of the same id needs `replace`, because accuracies measured on the old
 * one would then be attributed to the new one.
 *
 * @throws InvalidInput (field `dataset`) if there is a different one, without `replace`
 */
async function storeDataset(dataset: PairedDataset, out: string, replace: boolean): Promise<DatasetReport> {
  const file = datasetPath(out, dataset.id);
  const earlier = replace || !existsSync(file) ? undefined : await readDataset(file);
  if (earlier !== undefined && earlier.checksum !== dataset.checksum) {
    throw new InvalidInput(
      "dataset",
      `${file} is a different data set: what was measured on it would count for this one too. ` +
        "Name another task, or overwrite it with --replace",
    );
  }
  await writeDataset(file, dataset);
  const { id, checksum, classes, modalities, splits } = dataset;
  return {
    id,
    file,
    checksum,
    targets: splits.train.targets.kind,
    classes,
    modalities,
    train: splits.train.count,
    validation: splits.validation.count,
    test: splits.test.count,
  };
}
