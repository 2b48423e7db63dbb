import * as tf from "@tensorflow/tfjs-core";

/** Side of the maps that the fusion network reads. */
const TAP_SIDE = 4;

/**
 * Reduces an axis of side s to 4 by adaptive max pooling as in PyTorch: bin i covers the positions from floor(i s / 4)
 * to below ceil((i + 1) s / 4).
 */
export function maxOverBins(whole: tf.Tensor, axis: number): tf.Tensor {
  const size = whole.shape[axis];
  const parts = Array.from({ length: TAP_SIDE }, (_, i) => {
    const from = Math.floor((i * size) / TAP_SIDE);
    const begin = whole.shape.map(() => 0);
    const extent = [...whole.shape];
    begin[axis] = from;
    extent[axis] = Math.ceil(((i + 1) * size) / TAP_SIDE) - from;
    return tf.max(tf.slice(whole, begin, extent), axis, true);
  });
  return tf.concat(parts, axis);
}

/** Number of positions of a map that the fusion network reads. */
export const TAP_POSITIONS = TAP_SIDE * TAP_SIDE;
