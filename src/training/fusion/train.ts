import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";
import { type Score, scoreLogits } from "../elastic/score.js";
import { ADAM, Adam, type AdamState } from "../nn/adam.js";
import { DropoutMasks } from "../nn/dropout.js";
import { crossEntropy, smoothedTargets } from "../nn/losses.js";
import type { Weights } from "../nn/parameters.js";
import { cosineRate } from "../nn/schedule.js";
import { costTerm, type OperatorCosts } from "./cost.js";
import { derive } from "./derive.js";
import { batchOf, momentsOf, type TapFeatures, type TapMoments } from "./features.js";
import type { FusionGenotype } from "./genotype.js";
import { FusionNetwork, type FusionShape } from "./network.js";
import type { Pass } from "./operators.js";
import { momentTensors } from "./projection.js";
import { SearchNetwork } from "./search-network.js";
import type { FusionSettings } from "./settings.js";

/** Frozen features of one split and its labels. Training features may hold several augmented views: view v of example i is row v * labels.length + i. */
export interface FusionSplit {
  readonly features: TapFeatures;
  readonly labels: Int32Array;
  /** Logits (features.count, classes) of each backbone for the classes of the data set, in the order of `features.modalities`. */
  readonly logits: readonly Float32Array[];
}

export interface FusionData {
  readonly train: FusionSplit;
  readonly validation: FusionSplit;
  readonly classes: number;
  readonly moments: TapMoments;
}

export const fusionData = (train: FusionSplit, validation: FusionSplit, classes: number): FusionData => ({
  train,
  validation,
  classes,
  moments: momentsOf(train.features),
});

/** Where a search or a training stands after whole epochs: what is needed to go on as if it had never stopped. */
export interface FusionState {
  readonly epochs: number;
  /** Of the weights; then, in a search, of the architecture parameters. */
  readonly optimisers: readonly AdamState[];
}

/** Called after every epoch: awaiting it lets a server breathe, and a caller stop (by throwing). */
export type OnEpoch = (progress: {
  readonly stage: "searching" | "training";
  readonly done: number;
  readonly total: number;
  readonly state: () => FusionState;
  /** What is trained; absent while it is searched. */
  readonly genotype?: FusionGenotype;
}) => Promise<void>;

interface Batch {
  readonly maps: tf.Tensor3D;
  readonly targets: tf.Tensor2D;
}

/** Rows of the features by modality, and their labels. */
type Drawn = readonly [readonly (readonly number[])[], Int32Array];

/** Batches of one epoch in random order, each example in a random view; incomplete ones are left out. */
function* batches(split: FusionSplit, size: number, random: Random, repairing = false): Generator<Drawn> {
  const { labels, features } = split;
  const views = features.count / labels.length;
  const order = random.shuffle([...labels.keys()]);
  const partners = repairing ? withinClasses(labels) : [];
  const length = Math.min(size, labels.length);
  for (let at = 0; at + length <= order.length; at += length) {
    const rows = order.slice(at, at + length);
    const viewOf = (row: number) => random.int(views) * labels.length + row;
    const first = rows.map(viewOf);
    const others = features.modalities.slice(1).map(() =>
      repairing
        ? rows.map((row) => {
            const same = partners[labels[row]];
            return viewOf(same[random.int(same.length)]);
          })
        : first,
    );
    yield [[first, ...others], Int32Array.from(rows, (row) => labels[row])];
  }
}

/** The examples of each class. */
function withinClasses(labels: Int32Array): readonly (readonly number[])[] {
  const classes: number[][] = Array.from({ length: Math.max(...labels) + 1 }, () => []);
  labels.forEach((label, row) => {
    classes[label].push(row);
  });
  return classes;
}

/** Batches of one epoch. */
const stepsOf = ({ labels }: FusionSplit, size: number): number =>
  Math.floor(labels.length / Math.min(size, labels.length));

function upload(
  split: FusionSplit,
  taps: readonly number[],
  [rows, labels]: Drawn,
  classes: number,
  smoothing: number,
): Batch {
  return {
    maps: batchOf(split.features, taps, rows),
    targets: smoothedTargets(labels, classes, smoothing),
  };
}

