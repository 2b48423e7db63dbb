import * as tf from "@tensorflow/tfjs-core";

/** Returns x * relu6(x + 3) / 6, elementwise: h-swish (Howard et al., 2019). */
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
      const isQuadratic = tf.cast(tf.less(tf.abs(x), 3), "float32");
      return tf.mul(dy, tf.add(gate(x), tf.mul(tf.mul(x, isQuadratic), 1 / 6)));
    },
  };
});

/** Returns relu6(x + 3) / 6, elementwise: h-sigmoid (Howard et al., 2019). */
export function hSigmoid<T extends tf.Tensor>(x: T): T {
  return tf.div(tf.clipByValue(tf.add(x, 3), 0, 6), 6) as T;
}
