import * as tf from "@tensorflow/tfjs-core";
import { COST_METRICS } from "../../../base/metric.js";
import type { OperatorCost } from "../../../hardware/types.js";
import type { FusionOperator } from "../../../space/network/layer.js";
import { type Weights, weightOf } from "../../nn/parameters.js";

/**
 * Latency [ms] and energy [mJ] of each fusion operator on a device, by the operator's name. Without energies, their
 * term is constant.
 */
export type OperatorCosts = Readonly<Record<string, OperatorCost>>;

/** Weights of latency and energy relative to the loss. With 0 and 0, the search optimises accuracy only. */
export interface CostWeights {
  readonly latency: number;
  readonly energy: number;
}

/**
 * Returns a function that computes the differentiable cost term of the architecture step, smaller is better. For
 * latency and energy each, it is the square root of the expected cost of an operator, min-max normalised over the
 * operators and averaged over all nodes, times its weight. The expectation is under softmax(gamma).
 *
 * @param operators in the order of gamma
 */
export function costTerm(
  costs: OperatorCosts,
  weights: CostWeights,
  operators: readonly FusionOperator[],
): (choices: Weights, cells: number, nodes: number) => tf.Tensor {
  const terms = COST_METRICS.map((metric) => {
    const values = operators.map((operator) => Number(costs[operator][metric] ?? 0));
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
