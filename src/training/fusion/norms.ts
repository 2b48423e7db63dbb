import * as tf from "@tensorflow/tfjs-core";
import type { NormUse } from "../nn/norm-source.js";

const EPSILON = 1e-5;

/**
 * Applies batch norm over the rows of `x` (n, channels), then ReLU if `relu`. `gamma` and `beta` are (channels).
 * Without `use`, the statistics are those of all rows, as in training; in evaluation, `use` provides scale and shift.
 * Column sums are matrix products, which are several times faster than reductions over the first axis.
 */
export function columnNorm(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  { relu = false, use }: { readonly relu?: boolean; readonly use?: NormUse | undefined } = {},
): tf.Tensor2D {
  if (use === undefined) return (relu ? columnNormRelu : columnNormPlain)(x, gamma, beta) as tf.Tensor2D;
  const { source, name, count } = use;
  const channels = x.shape[1];
  const { scale, shift } = source.of(name, [1, channels], () =>
    columnStatistics(tf.slice(x, [0, 0], [count, channels]), gamma, beta),
  );
  const y = tf.add(tf.mul(x, scale), shift) as tf.Tensor2D;
  return relu ? tf.relu(y) : y;
}

function columnMean(x: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(tf.fill([1, x.shape[0]], 1 / x.shape[0]), x);
}

function columnStatistics(x: tf.Tensor2D, gamma: tf.Tensor, beta: tf.Tensor) {
  const mean = columnMean(x);
  const variance = tf.relu(tf.sub(columnMean(tf.square(x)), tf.square(mean)));
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  const scale = tf.mul(inverse, gamma);
  return { mean, inverse, scale, shift: tf.sub(beta, tf.mul(mean, scale)) };
}

const columnNormWith = (relu: boolean) =>
  tf.customGrad((...inputs) => {
    const [x, gamma, beta, save] = inputs as [tf.Tensor2D, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const { mean, inverse, scale, shift } = columnStatistics(x, gamma, beta);
    const y = tf.add(tf.mul(x, scale), shift);
    const value = relu ? tf.relu(y) : y;
    save([x, mean, inverse, scale, value]);
    return {
      value,
      gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => {
        const [x, mean, inverse, scale, value] = saved as tf.Tensor2D[];
        const dy = (
          relu ? tf.mul(upstream, tf.cast(tf.greater(value, 0), "float32")) : upstream
        ) as tf.Tensor2D;
        const meanDy = columnMean(dy);
        const meanDyX = tf.mul(
          inverse,
          tf.sub(columnMean(tf.mul(dy, x) as tf.Tensor2D), tf.mul(mean, meanDy)),
        );
        const slope = tf.neg(tf.mul(tf.mul(scale, inverse), meanDyX));
        const offset = tf.neg(tf.add(tf.mul(scale, meanDy), tf.mul(slope, mean)));
        const n = x.shape[0];
        const flat = [x.shape[1]];
        return [
          tf.add(tf.add(tf.mul(dy, scale), tf.mul(x, slope)), offset),
          tf.reshape(tf.mul(meanDyX, n), flat),
          tf.reshape(tf.mul(meanDy, n), flat),
        ];
      },
    };
  });
const columnNormPlain = columnNormWith(false);
const columnNormRelu = columnNormWith(true);

/** Applies layer norm (Ba et al., 2016) to every row of `x` (n, size), with scale `gamma` and shift `beta` (size). */
export function layerNorm(x: tf.Tensor2D, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor2D {
  return tf.add(tf.mul(standardisedRows(x), gamma), beta) as tf.Tensor2D;
}

/** Normalises every row to mean 0 and variance 1. */
const standardisedRows = tf.customGrad((...inputs) => {
  const [x, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc];
  const mean = tf.mean(x, 1, true);
  const variance = tf.relu(tf.sub(tf.mean(tf.square(x), 1, true), tf.square(mean)));
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  const value = tf.sub(tf.mul(x, inverse), tf.mul(mean, inverse));
  save([value, inverse]);
  return {
    value,
    gradFunc: (dy: tf.Tensor, [value, inverse]: tf.Tensor[]) => {
      const along = tf.mean(tf.mul(dy, value), 1, true);
      const offset = tf.mean(dy, 1, true);
      return tf.mul(tf.sub(tf.sub(dy, tf.mul(value, along)), offset), inverse);
    },
  };
});
