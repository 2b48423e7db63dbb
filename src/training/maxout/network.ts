import * as tf from "@tensorflow/tfjs-core";
import type { MaxoutPlan, TextPlan } from "../../export/text-plan.js";
import { columnNorm } from "../fusion/norms.js";
import type { NormSource } from "../nn/norm-source.js";
import { ParameterLayout, type Weights, weightOf } from "../nn/parameters.js";

/** What the network hands on: its hidden layers (examples, width), before their batch norms, and its logits. */
export interface MaxoutResult {
  readonly hidden: readonly tf.Tensor2D[];
  /** (examples, classes). */
  readonly logits: tf.Tensor2D;
}

/** A forward pass. */
export interface MaxoutPass {
  /** Applies dropout in training; returns its argument in evaluation. */
  readonly drop: (x: tf.Tensor2D) => tf.Tensor2D;
  /** Provides the batch norms in evaluation; absent in training. */
  readonly norms?: NormSource;
}

/**
 * A network of Maxout blocks (Goodfellow et al., 2013) on vectors: dense layer, the largest of each group of outputs,
 * batch norm and dropout, and after the last block a linear classifier.
 */
export class MaxoutNetwork {
  readonly layout = new ParameterLayout();

  constructor(
    readonly plan: TextPlan,
    readonly classes: number,
  ) {
    for (const { name, inputs, width, pool } of plan.blocks) {
      this.layout.weight(name, [inputs, width * pool], inputs);
      this.layout.constant(`${name}.bias`, [width * pool], 0);
      this.layout.constant(`${name}.gamma`, [width], 1);
      this.layout.constant(`${name}.beta`, [width], 0);
    }
    const last = plan.blocks[plan.blocks.length - 1].width;
    this.layout.weight("classifier", [last, classes], 2 * last);
    this.layout.constant("classifier.bias", [classes], 0);
  }

  /** @param inputs (examples, values) */
  apply(weights: Weights, inputs: tf.Tensor2D, pass: MaxoutPass): MaxoutResult {
    const hidden: tf.Tensor2D[] = [];
    let x = inputs;
    for (const block of this.plan.blocks) {
      const largest = maxout(weights, block, x);
      hidden.push(largest);
      x = pass.drop(normed(weights, block, largest, pass.norms));
    }
    return { hidden, logits: dense(weights, "classifier", x) };
  }
}

const dense = (weights: Weights, name: string, x: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.matMul(x, weightOf(weights, name) as tf.Tensor2D), weightOf(weights, `${name}.bias`));

function maxout(weights: Weights, { name, width, pool }: MaxoutPlan, x: tf.Tensor2D): tf.Tensor2D {
  return tf.max(tf.reshape(dense(weights, name, x), [-1, width, pool]), 2);
}

function normed(
  weights: Weights,
  { name }: MaxoutPlan,
  x: tf.Tensor2D,
  norms: NormSource | undefined,
): tf.Tensor2D {
  return columnNorm(x, weightOf(weights, `${name}.gamma`), weightOf(weights, `${name}.beta`), {
    use: norms && { source: norms, name, count: norms.examples },
  });
}
