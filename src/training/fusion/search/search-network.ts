import * as tf from "@tensorflow/tfjs-core";
import { FUSION_OPERATORS } from "../../../space/network/layer.js";
import { ParameterLayout, weightOf } from "../../nn/parameters.js";
import { gatedLinear, mish } from "../activations.js";
import { classify, declareClassifier, type FusionShape } from "../network.js";
import { columnNorm } from "../norms.js";
import { attention, declareNorm, exampleNorm, OPERATORS, type Pass, POSITIONS } from "../operators.js";
import { declareProjections, type MomentTensors, project } from "../projection.js";

/** The candidates of an edge of the search network, in the order of its logits. */
export const EDGE_CHOICES = ["none", "skip"] as const;
const SKIP = 1;

/**
 * The continuous relaxation of all fusion networks with a given number of cells and nodes. A cell reads a mixture of
 * all taps and earlier cells (alpha). A node reads a mixture of the cell's inputs and earlier nodes (beta) and applies
 * a mixture of all operators (gamma). As in the implementation of Harmonic-NAS, both inputs of a cell, and of an
 * operator, are the same mixture during the search. The convolutional operators therefore need one matrix instead of
 * two, and share one matrix product and one batch norm.
 */
export class SearchNetwork {
  readonly weights = new ParameterLayout();
  /** Per cell C and node N, from 1: alpha.C (taps + C - 1, 2), beta.C.N (N + 1, 2), gamma.C.N (6 operators). */
  readonly architecture = new ParameterLayout();

  constructor(
    readonly cells: number,
    readonly nodes: number,
    readonly shape: FusionShape,
  ) {
    const { taps, inChannels, channels } = shape;
    declareProjections(this.weights, taps.length, inChannels, channels);
    for (let c = 1; c <= cells; c++) {
      this.architecture.constant(`alpha.${c}`, [taps.length + c - 1, EDGE_CHOICES.length], 0);
      for (let n = 1; n <= nodes; n++) {
        this.architecture.constant(`beta.${c}.${n}`, [n + 1, EDGE_CHOICES.length], 0);
        this.architecture.constant(`gamma.${c}.${n}`, [FUSION_OPERATORS.length], 0);
        declareMixed(this.weights, `cell${c}.node${n}`, channels);
      }
      declareNorm(this.weights, `cell${c}`, POSITIONS * channels);
    }
    declareClassifier(this.weights, cells, shape);
  }

  /**
   * Computes the logits (batch, classes).
   *
   * @param choices the architecture parameters
   * @param maps (taps, batch * 16, inChannels), of all taps
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
          applyMixed(pass, `cell${c}.node${n}`, mixture, tf.softmax(weightOf(choices, `gamma.${c}.${n}`))),
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

function declareMixed(layout: ParameterLayout, name: string, channels: number): void {
  layout.weight(`${name}.convolutions`, [channels, 4 * channels], channels);
  declareNorm(layout, `${name}.convolutions`, 4 * channels);
  OPERATORS.ScaleDotAttn.declare(layout, `${name}.attention`, channels);
  OPERATORS.SE1.declare(layout, `${name}.se`, channels);
}

/**
 * Applies all six operators to (x, x) and sums the results, weighted by `gamma` (6) in the order of FUSION_OPERATORS.
 */
function applyMixed(pass: Pass, name: string, x: tf.Tensor2D, gamma: tf.Tensor): tf.Tensor2D {
  const [n, channels] = x.shape;
  const product: tf.Tensor2D = tf.matMul(x, weightOf(pass.weights, `${name}.convolutions`) as tf.Tensor2D);
  const normed = columnNorm(
    product,
    weightOf(pass.weights, `${name}.convolutions.gamma`),
    weightOf(pass.weights, `${name}.convolutions.beta`),
  );
  const part = (from: number, width: number) => tf.slice(normed, [0, from * channels], [n, width * channels]);
  const weight = (operator: string) => tf.slice(gamma, [FUSION_OPERATORS.indexOf(operator as "Sum")], [1]);
  const results: Record<string, tf.Tensor2D> = {
    ScaleDotAttn: exampleNorm(pass, `${name}.attention`, attention(x, x, channels)),
    LinearGLU: gatedLinear(part(0, 2)),
    ConcatFC: tf.relu(part(2, 1)),
    SE1: OPERATORS.SE1.apply(pass, `${name}.se`, x, x),
    CatConvMish: mish(part(3, 1)) as tf.Tensor2D,
  };
  const sum = tf.mul(x, tf.mul(weight("Sum"), 2));
  return tf.addN([
    sum,
    ...Object.entries(results).map(([operator, map]) => tf.mul(map, weight(operator))),
  ]) as tf.Tensor2D;
}
