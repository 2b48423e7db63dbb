import * as tf from "@tensorflow/tfjs-core";

/** Returns the first `count` rows of a matrix. */
export const firstRows = (matrix: tf.Tensor2D, count: number): tf.Tensor2D =>
  matrix.shape[0] === count ? matrix : tf.slice(matrix, [0, 0], [count, matrix.shape[1]]);