/**
 * Tier 2: weights on the training split, architecture parameters on the validation split, by turns (first-order DARTS, Liu
 * et al., 2019), with the hardware term in the architecture step. Returns the derived genotype. `from`: an earlier call's state after an epoch.
 */
export async function searchFusion(
  data: FusionData,
  cells: number,
  nodes: number,
  costs: OperatorCosts,
  settings: FusionSettings,
  seed: number,
  onEpoch: OnEpoch,
  from?: FusionState,
): Promise<FusionGenotype> {
  const { train, validation, classes } = data;
  const taps = [...train.features.names.keys()];
  const shape: FusionShape = {
    taps: train.features.names,
    inChannels: train.features.channels,
    channels: settings.searchChannels,
    classes,
  };
  const cost = costTerm(costs, settings.costWeights);
  const network = new SearchNetwork(cells, nodes, shape);
  const random = new Random(seed).fork("fusion search");
  const weights = new Adam(
    from?.optimisers[0] ?? Adam.initial(network.weights.initial(random.fork("weights"))),
    network.weights.decayMask(),
    {
      ...ADAM,
      weightDecay: settings.weightDecay,
    },
  );
  const choices = new Adam(
    from?.optimisers[1] ?? Adam.initial(network.architecture.initial(random.fork("choices"))),
    new Float32Array(network.architecture.size).fill(1),
    { ...ADAM, beta1: 0.5, weightDecay: 1e-3 },
  );
  const masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
  const moments = momentTensors(data.moments, taps, shape.inChannels);
  const steps = stepsOf(train, settings.searchBatch);
  const schedule = {
    start: settings.searchRate,
    end: settings.searchRate / 50,
    steps: steps * settings.searchEpochs,
    warmup: 3,
  };
  try {
    let step = steps * (from?.epochs ?? 0);
    for (let epoch = from?.epochs ?? 0; epoch < settings.searchEpochs; epoch++) {
      const stream = random.fork(`epoch ${epoch}`);
      let held = batches(validation, settings.searchBatch, stream.fork("validation 0"));
      let rounds = 0;
      const drop = <T extends tf.Tensor>(x: T): T => masks.apply(x, stream);
      for (const rows of batches(train, settings.searchBatch, stream)) {
        const batch = upload(train, taps, rows, classes, settings.smoothing);
        const gradient = tf.tidy(() =>
          tf.grad((flat) => {
            const pass: Pass = {
              weights: network.weights.view(flat as tf.Tensor1D),
              channels: shape.channels,
              drop,
            };
            return crossEntropy(
              network.logits(pass, network.architecture.view(choices.values), batch.maps, moments),
              batch.targets,
            );
          })(weights.values),
        ) as tf.Tensor1D;
        weights.step(gradient, cosineRate(step, schedule));
        tf.dispose([gradient, batch.maps, batch.targets]);
        if (++step % settings.architectureEvery === 0) {
          let next = held.next();
          if (next.done === true) {
            held = batches(validation, settings.searchBatch, stream.fork(`validation ${++rounds}`));
            next = held.next();
          }
          const batch = upload(validation, taps, next.value as Drawn, classes, 0);
          const gradient = tf.tidy(() =>
            tf.grad((flat) => {
              const pass: Pass = {
                weights: network.weights.view(weights.values),
                channels: shape.channels,
                drop: (x) => x,
              };
              const view = network.architecture.view(flat as tf.Tensor1D);
              const loss = crossEntropy(network.logits(pass, view, batch.maps, moments), batch.targets);
              return tf.add(loss, cost(view, cells, nodes));
            })(choices.values),
          ) as tf.Tensor1D;
          choices.step(gradient, settings.architectureRate);
          tf.dispose([gradient, batch.maps, batch.targets]);
        }
      }
      const done = epoch + 1;
      const state = () => ({ epochs: done, optimisers: [weights.state(), choices.state()] });
      await onEpoch({ stage: "searching", done, total: settings.searchEpochs, state });
    }
    return derive(valuesOf(network.architecture.kept(choices.state().values)), shape.taps, cells, nodes);
  } finally {
    weights.dispose();
    choices.dispose();
    masks.dispose();
    tf.dispose([moments.mean, moments.covariance]);
  }
}

function valuesOf(tensors: Weights): ReadonlyMap<string, Float32Array> {
  const values = new Map([...tensors].map(([name, tensor]) => [name, tensor.dataSync() as Float32Array]));
  tf.dispose([...tensors.values()]);
  return values;
}

