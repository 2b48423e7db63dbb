import * as tf from "@tensorflow/tfjs-core";
import { hSwish } from "../activations.js";
import { type NormActivation, normaliserOf } from "../batch-norm.js";
import { afterStride } from "../depthwise.js";
import { maxOverBins } from "./bins.js";
import { nativeDepthwise, nativeNorm, nativeScaled } from "./native-kernels.js";
import type { MapNorm, MapOperations, Maps } from "./operations.js";
import { firstRows } from "./rows.js";

/**
 * Maps in the layout (batch * positions, channels), as the convolution kernels of native TensorFlow want them. Time and
 * memory grow with the number of positions, so that maps may be of any size.
 */
export const channelsLast: MapOperations = {
  stem: (patches, weights, size) => ({ data: tf.matMul(patches, weights, true, true), size }),
  pointwise: ({ data, size }, weights) => ({ data: tf.matMul(data, weights, false, true), size }),
  depthwise(maps, kernel, stride) {
    const [channels, taps] = kernel.shape;
    const side = Math.sqrt(taps);
    const filter = tf.reshape(tf.transpose(kernel), [side, side, channels, 1]) as tf.Tensor4D;
    const isUneven = stride === 2 && maps.size % 2 === 0;
    const half = (side - 1) / 2;
    const around: [number, number] = [half, half - 1];
    const images = imagesOf(maps);
    const padded = isUneven ? tf.pad(images, [[0, 0], around, around, [0, 0]]) : images;
    const convolved = nativeDepthwise(padded, filter, stride, isUneven ? "VALID" : "SAME");
    return { data: tf.reshape(convolved, [-1, channels]), size: afterStride(maps.size, stride) };
  },
  norm: (maps, norm) => ({ data: normalised(maps, norm), size: maps.size }),
  add: ({ data, size }, others) => ({ data: tf.add(data, others.data), size }),
  pooled: (maps) => tf.transpose(tf.mean<tf.Tensor2D>(pixelsOf(maps), 1)),
  gated(maps, gates) {
    const [channels] = gates.shape;
    const product = tf.mul(pixelsOf(maps), tf.reshape(tf.transpose(gates), [-1, 1, channels]));
    return { data: tf.reshape(product, [-1, channels]), size: maps.size };
  },
  tap(maps, skip, side) {
    const images = tf.slice(imagesOf(maps), [skip, 0, 0, 0]);
    const pooled = maxOverBins(maxOverBins(images, 1, side), 2, side);
    return tf.reshape(pooled, [-1, side * side, images.shape[3]]);
  },
};

/** Returns maps as (batch, height, width, channels). */
const imagesOf = ({ data, size }: Maps): tf.Tensor4D => tf.reshape(data, [-1, size, size, data.shape[1]]);

/** Returns maps as (batch, positions, channels). */
const pixelsOf = ({ data, size }: Maps): tf.Tensor3D => tf.reshape(data, [-1, size * size, data.shape[1]]);

function normalised({ data, size }: Maps, norm: MapNorm): tf.Tensor2D {
  const { name, act, norms } = norm;
  const [, channels] = data.shape;
  const [gamma, beta] = [norm.gamma, norm.beta].map((column) => firstRows(column, channels));
  const vector = (column: tf.Tensor): tf.Tensor1D => tf.reshape(column, [channels]);
  if (norms === undefined) return ACTIVATIONS[act](nativeNorm(data, vector(gamma), vector(beta)));
  const { scale, shift } = norms.of(name, [channels, 1], () => {
    const measured = tf.slice(data, [0, 0], [norms.examples * size * size, channels]);
    const [mean, meanSquare] = [measured, tf.square(measured)].map((x) => tf.reshape(tf.mean(x, 0), [-1, 1]));
    return normaliserOf(mean, meanSquare, gamma, beta);
  });
  return ACTIVATIONS[act](nativeScaled(data, vector(scale), vector(shift)));
}

const ACTIVATIONS: Readonly<Record<NormActivation, (x: tf.Tensor2D) => tf.Tensor2D>> = {
  none: (x) => x,
  relu: (x) => tf.relu(x),
  "h-swish": (x) => hSwish(x),
};
