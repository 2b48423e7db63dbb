import * as tf from "@tensorflow/tfjs-core";

/**
 * x * tanh(softplus(x)) (Misra, 2019), with tanh(log(1 + e^x)) = (u - 1) / (u + 1), u = (1 + e^x)^2; x is cut at 20.
 */
export const mish = tf.customGrad((...inputs) => {
  const [x, save] = inputs as [tf.Tensor, tf.GradSaveFunc];
  const u = tf.square(tf.add(tf.exp(tf.minimum(x, 20)), 1));
  const gate = tf.div(tf.sub(u, 1), tf.add(u, 1));
  save([x, gate]);
  return {
    value: tf.mul(x, gate),
    gradFunc: (dy: tf.Tensor, [x, gate]: tf.Tensor[]) => {
      const slope = tf.mul(tf.mul(x, tf.sigmoid(x)), tf.sub(1, tf.square(gate)));
      return tf.mul(dy, tf.add(gate, slope));
    },
  };
}) as (x: tf.Tensor) => tf.Tensor;

/** First half of the columns times the sigmoid of the second (Dauphin et al., 2017): (n, 2 c) to (n, c). */
export function gatedLinear(x: tf.Tensor2D): tf.Tensor2D {
  const [n, width] = x.shape;
  const value = tf.slice(x, [0, 0], [n, width / 2]);
  const gate = tf.slice(x, [0, width / 2], [n, width / 2]);
  return tf.mul(value, tf.sigmoid(gate));
}
