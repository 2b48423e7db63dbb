import * as tf from "@tensorflow/tfjs-core";

/** Returns the side of a square map of side `size` after a convolution with this stride and "same" padding. */
export const afterStride = (size: number, stride: number): number => Math.ceil(size / stride);

/**
 * Computes a depthwise convolution as one matrix product per channel: `x` (channels, batch, size * size) times a matrix
 * (size * size, out * out) per channel, which has the kernel's weights where an input position contributes to an output
 * position. Returns (channels, batch, out * out), where `out` is `afterStride(size, stride)`. For maps as small as
 * those of AV-MNIST this is faster than the convolution kernels of the backends, and its gradients are matrix products
 * as well, which every backend supports.
 *
 * @param kernel (channels, k * k) with odd k; as in PyTorch with padding (k - 1) / 2, the output position i is centred
 *   on the input position `stride` * i
 * @param size side of the square input maps
 */
export function depthwise(x: tf.Tensor3D, kernel: tf.Tensor2D, size: number, stride: number): tf.Tensor3D {
  const channels = kernel.shape[0];
  const k = Math.sqrt(kernel.shape[1]);
  const out = afterStride(size, stride);
  const matrices = tf.matMul(kernel, placement(k, size, stride));
  return tf.matMul(x, tf.reshape(matrices, [channels, size * size, out * out]));
}

const placements = new Map<string, tf.Tensor2D>();

/**
 * Returns a matrix (k * k, size * size * out * out) that is 1 where an element of the kernel links an input position to
 * an output position, and 0 elsewhere. It is computed once per shape and backend and is never disposed of.
 */
function placement(k: number, size: number, stride: number): tf.Tensor2D {
  const key = `${k}/${size}/${stride}/${tf.getBackend()}`;
  let found = placements.get(key);
  if (found === undefined) {
    found = tf.keep(newPlacement(k, size, stride));
    placements.set(key, found);
  }
  return found;
}

function newPlacement(k: number, size: number, stride: number): tf.Tensor2D {
  const out = afterStride(size, stride);
  const links = size * size * out * out;
  const data = new Float32Array(k * k * links);
  const half = (k - 1) / 2;
  for (let tap = 0; tap < k * k; tap++) {
    const dy = Math.floor(tap / k) - half;
    const dx = (tap % k) - half;
    for (let row = 0; row < out; row++) {
      for (let column = 0; column < out; column++) {
        const y = row * stride + dy;
        const x = column * stride + dx;
        if (y < 0 || x < 0 || y >= size || x >= size) continue;
        data[tap * links + (y * size + x) * out * out + row * out + column] = 1;
      }
    }
  }
  return tf.tensor2d(data, [k * k, links]);
}
