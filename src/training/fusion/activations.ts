import * as tf from "@tensorflow/tfjs-core";

/**
 * Computes x * tanh(softplus(x)) (Misra, 2019), elementwise, with tanh(log(1 + e^x)) = (u - 1) / (u + 1) and
 * u = (1 + e^x)^2. In the exponent, x is limited to 20 so that it does not overflow.
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

/** Multiplies the first half of the columns by the sigmoid of the second (Dauphin et al., 2017): (n, 2 c) to (n, c). */
export function gatedLinear(x: tf.Tensor2D): tf.Tensor2D {
  const [n, width] = x.shape;
  const value = tf.slice(x, [0, 0], [n, width / 2]);
  const gate = tf.slice(x, [0, width / 2], [n, width / 2]);
  return tf.mul(value, tf.sigmoid(gate));
}
