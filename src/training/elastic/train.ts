import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";
import type { Shape } from "../../space/network/layer.js";
import type { Augment } from "../modalities/augment.js";
import { ADAM, Adam, type AdamState } from "../nn/adam.js";
import { DropoutMasks } from "../nn/dropout.js";
import { cosineRate } from "../nn/schedule.js";
import { type Objective, objectiveOf } from "../targets/objective.js";
import { countOf, type Targets, taken } from "../targets/targets.js";
import { largestSubNetwork, randomSubNetwork, type SubNetwork, smallestSubNetwork } from "./sub-network.js";
import type { Supernet } from "./supernet.js";
import { unfold } from "./unfold.js";

/** How a supernet is trained; part of the fidelity of whatever inherits its weights. */
export interface SupernetTraining {
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly warmupEpochs: number;
  readonly weightDecay: number;
  readonly dropout: number;
  readonly smoothing: number;
  /** Sub-networks drawn at random per step, besides the largest and the smallest (sandwich rule). */
  readonly randomSubNetworks: number;
  /** Share of the loss of the other sub-networks that the largest one's output makes; the targets make the rest. */
  readonly distillation: number;
}

/** The training split of one modality: inputs (count, channels, height, width), and what they are. */
export interface Examples {
  readonly inputs: Float32Array;
  readonly targets: Targets;
  readonly shape: Shape;
}

/** Where a training stands: after `epoch` whole epochs. Restoring it goes on bit for bit. */
export interface SupernetCheckpoint {
  readonly epoch: number;
  readonly optimiser: AdamState;
}

export interface SupernetTrainingRequest {
  readonly supernet: Supernet;
  readonly examples: Examples;
  readonly augment: Augment;
  readonly settings: SupernetTraining;
  readonly seed: number;
  /** Where an earlier training of this request stopped. */
  readonly from?: SupernetCheckpoint | undefined;
}

/**
 * Trains a supernet by the sandwich rule with in-place distillation (Yu and Huang, 2019): every step takes the largest
 * sub-network on the targets, then the smallest and some random ones on its output. Epoch e of seed s draws from a
 * stream of its own, so that a training resumed from a checkpoint reaches what an uninterrupted one does.
 */
export class SupernetTrainer {
  readonly #random: Random;
  readonly #adam: Adam;
  readonly #masks: DropoutMasks;
  readonly #objective: Objective;
  #epoch: number;

  constructor(private readonly request: SupernetTrainingRequest) {
    const { supernet, settings, seed, from } = request;
    this.#random = new Random(seed);
    this.#adam = new Adam(
      from?.optimiser ?? Adam.initial(supernet.layout.initial(this.#random.fork("weights"))),
      supernet.layout.decayMask(),
      { ...ADAM, weightDecay: settings.weightDecay },
    );
    this.#masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
    this.#objective = objectiveOf(request.examples.targets.kind);
    this.#epoch = from?.epoch ?? 0;
  }

  /** Trains one epoch and returns its mean loss of the largest sub-network. */
  epoch(): number {
    const { examples, augment, settings } = this.request;
    const stream = this.#random.fork(`epoch ${this.#epoch}`);
    const order = stream.shuffle([...Array(countOf(examples.targets)).keys()]);
    const length = Math.min(settings.batch, order.length);
    const steps = Math.floor(order.length / length);
    const schedule = {
      start: settings.rate,
      end: settings.rate / 100,
      steps: steps * settings.epochs,
      warmup: steps * settings.warmupEpochs,
    };
    let loss = 0;
    for (let step = 0; step < steps; step++) {
      const rows = order.slice(step * length, (step + 1) * length);
      const rate = cosineRate(this.#epoch * steps + step, schedule);
      loss += this.#step(drawBatch(examples, rows, augment, stream), rate, stream);
    }
    this.#epoch++;
    return loss / steps;
  }

  checkpoint(): SupernetCheckpoint {
    return { epoch: this.#epoch, optimiser: this.#adam.state() };
  }

  dispose(): void {
    this.#adam.dispose();
    this.#masks.dispose();
  }

  /** One optimiser step on the sum of the gradients of all sub-networks of the sandwich; the largest one's loss. */
  #step(batch: Batch, rate: number, random: Random): number {
    const { settings, supernet } = this.request;
    const { backbone } = supernet;
    const objective = this.#objective;
    const others = [
      smallestSubNetwork(backbone),
      ...Array.from({ length: settings.randomSubNetworks }, () => randomSubNetwork(backbone, random)),
    ];
    const [gradient, loss] = tf.tidy(() => {
      const rows = batch.shape[0] * 9;
      const patches = tf.tensor2d(batch.patches, [rows, batch.patches.length / rows]);
      const truth = objective.wanted(batch.targets, backbone.classes, settings.smoothing);
      const hard = objective.wanted(batch.targets, backbone.classes, 0);
      const first = this.#gradient(largestSubNetwork(backbone), { patches, targets: truth }, random);
      const targets = tf.add(
        tf.mul(objective.probabilities(first.logits), settings.distillation),
        tf.mul(hard, 1 - settings.distillation),
      ) as tf.Tensor2D;
      const gradients = others.map(
        (network) => this.#gradient(network, { patches, targets }, random).gradient,
      );
      return [tf.addN([first.gradient, ...gradients]), first.loss];
    });
    this.#adam.step(gradient as tf.Tensor1D, rate);
    gradient.dispose();
    const value = loss.dataSync()[0];
    loss.dispose();
    return value;
  }

  #gradient(network: SubNetwork, { patches, targets }: Taught, random: Random): Gradient {
    const { supernet } = this.request;
    let logits: tf.Tensor2D | undefined;
    const { grad, value } = tf.valueAndGrad((flat) => {
      const weights = supernet.layout.view(flat as tf.Tensor1D);
      const found = supernet.logits(weights, network, patches, (x) => this.#masks.apply(x, random));
      logits = tf.keep(tf.transpose(found));
      return this.#objective.loss(tf.transpose(found), targets);
    })(this.#adam.values);
    const kept = logits as unknown as tf.Tensor2D;
    const copy = tf.clone(kept);
    kept.dispose();
    return { gradient: grad as tf.Tensor1D, loss: value, logits: copy };
  }
}

/** The patches of a batch and what a sub-network should say of them, (batch, classes). */
interface Taught {
  readonly patches: tf.Tensor2D;
  readonly targets: tf.Tensor2D;
}

interface Gradient {
  readonly gradient: tf.Tensor1D;
  readonly loss: tf.Tensor;
  readonly logits: tf.Tensor2D;
}

interface Batch {
  readonly patches: Float32Array;
  readonly targets: Targets;
  readonly shape: Shape;
}

function drawBatch(
  { inputs, targets, shape }: Examples,
  rows: readonly number[],
  augment: Augment,
  random: Random,
): Batch {
  const size = shape[0] * shape[1] * shape[2];
  const changed = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    augment(
      inputs.subarray(row * size, (row + 1) * size),
      changed.subarray(i * size, (i + 1) * size),
      random,
    );
  });
  return { patches: unfold(changed, shape), targets: taken(targets, rows), shape };
}
