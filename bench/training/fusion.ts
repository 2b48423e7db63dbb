import { millijoules, milliseconds } from "../../src/base/units.js";
import { USUAL_FORM } from "../../src/space/network/fusion-form.js";
import { FUSION_CHANNELS, FUSION_OPERATORS } from "../../src/space/network/layer.js";
import { largestSubNetwork, smallestSubNetwork } from "../../src/training/elastic/sub-network.js";
import { type FusionData, fusionData } from "../../src/training/fusion/data.js";
import { FusionNetwork } from "../../src/training/fusion/network.js";
import type { OnEpoch } from "../../src/training/fusion/progress.js";
import { searchFusion } from "../../src/training/fusion/search/search.js";
import { FUSION_SETTINGS } from "../../src/training/fusion/settings.js";
import { trainFusion } from "../../src/training/fusion/train.js";
import { countOf, oneClass } from "../../src/training/targets/targets.js";
import { type Bench, record, timed, WORK } from "./figures.js";
import { type FrozenBackbone, featuresOf, frozen, type Generated } from "./generated.js";
import { fusionTrainer, recomputed } from "./steps.js";
import { CLASSES, FUSIONS, type FusionWork } from "./workload.js";

/**
 * The ways of recomputing features, to compare with an epoch on cached features: as the lab computes them, with batch
 * norm recalibrated on training examples, or with stored statistics.
 */
export const RECOMPUTED = {
  "smallest backbones, kept statistics": { networkOf: smallestSubNetwork, isRecalibrated: false },
  "largest backbones, kept statistics": { networkOf: largestSubNetwork, isRecalibrated: false },
  "smallest backbones": { networkOf: smallestSubNetwork, isRecalibrated: true },
  "largest backbones": { networkOf: largestSubNetwork, isRecalibrated: true },
};

/**
 * Measures search and training epochs on cached features, and training epochs that compute the features for every
 * batch.
 */
export async function measureFusion(bench: Bench, train: Generated, validation: Generated): Promise<void> {
  const backbones = frozen(train, largestSubNetwork);
  const data = fusionData(splitOf(backbones, train), splitOf(backbones, validation), CLASSES);
  for (const fusion of FUSIONS) {
    await measureEpochs(bench, data, fusion);
    if (bench.effort.recomputes) await measureRecomputed(bench, data, fusion, train);
  }
}

function splitOf(backbones: readonly FrozenBackbone[], { inputs, labels }: Generated) {
  const features = featuresOf(backbones, inputs);
  return { features, targets: oneClass(labels), logits: [] };
}

async function measureEpochs(
  bench: Bench,
  data: FusionData,
  { name, cells, nodes, genotype }: FusionWork,
): Promise<void> {
  const epochs = bench.effort.runs + 1;
  const settings = { ...FUSION_SETTINGS, searchEpochs: epochs, trainEpochs: epochs };
  const costs = Object.fromEntries(
    FUSION_OPERATORS.map((operator, i) => [operator, { latency: milliseconds(i), energy: millijoules(i) }]),
  );
  const searched = epochTimer();
  await searchFusion({
    data,
    cells,
    nodes,
    costs,
    settings,
    form: USUAL_FORM,
    seed: 1,
    onEpoch: searched.onEpoch,
  });
  record(bench, WORK.searchEpoch(name), searched.seconds());
  const trained = epochTimer();
  const { network } = await trainFusion({
    data,
    genotype,
    channels: FUSION_CHANNELS,
    settings,
    seed: 1,
    onEpoch: trained.onEpoch,
  });
  bench.measurement.parameters[name] = network.layout.size;
  record(bench, WORK.trainingEpoch(name), trained.seconds());
  const steps = Math.floor(countOf(data.train.targets) / settings.trainBatch);
  record(
    bench,
    WORK.fusionStep(name),
    trained.seconds().map((seconds) => seconds / steps),
  );
}

/** Measures the seconds between the ends of epochs; the first epoch does not count. */
function epochTimer(): { readonly onEpoch: OnEpoch; seconds(): number[] } {
  const ends: number[] = [];
  return {
    onEpoch: async () => {
      ends.push(performance.now());
    },
    seconds: () => ends.slice(1).map((end, i) => (end - ends[i]) / 1_000),
  };
}

async function measureRecomputed(
  bench: Bench,
  data: FusionData,
  { name, genotype }: FusionWork,
  train: Generated,
): Promise<void> {
  const { names: taps, channels: inChannels, positions } = data.train.features;
  const shape = { taps, inChannels, channels: FUSION_CHANNELS, positions, classes: CLASSES };
  const network = new FusionNetwork(genotype, shape);
  const trainer = fusionTrainer(network, data, FUSION_SETTINGS);
  for (const [how, { networkOf, isRecalibrated }] of Object.entries(RECOMPUTED)) {
    const backbones = frozen(train, networkOf);
    const mapsOf = recomputed({ backbones, isRecalibrated }, train.inputs, network.taps);
    const seconds = await timed(bench.effort.runs, 1, () => trainer.epoch(mapsOf));
    record(bench, WORK.recomputed(name, how), seconds);
  }
  trainer.dispose();
}
