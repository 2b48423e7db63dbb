import * as tf from "@tensorflow/tfjs-core";
import { batchNorm } from "../batch-norm.js";
import { afterStride, depthwise } from "../depthwise.js";
import { maxOverBins } from "./bins.js";
import type { MapOperations, Maps } from "./operations.js";
import { firstRows } from "./rows.js";

/**
 * Maps in the layout (channels, batch * positions), on which every operation is a matrix product or works along rows.
 * Every backend has the gradients. It is made for maps of up to about 14 x 14: the matrices of depthwise convolutions
 * grow with the square of the number of positions.
 */
export const channelsFirst: MapOperations = {
  stem: (patches, weights, size) => ({ data: tf.matMul(weights, patches), size }),
  pointwise: ({ data, size }, weights) => ({ data: tf.matMul(weights, data), size }),
  depthwise({ data, size }, kernel, stride) {
    const [channels] = data.shape;
    const convolved = depthwise(tf.reshape(data, [channels, -1, size * size]), kernel, size, stride);
    return { data: tf.reshape(convolved, [channels, -1]), size: afterStride(size, stride) };
  },
  norm({ data, size }, { name, gamma, beta, act, norms }) {
    const use = norms && { source: norms, name, count: norms.examples * size * size };
    const [scale, shift] = [gamma, beta].map((column) => firstRows(column, data.shape[0]));
    return { data: batchNorm(data, scale, shift, { act, use }), size };
  },
  add: ({ data, size }, others) => ({ data: tf.add(data, others.data), size }),
  pooled: (maps) => tf.mean(planesOf(maps), 2),
  gated(maps, gates) {
    const planes = planesOf(maps);
    const [channels] = planes.shape;
    const product = tf.mul(planes, tf.reshape(gates, [channels, -1, 1]));
    return { data: tf.reshape(product, [channels, -1]), size: maps.size };
  },
  tap({ data, size }, skip, side) {
    const [channels] = data.shape;
    const maps = tf.slice(tf.reshape(data, [channels, -1, size, size]), [0, skip, 0, 0]);
    const pooled = maxOverBins(maxOverBins(maps, 2, side), 3, side);
    return tf.transpose(tf.reshape(pooled, [channels, -1, side * side]), [1, 2, 0]);
  },
};

/** Returns maps as (channels, batch, positions). */
const planesOf = ({ data, size }: Maps): tf.Tensor3D => tf.reshape(data, [data.shape[0], -1, size * size]);
