import * as tf from "@tensorflow/tfjs-core";
import { binaryCrossEntropy, crossEntropy, smoothedSets, smoothedTargets } from "../nn/losses.js";
import type { Targets } from "./targets.js";

/** The training objective for targets of one kind, on logits (examples, classes). */
export interface Objective<T extends Targets = Targets> {
  /**
   * Returns the probabilities (examples, classes) that the network should learn, with label smoothing: the fraction
   * `smoothing` is spread over all classes or, for sets of labels, over having and not having each label.
   */
  targetProbabilities(targets: T, classes: number, smoothing: number): tf.Tensor2D;
  /** Returns the mean loss against target probabilities, in nats; smaller is better. */
  loss(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar;
  /** Returns the predicted probabilities (examples, classes). */
  probabilities(logits: tf.Tensor2D): tf.Tensor2D;
}

/** Softmax and cross-entropy. */
const ONE_CLASS: Objective<Extract<Targets, { kind: "class" }>> = {
  targetProbabilities: ({ classes }, count, smoothing) => smoothedTargets(classes, count, smoothing),
  loss: crossEntropy,
  probabilities: (logits) => tf.softmax(logits),
};

/** Sigmoid and binary cross-entropy, for each label independently. */
const LABELS: Objective<Extract<Targets, { kind: "labels" }>> = {
  targetProbabilities: ({ sets, labels }, count, smoothing) => smoothedSets(sets, labels, count, smoothing),
  loss: binaryCrossEntropy,
  probabilities: (logits) => tf.sigmoid(logits),
};

/** Returns the objective for a kind of targets. Its methods accept targets of that kind only. */
export const objectiveOf = (kind: Targets["kind"]): Objective =>
  (kind === "class" ? ONE_CLASS : LABELS) as Objective;
