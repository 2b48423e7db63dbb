import * as tf from "@tensorflow/tfjs-core";
import { hSwish } from "./activations.js";
import type { NormUse } from "./norm-source.js";

const EPSILON = 1e-5;

/**
 * Applies batch norm over the columns of `x` (channels, n), then the activation `act`: each row is normalised to mean 0
 * and variance 1, scaled by `gamma` and shifted by `beta`, both (channels, 1). Without `use`, the statistics are those
 * of all columns, as in training; the gradient (Ioffe and Szegedy, 2015) is defined for this case only. In evaluation,
 * `use` provides scale and shift.
 */
export function batchNorm(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  { act = "none", use }: { readonly act?: NormActivation; readonly use?: NormUse | undefined } = {},
): tf.Tensor2D {
  if (use !== undefined) {
    const { source, name, count } = use;
    const [channels] = x.shape;
    const { scale, shift } = source.of(name, [channels, 1], () =>
      normaliser(tf.slice(x, [0, 0], [channels, count]), gamma, beta),
    );
    return ACTIVATIONS[act](tf.add(tf.mul(x, scale), shift));
  }
  if (act === "relu") return normThenRelu(x, gamma, beta) as tf.Tensor2D;
  return ACTIVATIONS[act](norm(x, gamma, beta) as tf.Tensor2D);
}

export type NormActivation = "none" | "relu" | "h-swish";

const ACTIVATIONS: Readonly<Record<NormActivation, (x: tf.Tensor2D) => tf.Tensor2D>> = {
  none: (x) => x,
  relu: (x) => tf.relu(x),
  "h-swish": (x) => hSwish(x),
};

function normaliser(x: tf.Tensor2D, gamma: tf.Tensor, beta: tf.Tensor) {
  const mean = tf.mean(x, 1, true);
  return normaliserOf(mean, tf.mean(tf.square(x), 1, true), gamma, beta);
}

/** Returns what normalises values of this mean and this mean square, all (channels, 1). */
export function normaliserOf(mean: tf.Tensor, meanSquare: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) {
  const variance = tf.relu(tf.sub(meanSquare, tf.square(mean)));
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  const scale = tf.mul(gamma, inverse);
  return { mean, inverse, scale, shift: tf.sub(beta, tf.mul(mean, scale)) };
}

const norm = tf.customGrad((...inputs) => {
  const [x, gamma, beta, save] = inputs as [tf.Tensor2D, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  const found = normaliser(x, gamma, beta);
  save([x, found.mean, found.inverse, found.scale]);
  return {
    value: tf.add(tf.mul(x, found.scale), found.shift),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => normGradient(dy, saved),
  };
});

/** `norm` and ReLU as one operation, which takes one pass over memory less than the two one after the other. */
const normThenRelu = tf.customGrad((...inputs) => {
  const [x, gamma, beta, save] = inputs as [tf.Tensor2D, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  const found = normaliser(x, gamma, beta);
  const value = tf.relu(tf.add(tf.mul(x, found.scale), found.shift));
  save([x, found.mean, found.inverse, found.scale, value]);
  return {
    value,
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
      normGradient(tf.mul(dy, tf.cast(tf.greater(saved[4], 0), "float32")), saved),
  };
});

/** dx = scale * (dy - dBeta / n - (x - mean) * inverse * dGamma / n), arranged to read x and dy only once each. */
function normGradient(dy: tf.Tensor, [x, mean, inverse, scale]: tf.Tensor[]): tf.Tensor[] {
  const n = x.shape[1] as number;
  const dBeta = tf.sum(dy, 1, true);
  const dGamma = tf.mul(inverse, tf.sub(tf.sum(tf.mul(dy, x), 1, true), tf.mul(mean, dBeta)));
  const slope = tf.neg(tf.div(tf.mul(tf.mul(scale, inverse), dGamma), n));
  const offset = tf.neg(tf.add(tf.div(tf.mul(scale, dBeta), n), tf.mul(slope, mean)));
  return [tf.add(tf.add(tf.mul(dy, scale), tf.mul(x, slope)), offset), dGamma, dBeta];
}
