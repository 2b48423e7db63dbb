import * as tf from "@tensorflow/tfjs-core";
import { COST_METRICS } from "../../../base/metric.js";
import type { OperatorCost } from "../../../hardware/types.js";
import { FUSION_OPERATORS } from "../../../space/network/layer.js";
import { type Weights, weightOf } from "../../nn/parameters.js";

/** Latency and energy of each operator on a device, by the operator's name. */
export type OperatorCosts = Readonly<Record<string, OperatorCost>>;

/** How much latency and energy weigh against the cross-entropy; 0 and 0: accuracy only. */
export interface CostWeights {
  readonly latency: number;
  readonly energy: number;
}

/**
 * The differentiable hardware term of the architecture step: the mean over all nodes of the expected latency under
 * softmax(gamma), min-max normalised over the six operators, under a square root, and the same of energy; weighted.
 */
export function costTerm(
  costs: OperatorCosts,
  weights: CostWeights,
): (choices: Weights, cells: number, nodes: number) => tf.Tensor {
  const terms = COST_METRICS.map((metric) => {
    const values = FUSION_OPERATORS.map((operator) => Number(costs[operator][metric]));
    const least = Math.min(...values);
    const range = Math.max(...values) - least || 1;
    return { weight: weights[metric], normalised: values.map((value) => (value - least) / range) };
  });
  return (choices, cells, nodes) => {
    const gammas: tf.Tensor[] = [];
    for (let c = 1; c <= cells; c++) {
      for (let n = 1; n <= nodes; n++) gammas.push(tf.softmax(weightOf(choices, `gamma.${c}.${n}`)));
    }
    const mean = tf.div(tf.addN(gammas), gammas.length);
    return tf.addN(
      terms.map(({ weight, normalised }) =>
        tf.mul(tf.sqrt(tf.add(tf.sum(tf.mul(mean, tf.tensor1d(normalised))), 1e-6)), weight),
      ),
    );
  };
}