/** A trained derived network. */
export interface TrainedFusion {
  readonly network: FusionNetwork;
  /** Flat parameters, in the order of `network.layout`. */
  readonly values: Float32Array;
  /** Of the backbones' logits, added to the network's. */
  readonly lateWeight: number;
}

/** Trains a derived network on the training split, from fresh weights or an earlier call's state after an epoch. */
export async function trainFusion(
  data: FusionData,
  genotype: FusionGenotype,
  channels: number,
  settings: FusionSettings,
  seed: number,
  onEpoch: OnEpoch,
  from?: FusionState,
): Promise<TrainedFusion> {
  const { train, classes } = data;
  const { names: taps, channels: inChannels } = train.features;
  const network = new FusionNetwork(genotype, { taps, inChannels, channels, classes });
  const random = new Random(seed).fork("fusion training");
  const adam = new Adam(
    from?.optimisers[0] ?? Adam.initial(network.layout.initial(random.fork("weights"))),
    network.layout.decayMask(),
    {
      ...ADAM,
      weightDecay: settings.weightDecay,
    },
  );
  const masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
  const moments = momentTensors(data.moments, network.taps, inChannels);
  const steps = stepsOf(train, settings.trainBatch);
  const schedule = {
    start: settings.trainRate,
    end: settings.trainRate / 50,
    steps: steps * settings.trainEpochs,
    warmup: 5,
  };
  try {
    let step = steps * (from?.epochs ?? 0);
    for (let epoch = from?.epochs ?? 0; epoch < settings.trainEpochs; epoch++) {
      const stream = random.fork(`epoch ${epoch}`);
      const drop = <T extends tf.Tensor>(x: T): T => masks.apply(x, stream);
      for (const rows of batches(train, settings.trainBatch, stream, settings.repairing)) {
        const batch = upload(train, network.taps, rows, classes, settings.smoothing);
        const gradient = tf.tidy(() =>
          tf.grad((flat) => {
            const pass: Pass = { weights: network.layout.view(flat as tf.Tensor1D), channels, drop };
            return crossEntropy(network.logits(pass, batch.maps, moments), batch.targets);
          })(adam.values),
        ) as tf.Tensor1D;
        adam.step(gradient, cosineRate(step++, schedule));
        tf.dispose([gradient, batch.maps, batch.targets]);
      }
      const done = epoch + 1;
      const state = () => ({ epochs: done, optimisers: [adam.state()] });
      await onEpoch({ stage: "training", done, total: settings.trainEpochs, state, genotype });
    }
    return { network, values: adam.state().values, lateWeight: settings.lateWeight };
  } finally {
    adam.dispose();
    masks.dispose();
    tf.dispose([moments.mean, moments.covariance]);
  }
}

/** Each example with itself, in every modality; of augmented views the first. */
const aligned = ({ features, labels }: FusionSplit) => features.modalities.map(() => [...labels.keys()]);

/** Logits (count, classes) of a trained network on a split; batch-norm statistics are those of the training examples, first view. */
export function fusionLogits(
  { network, values, lateWeight }: TrainedFusion,
  data: FusionData,
  split: FusionSplit,
): Float32Array {
  const { train, moments } = data;
  const count = train.labels.length;
  const logits = tf.tidy(() => {
    const own = batchOf(train.features, network.taps, aligned(train));
    const scored = batchOf(split.features, network.taps, aligned(split));
    const pass: Pass = {
      weights: network.layout.view(tf.tensor1d(values)),
      channels: network.shape.channels,
      drop: (x) => x,
      statisticsFrom: count,
    };
    const logits = network.logits(
      pass,
      tf.concat([own, scored], 1),
      momentTensors(moments, network.taps, network.shape.inChannels),
    );
    return tf.slice(logits, [count, 0]).dataSync() as Float32Array;
  });
  return lateWeight === 0
    ? logits
    : logits.map((value, i) => split.logits.reduce((sum, own) => sum + lateWeight * own[i], value));
}

export const scoreFusion = (trained: TrainedFusion, data: FusionData, split: FusionSplit): Score =>
  scoreLogits(fusionLogits(trained, data, split), split.labels);
