import * as tf from "@tensorflow/tfjs-core";
import type { FusionOperator } from "../../../space/network/layer.js";
import { ParameterLayout, weightOf } from "../../nn/parameters.js";
import { classify, declareClassifier, type FusionShape } from "../network.js";
import { declareNorm, exampleNorm, type Pass } from "../operators.js";
import { declareProjections, type MomentTensors, project } from "../projection.js";
import { applyMixed, declareMixed } from "./mixed-operator.js";

/** The candidates of an edge of the search network, in the order of its logits. */
export const EDGE_CHOICES = ["none", "skip"] as const;
const SKIP = 1;

/**
 * The continuous relaxation of all fusion networks with a given number of cells and nodes. A cell reads a mixture of
 * all taps and earlier cells (alpha). A node reads a mixture of the cell's inputs and earlier nodes (beta) and applies
 * a mixture of all operators of the space (gamma). As in the implementation of Harmonic-NAS, both inputs of a cell,
 * and of an operator, are the same mixture during the search.
 */
export class SearchNetwork {
  readonly weights = new ParameterLayout();
  /** Per cell C and node N, from 1: alpha.C (taps + C - 1, 2), beta.C.N (N + 1, 2), gamma.C.N (operators). */
  readonly architecture = new ParameterLayout();

  constructor(
    readonly cells: number,
    readonly nodes: number,
    readonly shape: FusionShape,
    /** In the order of the genes' choices. */
    readonly operators: readonly FusionOperator[],
  ) {
    const { taps, inChannels, channels, positions } = shape;
    declareProjections(this.weights, taps.length, inChannels, channels);
    for (let c = 1; c <= cells; c++) {
      this.architecture.constant(`alpha.${c}`, [taps.length + c - 1, EDGE_CHOICES.length], 0);
      for (let n = 1; n <= nodes; n++) {
        this.architecture.constant(`beta.${c}.${n}`, [n + 1, EDGE_CHOICES.length], 0);
        this.architecture.constant(`gamma.${c}.${n}`, [operators.length], 0);
        declareMixed(this.weights, `cell${c}.node${n}`, shape, operators);
      }
      declareNorm(this.weights, `cell${c}`, positions * channels);
    }
    declareClassifier(this.weights, cells, shape);
  }

  /**
   * Computes the logits (batch, classes).
   *
   * @param choices the architecture parameters
   * @param maps (taps, batch * positions, inChannels), of all taps
   */
  logits(pass: Pass, choices: Pass["weights"], maps: tf.Tensor3D, moments: MomentTensors): tf.Tensor2D {
    const projected = project(pass, maps, moments);
    const [taps, rows, channels] = projected.shape;
    const flat = tf.reshape(projected, [taps, rows * channels]) as tf.Tensor2D;
    const cells: tf.Tensor2D[] = [];
    for (let c = 1; c <= this.cells; c++) {
      const alpha = skipWeights(weightOf(choices, `alpha.${c}`));
      const mixedTaps = tf.reshape(
        tf.matMul(tf.reshape(tf.slice(alpha, 0, taps), [1, taps]) as tf.Tensor2D, flat),
        [rows, channels],
      );
      const input = tf.addN([
        mixedTaps,
        ...cells.map((cell, i) => tf.mul(cell, tf.slice(alpha, taps + i, 1))),
      ]) as tf.Tensor2D;
      const states: tf.Tensor2D[] = [];
      for (let n = 1; n <= this.nodes; n++) {
        const beta = skipWeights(weightOf(choices, `beta.${c}.${n}`));
        const fromInputs = tf.mul(input, tf.sum(tf.slice(beta, 0, 2)));
        const mixture = tf.addN([
          fromInputs,
          ...states.map((state, i) => tf.mul(state, tf.slice(beta, 2 + i, 1))),
        ]) as tf.Tensor2D;
        states.push(
          applyMixed(pass, `cell${c}.node${n}`, mixture, {
            operators: this.operators,
            gamma: tf.softmax(weightOf(choices, `gamma.${c}.${n}`)),
          }),
        );
      }
      cells.push(exampleNorm(pass, `cell${c}`, tf.add(states[states.length - 1], input)));
    }
    return classify(pass, cells);
  }
}

/** Returns the softmax weight of `skip` for each edge, (edges). */
function skipWeights(logits: tf.Tensor): tf.Tensor1D {
  const weights = tf.softmax(logits as tf.Tensor2D);
  return tf.reshape(tf.slice(weights, [0, SKIP], [weights.shape[0], 1]), [-1]) as tf.Tensor1D;
}
