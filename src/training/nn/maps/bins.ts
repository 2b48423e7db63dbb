import * as tf from "@tensorflow/tfjs-core";

/**
 * Reduces an axis of side s to `bins` by adaptive max pooling as in PyTorch: of n bins, bin i covers the positions from
 * floor(i s / n) to below ceil((i + 1) s / n).
 */
export function maxOverBins(whole: tf.Tensor, axis: number, bins: number): tf.Tensor {
  const size = whole.shape[axis];
  const parts = Array.from({ length: bins }, (_, i) => {
    const from = Math.floor((i * size) / bins);
    const begin = whole.shape.map(() => 0);
    const extent = [...whole.shape];
    begin[axis] = from;
    extent[axis] = Math.ceil(((i + 1) * size) / bins) - from;
    return tf.max(tf.slice(whole, begin, extent), axis, true);
  });
  return tf.concat(parts, axis);
}
