import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../base/random.js";
import type { Shape } from "../../space/network/layer.js";
import type { ExampleRows } from "../data/example-rows.js";
import { type Augment, augmentedRows } from "../modalities/augment.js";
import { type EpochSettings, EpochTrainer, type TrainingCheckpoint } from "../nn/epoch-trainer.js";
import { type Objective, objectiveOf } from "../targets/objective.js";
import { countOf, selectTargets, type Targets } from "../targets/targets.js";
import { largestSubNetwork, randomSubNetwork, type SubNetwork, smallestSubNetwork } from "./sub-network.js";
import type { Supernet } from "./supernet.js";
import { unfold } from "./unfold.js";

/** How a supernet is trained: part of the fidelity of networks that inherit its weights. */
export interface SupernetTraining extends EpochSettings {
  /** Label smoothing of the targets of the largest sub-network, 0..1. */
  readonly smoothing: number;
  /** Number of random sub-networks per step, besides the largest and the smallest (sandwich rule). */
  readonly randomSubNetworks: number;
  /** Weight of the largest sub-network's output, 0..1, in the targets of the others; the rest are the true targets. */
  readonly distillation: number;
}

/** The training split of one modality. */
export interface Examples {
  /** Examples (channels, height, width). */
  readonly inputs: ExampleRows;
  readonly targets: Targets;
  readonly shape: Shape;
}

/** A supernet to train, and how. */
export interface SupernetTrainingRequest {
  readonly supernet: Supernet;
  readonly examples: Examples;
  readonly augment: Augment;
  readonly settings: SupernetTraining;
  readonly seed: number;
  /** Where an earlier training of this request stopped. */
  readonly from?: TrainingCheckpoint | undefined;
}

/**
 * Trains a supernet by the sandwich rule with in-place distillation (Yu and Huang, 2019): every step trains the largest
 * sub-network on the targets, and the smallest and some random ones on its output. The loss of an epoch is that of the
 * largest sub-network.
 */
export class SupernetTrainer extends EpochTrainer {
  readonly #objective: Objective;

  constructor(private readonly request: SupernetTrainingRequest) {
    const { supernet, examples, ...training } = request;
    super({ ...training, layout: supernet.layout, examples: countOf(examples.targets) });
    this.#objective = objectiveOf(examples.targets.kind);
  }

  /** Takes one step on the sum of the gradients of all sub-networks. Returns the loss of the largest one. */
  protected override step(drawn: readonly number[], rate: number, random: Random): number {
    const { examples, augment, settings, supernet } = this.request;
    const batch = drawBatch(examples, drawn, augment, random);
    const { backbone } = supernet;
    const objective = this.#objective;
    const others = [
      smallestSubNetwork(backbone),
      ...Array.from({ length: settings.randomSubNetworks }, () => randomSubNetwork(backbone, random)),
    ];
    const [gradient, loss] = tf.tidy(() => {
      const rows = batch.shape[0] * 9;
      const patches = tf.tensor2d(batch.patches, [rows, batch.patches.length / rows]);
      const smoothed = objective.targetProbabilities(batch.targets, backbone.classes, settings.smoothing);
      const hard = objective.targetProbabilities(batch.targets, backbone.classes, 0);
      const first = this.#gradient(largestSubNetwork(backbone), { patches, targets: smoothed }, random);
      const targets = tf.add(
        tf.mul(objective.probabilities(first.logits), settings.distillation),
        tf.mul(hard, 1 - settings.distillation),
      ) as tf.Tensor2D;
      const gradients = others.map(
        (network) => this.#gradient(network, { patches, targets }, random).gradient,
      );
      return [tf.addN([first.gradient, ...gradients]), first.loss];
    });
    this.adam.step(gradient as tf.Tensor1D, rate);
    gradient.dispose();
    const value = loss.dataSync()[0];
    loss.dispose();
    return value;
  }

  #gradient(network: SubNetwork, { patches, targets }: LabelledPatches, random: Random): Gradient {
    const { supernet } = this.request;
    let logits: tf.Tensor2D | undefined;
    const { grad, value } = tf.valueAndGrad((flat) => {
      const weights = supernet.layout.view(flat as tf.Tensor1D);
      const found = supernet.logits(weights, network, patches, (x) => this.masks.apply(x, random));
      logits = tf.keep(tf.transpose(found));
      return this.#objective.loss(tf.transpose(found), targets);
    })(this.adam.values);
    const kept = logits as unknown as tf.Tensor2D;
    const copy = tf.clone(kept);
    kept.dispose();
    return { gradient: grad as tf.Tensor1D, loss: value, logits: copy };
  }
}

/** The patches of a batch (see `unfold`) and their target probabilities (batch, classes). */
interface LabelledPatches {
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
  const augmented = augmentedRows(inputs, rows, augment, random);
  return { patches: unfold(augmented, shape), targets: selectTargets(targets, rows), shape };
}
