import * as tf from "@tensorflow/tfjs-core";

/** Returns the mean cross-entropy, in nats, of `logits` against the distributions `targets`, both (batch, classes). */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1))) as tf.Scalar;
}

/**
 * Returns one-hot targets (batch, classes) with label smoothing (Szegedy et al., 2016): the fraction `smoothing` of the
 * probability is spread evenly over all classes.
 */
export function smoothedTargets(labels: ArrayLike<number>, classes: number, smoothing: number): tf.Tensor2D {
  const data = new Float32Array(labels.length * classes).fill(smoothing / classes);
  for (let i = 0; i < labels.length; i++) data[i * classes + labels[i]] += 1 - smoothing;
  return tf.tensor2d(data, [labels.length, classes]);
}

/**
 * Returns the mean binary cross-entropy, in nats, of `logits` x against the probabilities `targets` y, both
 * (batch, labels). Each value is computed as max(x, 0) - x y + log(1 + e^-|x|), which does not overflow for any logit.
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
 * Returns smoothed targets (examples, width) for sets of labels: 1 - `smoothing` / 2 for a label that an example has,
 * and `smoothing` / 2 for every other one, including the columns beyond `labels`.
 *
 * @param sets (examples, labels), row-major: 1 where an example has a label, else 0
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
