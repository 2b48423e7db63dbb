import * as tf from "@tensorflow/tfjs-core";
import { type ParameterLayout, weightOf } from "../nn/parameters.js";
import { momentsOfTaps, type TapMoments } from "./features.js";
import type { Pass } from "./operators.js";

const EPSILON = 1e-5;

/** Declares the projections of `taps` taps from `inChannels` to `channels`: a 1x1 convolution with batch norm each. */
export function declareProjections(
  layout: ParameterLayout,
  taps: number,
  inChannels: number,
  channels: number,
): void {
  layout.weight("taps", [taps, inChannels, channels], inChannels);
  layout.constant("taps.gamma", [taps, 1, channels], 1);
  layout.constant("taps.beta", [taps, 1, channels], 0);
}

/** `TapMoments` of some taps as tensors. */
export interface MomentTensors {
  readonly mean: tf.Tensor3D;
  readonly covariance: tf.Tensor3D;
}

/** Copies the moments of `taps` to tensors, which the caller disposes of. */
export function momentTensors(
  moments: TapMoments,
  taps: readonly number[],
  inChannels: number,
): MomentTensors {
  const { mean, covariance } = momentsOfTaps(moments, taps, inChannels);
  return {
    mean: tf.tensor3d(mean, [taps.length, 1, inChannels]),
    covariance: tf.tensor3d(covariance, [taps.length, inChannels, inChannels]),
  };
}

/**
 * Projects every tap to `channels` by a 1x1 convolution, batch norm, ReLU and dropout: (taps, n, inChannels) to
 * (taps, n, channels). The taps come from frozen backbones, so the statistics of W x over the whole training set follow
 * from the mean m and covariance S of x: mean W m, variance diag(W S W^T). The batch norm is therefore folded into the
 * weights. It is exact, and the same in training and evaluation.
 */
export function project(pass: Pass, maps: tf.Tensor3D, { mean, covariance }: MomentTensors): tf.Tensor3D {
  const weights = weightOf(pass.weights, "taps") as tf.Tensor3D;
  const variance = tf.sum(tf.mul(weights, tf.matMul(covariance, weights)), 1, true);
  const scale = tf.mul(tf.rsqrt(tf.add(variance, EPSILON)), weightOf(pass.weights, "taps.gamma"));
  const folded = tf.mul(weights, scale) as tf.Tensor3D;
  const bias = tf.sub(weightOf(pass.weights, "taps.beta"), tf.matMul(mean, folded));
  return pass.drop(relu(tf.add(tf.matMul(maps, folded), bias)) as tf.Tensor3D);
}

/** ReLU whose gradient is computed from its result, as one comparison and one product. */
const relu = tf.customGrad((...inputs) => {
  const [x, save] = inputs as [tf.Tensor, tf.GradSaveFunc];
  const value = tf.relu(x);
  save([value]);
  return {
    value,
    gradFunc: (dy: tf.Tensor, [value]: tf.Tensor[]) => tf.mul(dy, tf.cast(tf.greater(value, 0), "float32")),
  };
});
