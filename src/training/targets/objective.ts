import * as tf from "@tensorflow/tfjs-core";
import { binaryCrossEntropy, crossEntropy, smoothedSets, smoothedTargets } from "../nn/losses.js";
import type { Targets } from "./targets.js";

/** How a network learns targets of one kind from its logits, (examples, classes). */
export interface Objective<T extends Targets = Targets> {
  /**
   * What probabilities the network should give, (examples, classes). The share `smoothing` of each is spread: over all
   * classes, or over having a label and not having it.
   */
  wanted(targets: T, classes: number, smoothing: number): tf.Tensor2D;
  /** The mean loss against wanted probabilities; a scalar, in nats. */
  loss(logits: tf.Tensor2D, wanted: tf.Tensor2D): tf.Scalar;
  /** The probabilities that the network gives. */
  probabilities(logits: tf.Tensor2D): tf.Tensor2D;
}

const ONE_CLASS: Objective<Extract<Targets, { kind: "class" }>> = {
  wanted: ({ classes }, count, smoothing) => smoothedTargets(classes, count, smoothing),
  loss: crossEntropy,
  probabilities: (logits) => tf.softmax(logits),
};

const LABELS: Objective<Extract<Targets, { kind: "labels" }>> = {
  wanted: ({ sets, labels }, count, smoothing) => smoothedSets(sets, labels, count, smoothing),
  loss: binaryCrossEntropy,
  probabilities: (logits) => tf.sigmoid(logits),
};

/** The objective for a kind of targets; it is given targets of that kind only. */
export const objectiveOf = (kind: Targets["kind"]): Objective =>
  (kind === "class" ? ONE_CLASS : LABELS) as Objective;
