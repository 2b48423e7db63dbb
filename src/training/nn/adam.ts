import * as tf from "@tensorflow/tfjs-core";

/** Hyperparameters of Adam other than the learning rate. */
export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled weight decay: each step multiplies by 1 - learning rate * this (Loshchilov and Hutter, 2019). */
  readonly weightDecay: number;
}

/** The defaults of Kingma and Ba (2015), without weight decay. */
export const ADAM: AdamSettings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };

/** The state of an optimiser of n parameters, from which it continues exactly. All arrays have length n. */
export interface AdamState {
  /** The parameters. */
  readonly values: Float32Array;
  /** Running mean of the gradients. */
  readonly first: Float32Array;
  /** Running mean of the squared gradients. */
  readonly second: Float32Array;
  /** Number of steps taken. */
  readonly steps: number;
}

/** A flat vector of n parameters with its Adam optimiser (Kingma and Ba, 2015). `dispose` frees its tensors. */
export class Adam {
  #values: tf.Tensor1D;
  #first: tf.Tensor1D;
  #second: tf.Tensor1D;
  #steps: number;
  readonly #decay: tf.Tensor1D;
  readonly #settings: AdamSettings;

  /** @param decayMask (n): 1 where weight decay applies, else 0 */
  constructor(state: AdamState, decayMask: Float32Array, settings: AdamSettings) {
    this.#values = tf.tensor1d(state.values);
    this.#first = tf.tensor1d(state.first);
    this.#second = tf.tensor1d(state.second);
    this.#steps = state.steps;
    this.#settings = settings;
    this.#decay = tf.tidy(() => tf.mul(tf.tensor1d(decayMask), settings.weightDecay));
  }

  /** Returns the state before the first step. */
  static initial(values: Float32Array): AdamState {
    return {
      values,
      first: new Float32Array(values.length),
      second: new Float32Array(values.length),
      steps: 0,
    };
  }

  /** The current parameters (n). The tensor belongs to the optimiser and is valid until the next step. */
  get values(): tf.Tensor1D {
    return this.#values;
  }

  /** Takes one step that lowers the loss with this `gradient` (n). The caller disposes of the gradient. */
  step(gradient: tf.Tensor1D, learningRate: number): void {
    const { beta1, beta2, epsilon } = this.#settings;
    this.#steps++;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** this.#steps)) / (1 - beta1 ** this.#steps);
    const scaledEpsilon = epsilon * Math.sqrt(1 - beta2 ** this.#steps);
    const [values, first, second] = tf.tidy(() => {
      const first = tf.add(tf.mul(this.#first, beta1), tf.mul(gradient, 1 - beta1));
      const second = tf.add(tf.mul(this.#second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const move = tf.div(tf.mul(first, rate), tf.add(tf.sqrt(second), scaledEpsilon));
      const decay = tf.mul(tf.mul(this.#values, this.#decay), learningRate);
      return [tf.sub(tf.sub(this.#values, move), decay), first, second] as tf.Tensor1D[];
    });
    this.dispose({ keepDecay: true });
    this.#values = values;
    this.#first = first;
    this.#second = second;
  }

  state(): AdamState {
    return {
      values: Float32Array.from(this.#values.dataSync()),
      first: Float32Array.from(this.#first.dataSync()),
      second: Float32Array.from(this.#second.dataSync()),
      steps: this.#steps,
    };
  }

  dispose(options: { readonly keepDecay?: boolean } = {}): void {
    tf.dispose([this.#values, this.#first, this.#second]);
    if (options.keepDecay !== true) this.#decay.dispose();
  }
}
