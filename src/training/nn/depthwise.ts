import * as tf from "@tensorflow/tfjs-core";

/** Height (= width) of a map after a convolution of that stride with "same" padding. */
export const afterStride = (size: number, stride: number): number => Math.ceil(size / stride);

/**
 * Depthwise convolution as one matrix product per channel: `x` (channels, batch, height * width) times a matrix
 * (height * width, outHeight * outWidth) per channel that holds the kernel's taps where output and input positions
 * meet. For maps as small as those of AV-MNIST this is faster than the convolution kernels, and its gradients are
 * matrix products again, so that every backend has them. `kernel` is (channels, k * k); zero padding k / 2 on each
 * side, as in PyTorch (an output position of stride s is centred on s times its index).
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
 * (k * k, height * width * outHeight * outWidth), one where a tap of the kernel links an input to an output position;
 * kept.
 */
function placement(k: number, size: number, stride: number): tf.Tensor2D {
  const key = `${k}/${size}/${stride}/${tf.getBackend()}`;
  let found = placements.get(key);
  if (found === undefined) {
    found = tf.keep(draw(k, size, stride));
    placements.set(key, found);
  }
  return found;
}

function draw(k: number, size: number, stride: number): tf.Tensor2D {
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
