import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";
import { Adam, type AdamState } from "../nn/adam.js";
import { DropoutMasks } from "../nn/dropout.js";
import { crossEntropy, smoothedTargets } from "../nn/losses.js";
import { cosineRate } from "../nn/schedule.js";
import type { Augment } from "./augment.js";
import { largestSubNetwork, randomSubNetwork, type SubNetwork, smallestSubNetwork } from "./sub-network.js";
import type { Supernet } from "./supernet.js";
import { type InputShape, unfold } from "./unfold.js";

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
  /** Share of the loss of the other sub-networks that the largest one's output makes; the labels make the rest. */
  readonly distillation: number;
}

/** The training split of one modality: inputs (count, channels, height, width), labels (count). */
export interface Examples {
  readonly inputs: Float32Array;
  readonly labels: Int32Array;
  readonly shape: InputShape;
}

/** Where a training stands: after `epoch` whole epochs. Restoring it goes on bit for bit. */
export interface SupernetCheckpoint {
  readonly epoch: number;
  readonly optimiser: AdamState;
}

export interface SupernetTrainer {
  /** One epoch; its mean loss of the largest sub-network. */
  epoch(): number;
  checkpoint(): SupernetCheckpoint;
  dispose(): void;
}

/**
 * Trains a supernet by the sandwich rule with in-place distillation (Yu and Huang, 2019): every step takes the largest
 * sub-network on the labels, then the smallest and some random ones on its output. Epoch e of seed s draws from a stream
 * of its own, so that a training resumed from a checkpoint reaches what an uninterrupted one does.
 */
export function supernetTrainer(
  supernet: Supernet,
  examples: Examples,
  augment: Augment,
  settings: SupernetTraining,
  seed: number,
  from?: SupernetCheckpoint,
): SupernetTrainer {
  const random = new Random(seed);
  const state = from?.optimiser ?? Adam.initial(supernet.layout.initial(random.fork("weights")));
  const adam = new Adam(state, supernet.layout.decayMask(), {
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: settings.weightDecay,
  });
  const masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
  let epoch = from?.epoch ?? 0;
  const length = Math.min(settings.batch, examples.labels.length);
  const steps = Math.floor(examples.labels.length / length);
  const schedule = {
    start: settings.rate,
    end: settings.rate / 100,
    steps: steps * settings.epochs,
    warmup: steps * settings.warmupEpochs,
  };
  return {
    epoch() {
      const stream = random.fork(`epoch ${epoch}`);
      const order = stream.shuffle([...examples.labels.keys()]);
      let loss = 0;
      for (let step = 0; step < steps; step++) {
        const batch = order.slice(step * length, (step + 1) * length);
        const rate = cosineRate(epoch * steps + step, schedule);
        loss += sandwichStep(supernet, adam, drawBatch(examples, batch, augment, stream), {
          settings,
          masks,
          random: stream,
          rate,
          classes: supernet.backbone.classes,
        });
      }
      epoch++;
      return loss / steps;
    },
    checkpoint: () => ({ epoch, optimiser: adam.state() }),
    dispose() {
      adam.dispose();
      masks.dispose();
    },
  };
}

interface Batch {
  readonly patches: Float32Array;
  readonly labels: Int32Array;
  readonly shape: InputShape;
}

function drawBatch(
  { inputs, labels, shape }: Examples,
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
  return { patches: unfold(changed, shape), labels: Int32Array.from(rows, (row) => labels[row]), shape };
}

interface StepOptions {
  readonly settings: SupernetTraining;
  readonly masks: DropoutMasks;
  readonly random: Random;
  readonly rate: number;
  readonly classes: number;
}

/** One optimiser step on the sum of the gradients of all sub-networks of the sandwich; the largest one's loss. */
function sandwichStep(supernet: Supernet, adam: Adam, batch: Batch, options: StepOptions): number {
  const { settings, random } = options;
  const { backbone } = supernet;
  const others = [
    smallestSubNetwork(backbone),
    ...Array.from({ length: settings.randomSubNetworks }, () => randomSubNetwork(backbone, random)),
  ];
  const [gradient, loss] = tf.tidy(() => {
    const rows = batch.shape[0] * 9;
    const patches = tf.tensor2d(batch.patches, [rows, batch.patches.length / rows]);
    const truth = smoothedTargets(batch.labels, options.classes, settings.smoothing);
    const hard = smoothedTargets(batch.labels, options.classes, 0);
    const first = gradientOf(supernet, adam, largestSubNetwork(backbone), patches, truth, options);
    const taught = tf.add(
      tf.mul(tf.softmax(first.logits), settings.distillation),
      tf.mul(hard, 1 - settings.distillation),
    );
    const gradients = others.map(
      (network) => gradientOf(supernet, adam, network, patches, taught as tf.Tensor2D, options).gradient,
    );
    return [tf.addN([first.gradient, ...gradients]), first.loss];
  });
  adam.step(gradient as tf.Tensor1D, options.rate);
  gradient.dispose();
  const value = loss.dataSync()[0];
  loss.dispose();
  return value;
}

function gradientOf(
  supernet: Supernet,
  adam: Adam,
  network: SubNetwork,
  patches: tf.Tensor2D,
  targets: tf.Tensor2D,
  { masks, random }: StepOptions,
): { gradient: tf.Tensor1D; loss: tf.Tensor; logits: tf.Tensor2D } {
  let logits: tf.Tensor2D | undefined;
  const { grad, value } = tf.valueAndGrad((flat) => {
    const weights = supernet.layout.view(flat as tf.Tensor1D);
    const found = supernet.logits(weights, network, patches, (x) => masks.apply(x, random));
    logits = tf.keep(tf.transpose(found));
    return crossEntropy(tf.transpose(found), targets);
  })(adam.values);
  const kept = logits as unknown as tf.Tensor2D;
  const copy = tf.clone(kept);
  kept.dispose();
  return { gradient: grad as tf.Tensor1D, loss: value, logits: copy };
}
