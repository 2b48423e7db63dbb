import * as tf from "@tensorflow/tfjs-core";

/** x * relu6(x + 3) / 6 (Howard et al., 2019). */
export function hSwish<T extends tf.Tensor>(x: T): T {
  return differentiable(x) as T;
}

const differentiable = tf.customGrad((...inputs) => {
  const [x, save] = inputs as [tf.Tensor, tf.GradSaveFunc];
  save([x]);
  const gate = (x: tf.Tensor) => tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1);
  return {
    value: tf.mul(x, gate(x)),
    gradFunc: (dy: tf.Tensor, [x]: tf.Tensor[]) => {
      const isBent = tf.cast(tf.less(tf.abs(x), 3), "float32");
      return tf.mul(dy, tf.add(gate(x), tf.mul(tf.mul(x, isBent), 1 / 6)));
    },
  };
});

/** relu6(x + 3) / 6. */
export function hSigmoid<T extends tf.Tensor>(x: T): T {
  return tf.div(tf.clipByValue(tf.add(x, 3), 0, 6), 6) as T;
}
