import * as tf from "@tensorflow/tfjs-core";

/** Mean cross-entropy of `logits` (batch, classes) against the distributions `targets` (batch, classes); a scalar. */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1))) as tf.Scalar;
}

/** One-hot targets (batch, classes) with the share `smoothing` spread over all classes. */
export function smoothedTargets(labels: ArrayLike<number>, classes: number, smoothing: number): tf.Tensor2D {
  const data = new Float32Array(labels.length * classes).fill(smoothing / classes);
  for (let i = 0; i < labels.length; i++) data[i * classes + labels[i]] += 1 - smoothing;
  return tf.tensor2d(data, [labels.length, classes]);
}
