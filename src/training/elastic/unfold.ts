import type { Shape } from "../../space/network/layer.js";
import { afterStride } from "../nn/depthwise.js";

/**
 * Returns the 3x3 patches that a convolution of stride 2 reads (im2col), so that the convolution becomes one matrix
 * product: row-major (channels * 9, count * positions), with zeros beyond the edge.
 *
 * @param inputs (count, channels, height, width), row-major
 */
export function unfold(inputs: Float32Array, [channels, height, width]: Shape): Float32Array {
  const count = inputs.length / (channels * height * width);
  const outHeight = afterStride(height, 2);
  const outWidth = afterStride(width, 2);
  const columns = count * outHeight * outWidth;
  const patches = new Float32Array(channels * 9 * columns);
  for (let row = 0; row < channels * 9; row++) {
    const channel = Math.floor(row / 9);
    const dy = Math.floor((row % 9) / 3) - 1;
    const dx = (row % 3) - 1;
    let at = row * columns;
    for (let n = 0; n < count; n++) {
      const image = (n * channels + channel) * height * width;
      for (let i = 0; i < outHeight; i++) {
        const y = 2 * i + dy;
        for (let j = 0; j < outWidth; j++, at++) {
          const x = 2 * j + dx;
          if (y >= 0 && y < height && x >= 0 && x < width) patches[at] = inputs[image + y * width + x];
        }
      }
    }
  }
  return patches;
}
