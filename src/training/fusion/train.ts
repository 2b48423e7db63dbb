import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";
import type { FusionGenotype } from "../../space/network/fusion-genotype.js";
import { ADAM, Adam } from "../nn/adam.js";
import { DropoutMasks } from "../nn/dropout.js";
import { cosineRate } from "../nn/schedule.js";
import { objectiveOf } from "../targets/objective.js";
import { type BatchRows, batches, stepDown, stepsPerEpoch, upload } from "./batches.js";
import { FusionNetwork } from "./network.js";
import type { Pass } from "./operators.js";
import type { FusionWork } from "./progress.js";
import { momentTensors } from "./projection.js";

/** A trained fusion network. */
export interface TrainedFusion {
  readonly network: FusionNetwork;
  /** Flat parameters, in the order of `network.layout`. */
  readonly values: Float32Array;
  /** Weight of the sum of the backbones' logits, which is added to the network's. */
  readonly lateWeight: number;
}

/** A fusion network to train. */
export interface FusionTrainingRequest extends FusionWork {
  readonly genotype: FusionGenotype;
  /** Channels of the network. */
  readonly channels: number;
}

/**
 * Trains a fusion network on the training split, from new weights or from the state of an earlier call.
 *
 * @throws what `onEpoch` throws, after freeing all tensors
 */
export async function trainFusion(request: FusionTrainingRequest): Promise<TrainedFusion> {
  const { genotype, settings, onEpoch, from } = request;
  const total = settings.trainEpochs;
  const training = new FusionTraining(request);
  try {
    for (let epoch = from?.epochs ?? 0; epoch < total; epoch++) {
      training.epoch(epoch);
      const done = epoch + 1;
      const state = () => ({ epochs: done, optimisers: [training.state()] });
      await onEpoch({ stage: "training", done, total, state, genotype });
    }
    const { network } = training;
    return { network, values: training.state().values, lateWeight: settings.lateWeight };
  } finally {
    training.dispose();
  }
}

type Drop = Pass["drop"];

/** A training in progress: the network, its optimiser and the data. */
class FusionTraining {
  readonly network: FusionNetwork;
  readonly #random: Random;
  readonly #adam: Adam;
  readonly #masks: DropoutMasks;
  readonly #moments;

  constructor(private readonly request: FusionTrainingRequest) {
    const { data, settings, seed, genotype, channels, from } = request;
    const { names: taps, channels: inChannels, positions } = data.train.features;
    const shape = { taps, inChannels, channels, positions, classes: data.classes };
    this.network = new FusionNetwork(genotype, shape);
    this.#random = new Random(seed).fork("fusion training");
    const { layout } = this.network;
    this.#adam = new Adam(
      from?.optimisers[0] ?? Adam.initial(layout.initial(this.#random.fork("weights"))),
      layout.decayMask(),
      { ...ADAM, weightDecay: settings.weightDecay },
    );
    this.#masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
    this.#moments = momentTensors(data.moments, this.network.taps, inChannels);
  }

  epoch(epoch: number): void {
    const { data, settings } = this.request;
    const stream = this.#random.fork(`epoch ${epoch}`);
    const steps = stepsPerEpoch(data.train, settings.trainBatch);
    const schedule = {
      start: settings.trainRate,
      end: settings.trainRate / 50,
      steps: steps * settings.trainEpochs,
      warmup: 5,
    };
    const drop: Drop = (x) => this.#masks.apply(x, stream);
    let step = steps * epoch;
    for (const rows of batches(data.train, settings.trainBatch, stream, settings.repairing))
      this.#step(rows, drop, cosineRate(step++, schedule));
  }

  #step(rows: BatchRows, drop: Drop, rate: number): void {
    const { data, settings } = this.request;
    const { network } = this;
    const { channels, positions } = network.shape;
    const objective = objectiveOf(data.train.targets.kind);
    const batch = upload(data.train, network.taps, rows, data.classes, settings.smoothing);
    const loss = (flat: tf.Tensor1D) => {
      const pass: Pass = { weights: network.layout.view(flat), channels, positions, drop };
      return objective.loss(network.logits(pass, batch.maps, this.#moments), batch.targets);
    };
    stepDown(this.#adam, batch, loss, rate);
  }

  state() {
    return this.#adam.state();
  }

  dispose(): void {
    this.#adam.dispose();
    this.#masks.dispose();
    tf.dispose([this.#moments.mean, this.#moments.covariance]);
  }
}
