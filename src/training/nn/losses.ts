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

/**
 * Mean binary cross-entropy of `logits` against the probabilities `targets`, both (batch, labels); a scalar. It is
 * max(x, 0) - x y + log(1 + e^-|x|) per value, which no logit makes overflow.
 */
export const binaryCrossEntropy = tf.customGrad((...inputs) => {
  const [logits, targets, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  save([logits, targets]);
  const log = tf.log(tf.add(tf.exp(tf.neg(tf.abs(logits))), 1));
  const value = tf.mean(tf.add(tf.sub(tf.relu(logits), tf.mul(logits, targets)), log));
  return {
    value,
    gradFunc: (dy: tf.Tensor, [logits, targets]: tf.Tensor[]) => {
      const each = tf.div(dy, logits.size);
      return [tf.mul(tf.sub(tf.sigmoid(logits), targets), each), tf.neg(tf.mul(logits, each))];
    },
  };
}) as (logits: tf.Tensor2D, targets: tf.Tensor2D) => tf.Scalar;

/**
 * Targets (examples, width) from sets of labels, (examples, labels) with 1 where an example has a label: 1 and 0, each
 * moved by half of `smoothing` towards the other. Columns beyond the labels are labels that no example has.
 */
export function smoothedSets(
  sets: ArrayLike<number>,
  labels: number,
  width: number,
  smoothing: number,
): tf.Tensor2D {
  const examples = sets.length / labels;
  const data = new Float32Array(examples * width).fill(smoothing / 2);
  for (let i = 0; i < sets.length; i++)
    data[Math.floor(i / labels) * width + (i % labels)] += sets[i] * (1 - smoothing);
  return tf.tensor2d(data, [examples, width]);
}
