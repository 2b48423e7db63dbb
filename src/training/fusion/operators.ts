import * as tf from "@tensorflow/tfjs-core";
import type { NormSource } from "../nn/norm-source.js";
import { type ParameterLayout, type Weights, weightOf } from "../nn/parameters.js";
import { gatedLinear, mish } from "./activations.js";
import { columnNorm, layerNorm } from "./norms.js";

/** The parameters and settings of a forward pass. */
export interface Pass {
  readonly weights: Weights;
  readonly channels: number;
  /** Number of positions of every map, those of a square: 16 in Harmonic-NAS. */
  readonly positions: number;
  /** Applies dropout in training; returns its argument in evaluation. */
  readonly drop: <T extends tf.Tensor>(x: T) => T;
  /** Provides the batch norms in evaluation; absent in training. */
  readonly norms?: NormSource | undefined;
}

/** The shape of the maps of a fusion network. */
export type MapShape = Pick<Pass, "channels" | "positions">;

/** An operator on two maps (batch * positions, channels) whose result has the same shape. */
export interface FusionOperator {
  /** Declares the operator's parameters, whose names begin with `name`. */
  declare(layout: ParameterLayout, name: string, shape: MapShape): void;
  apply(pass: Pass, name: string, x: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D;
}

/** Batch norm with the parameters `name`, then ReLU if `relu`. */
const norm = (pass: Pass, name: string, x: tf.Tensor2D, relu: boolean): tf.Tensor2D =>
  columnNorm(x, weightOf(pass.weights, `${name}.gamma`), weightOf(pass.weights, `${name}.beta`), {
    relu,
    use: pass.norms && { source: pass.norms, name, count: pass.norms.examples * pass.positions },
  });

/** Applies layer norm to each example, over channels and positions: (batch * positions, channels) to the same shape. */
export function exampleNorm(pass: Pass, name: string, x: tf.Tensor2D): tf.Tensor2D {
  const rows = tf.reshape(x, [-1, pass.positions * x.shape[1]]) as tf.Tensor2D;
  const normed = layerNorm(
    rows,
    weightOf(pass.weights, `${name}.gamma`),
    weightOf(pass.weights, `${name}.beta`),
  );
  return tf.reshape(normed, x.shape);
}

/** Declares the scale and the shift, (size), of a batch norm or layer norm. */
export function declareNorm(layout: ParameterLayout, name: string, size: number): void {
  layout.constant(`${name}.gamma`, [size], 1);
  layout.constant(`${name}.beta`, [size], 0);
}

/** A 1x1 convolution of the concatenated channels of both maps, as the sum of two products, which avoids a copy. */
function concatConvolution(pass: Pass, name: string, x: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D {
  return tf.add(
    tf.matMul(x, weightOf(pass.weights, `${name}.x`) as tf.Tensor2D),
    tf.matMul(y, weightOf(pass.weights, `${name}.y`) as tf.Tensor2D),
  );
}

function declareConvolution(
  layout: ParameterLayout,
  name: string,
  { channels }: MapShape,
  width: number,
): void {
  layout.weight(`${name}.x`, [channels, width], 2 * channels);
  layout.weight(`${name}.y`, [channels, width], 2 * channels);
  declareNorm(layout, name, width);
}

const sum: FusionOperator = {
  declare() {},
  apply: (_pass, _name, x, y) => tf.add(x, y),
};

/** Scaled dot-product attention with x as queries and y as keys and values, then dropout and layer norm. */
const scaleDotAttention: FusionOperator = {
  declare: (layout, name, { positions, channels }) => declareNorm(layout, name, positions * channels),
  apply(pass, name, x, y) {
    const attended = pass.drop(attention(x, y, pass));
    return exampleNorm(pass, name, attended);
  },
};

/**
 * Computes scaled dot-product attention (Vaswani et al., 2017) over the positions of each example, with x as queries
 * and y as keys and values; all (batch * positions, channels).
 */
export function attention(x: tf.Tensor2D, y: tf.Tensor2D, { positions, channels }: MapShape): tf.Tensor2D {
  const [queries, values] = [x, y].map((map) => tf.reshape(map, [-1, positions, channels]) as tf.Tensor3D);
  const scores = tf.softmax(
    tf.mul(tf.matMul(queries, values, false, true), 1 / Math.sqrt(channels)) as tf.Tensor3D,
  );
  return tf.reshape(tf.matMul(scores, values), [-1, channels]);
}

const linearGlu: FusionOperator = {
  declare: (layout, name, shape) => declareConvolution(layout, name, shape, 2 * shape.channels),
  apply: (pass, name, x, y) =>
    pass.drop(gatedLinear(norm(pass, name, concatConvolution(pass, name, x, y), false))),
};

const concatFc: FusionOperator = {
  declare: (layout, name, shape) => declareConvolution(layout, name, shape, shape.channels),
  apply: (pass, name, x, y) => pass.drop(norm(pass, name, concatConvolution(pass, name, x, y), true)),
};

const catConvMish: FusionOperator = {
  declare: concatFc.declare,
  apply: (pass, name, x, y) =>
    pass.drop(mish(norm(pass, name, concatConvolution(pass, name, x, y), false)) as tf.Tensor2D),
};

/** Scales the channels of y by a gate computed from x: mean over positions, linear layer, ReLU, sigmoid. */
const squeezeExcite: FusionOperator = {
  declare(layout, name, { channels }) {
    layout.weight(`${name}.gate`, [channels, channels], channels);
    layout.constant(`${name}.bias`, [channels], 0);
  },
  apply(pass, name, x, y) {
    const shape = [-1, pass.positions, pass.channels];
    const pooled = tf.mean(tf.reshape(x, shape), 1) as tf.Tensor2D;
    const linear = tf.add(
      tf.matMul(pooled, weightOf(pass.weights, `${name}.gate`) as tf.Tensor2D),
      weightOf(pass.weights, `${name}.bias`),
    );
    const gate = tf.sigmoid(tf.relu(linear));
    return tf.reshape(tf.mul(tf.reshape(y, shape), tf.reshape(gate, [-1, 1, pass.channels])), y.shape);
  },
};

/** The six operators of Harmonic-NAS, by the choices of the genes `fusion.operator_C_N`. */
export const OPERATORS: Readonly<Record<string, FusionOperator>> = {
  Sum: sum,
  ScaleDotAttn: scaleDotAttention,
  LinearGLU: linearGlu,
  ConcatFC: concatFc,
  SE1: squeezeExcite,
  CatConvMish: catConvMish,
};
