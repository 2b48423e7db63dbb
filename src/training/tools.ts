import { existsSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { InvalidInput } from "../base/errors.js";
import type { TrainingPlaces, TrainingTools } from "../cli/training-tools.js";
import { COMPOSITIONS } from "../space/network/backbone.js";
import { describeBackend, openBackend, type TensorBackend } from "./backend/open.js";
import { AV_MNIST_VARIANTS, buildAvMnist } from "./data/av-mnist.js";
import { type PairedDataset, readDataset, writeDataset } from "./data/dataset.js";
import { readManifest } from "./data/manifest.js";
import { largestSubNetwork, smallestSubNetwork, subNetworkKey } from "./elastic/sub-network.js";
import { drawFusion } from "./fusion/draw.js";
import { fusionOf } from "./fusion/genotype.js";
import type { OnEpoch } from "./fusion/progress.js";
import { FusionFile } from "./fusion-file.js";
import type { FusionLab } from "./fusion-lab.js";
import { openFusionLab, supernetsOf } from "./open-lab.js";
import { fusionSettings, recipeOf } from "./recipes.js";
import { backboneOf, supernetPath, trainSupernet } from "./train-supernet.js";

const datasetPath = (folder: string, id: string): string => join(folder, `${id}.dataset`);

function datasetOf(task: string, { datasets }: TrainingPlaces): Promise<PairedDataset> {
  const isBuilt = AV_MNIST_VARIANTS.some((name) => name === task);
  const maker = isBuilt
    ? `harmonic dataset build ${task}`
    : `harmonic dataset import MANIFEST --task ${task}`;
  return readDataset(datasetPath(datasets, task), maker);
}

/** What the command line asks of training, on this machine. `note` takes a line about the tensor backend, or about files that were found. */
export function trainingTools(note: (line: string) => void): TrainingTools {
  let opened: TensorBackend | undefined;
  /** All of the backend that digits depend on. It stays what it was first opened as. */
  const open = async ({ backend, threads }: TrainingPlaces): Promise<string> => {
    opened ??= await openBackend(backend, note, threads === undefined ? {} : { threads });
    return describeBackend(opened);
  };
  let last: { readonly key: string; readonly lab: FusionLab } | undefined;
  /** The lab of the call before is kept while its files stay as they are: it has the features of the backbones that it has seen. */
  const labOf = async (task: string, space: string, places: TrainingPlaces): Promise<FusionLab> => {
    const dataset = await datasetOf(task, places);
    const supernets = await supernetsOf(task, dataset, places.supernets);
    const key = JSON.stringify([task, space, dataset.checksum, supernets]);
    if (last?.key !== key) last = { key, lab: await openFusionLab(space, dataset, supernets) };
    return last.lab;
  };
  return {
    async buildAvMnist({ variant, mnist, fsdd, out, replace }, onStage) {
      const known = AV_MNIST_VARIANTS.find((name) => name === variant);
      if (known === undefined)
        throw new InvalidInput(
          "dataset",
          `dataset must be one of ${AV_MNIST_VARIANTS.join(", ")}, not "${variant}"`,
        );
      const dataset = await buildAvMnist(known, { mnist, fsdd }, (done, total) =>
        onStage("reading", done, total),
      );
      return stored(dataset, out, replace);
    },
    async buildFromManifest({ manifest, id, out, replace }, onStage) {
      const backbones = COMPOSITIONS.get("av-mnist")?.backbones ?? [];
      const shapes = Object.fromEntries(backbones.map(({ name, input }) => [name, input]));
      return stored(
        await readManifest(manifest, id, shapes, (done, total) => onStage("reading", done, total)),
        out,
        replace,
      );
    },
    async trainSupernet({ task, space, modality, seed, epochs, scored, replace }, places, onStage, signal) {
      const backbone = backboneOf(space, modality);
      const dataset = await datasetOf(task, places);
      const backend = await open(places);
      const own = recipeOf(task, modality);
      const recipe = epochs === undefined ? own : { ...own, training: { ...own.training, epochs } };
      const folder = places.supernets;
      const request = { task, modality, seed, dataset, space, folder, backend, recipe, scored, replace };
      const { scores, seconds } = await trainSupernet(
        request,
        Date.now,
        ({ stage, done, total, validation }) =>
          onStage(
            stage,
            done,
            total,
            validation === undefined ? undefined : `validation accuracy ${validation.accuracy.toFixed(4)}`,
          ),
        signal,
        note,
      );
      const all = Object.values(scores);
      const smallest = scores[subNetworkKey(smallestSubNetwork(backbone))];
      return {
        file: supernetPath(folder, task, modality, seed),
        epochs: recipe.training.epochs,
        seconds,
        networks: all.length,
        largest: scores[subNetworkKey(largestSubNetwork(backbone))],
        ...(smallest === undefined ? {} : { smallest }),
        best: all.reduce((a, b) =>
          b.accuracy > a.accuracy || (b.accuracy === a.accuracy && b.crossEntropy < a.crossEntropy) ? b : a,
        ),
      };
    },
    checkFusion: async ({ task, space }, places) => {
      await labOf(task, space, places);
      const { searchEpochs, trainEpochs } = fusionSettings(task);
      return { search: searchEpochs, train: trainEpochs };
    },
    backboneScores: async ({ task, space }, places) => (await labOf(task, space, places)).backboneScores(),
    async trainFusion(
      { task, space, genes, costs, costWeights, searchEpochs, trainEpochs, seed },
      places,
      onStage,
      signal,
    ) {
      const backend = await open(places);
      const lab = await labOf(task, space, places);
      const usual = fusionSettings(task);
      const settings = {
        ...usual,
        costWeights,
        searchEpochs: searchEpochs ?? usual.searchEpochs,
        trainEpochs: trainEpochs ?? usual.trainEpochs,
      };
      const terms = { lab: lab.identity, genes, costs, settings, seed, backend };
      const checkpoint = new FusionFile(places.supernets, task, terms, Date.now, note);
      const onEpoch: OnEpoch = async (progress) => {
        onStage(progress.stage, progress.done, progress.total);
        await nextTurn();
        await checkpoint.keep(progress, signal.aborted);
        signal.throwIfAborted();
      };
      const resumed = await checkpoint.read();
      const evaluation = await lab.evaluate(genes, costs, settings, seed, onEpoch, resumed);
      await checkpoint.remove();
      const genotype = fusionOf(evaluation.genes);
      const { trained: _, ...measured } = evaluation;
      return {
        ...measured,
        searchEpochs: fusionOf(genes) === undefined ? settings.searchEpochs : 0,
        trainEpochs: settings.trainEpochs,
        training: lab.fidelity(settings),
        svg: genotype === undefined ? "" : drawFusion(genotype),
      };
    },
  };
}

/** Writes a data set. Over another one of the same id only if told to: accuracies measured on that would pass for this one's. */
async function stored(dataset: PairedDataset, out: string, replace: boolean) {
  const file = datasetPath(out, dataset.id);
  const earlier = replace || !existsSync(file) ? undefined : await readDataset(file);
  if (earlier !== undefined && earlier.checksum !== dataset.checksum) {
    throw new InvalidInput(
      "dataset",
      `${file} is another data set: what was measured on it would count for this one too. Name another task, or write over it with --replace`,
    );
  }
  await writeDataset(file, dataset);
  const { id, checksum, classes, modalities, splits } = dataset;
  return {
    id,
    file,
    checksum,
    classes,
    modalities,
    train: splits.train.count,
    validation: splits.validation.count,
    test: splits.test.count,
  };
}
