import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../base/random.js";

export type Shape = readonly number[];
/** Named tensors of one evaluation of a network: slices of its flat parameter vector, in their shapes. */
export type Weights = ReadonlyMap<string, tf.Tensor>;

interface Entry {
  readonly name: string;
  readonly shape: Shape;
  readonly size: number;
  readonly decays: boolean;
  readonly fill: (values: Float32Array, random: Random) => void;
}

/**
 * Where each parameter of a network lies in one flat vector. Training works on that vector: one gradient, one optimiser
 * state, one array in a checkpoint.
 */
export class ParameterLayout {
  readonly #entries: Entry[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** A weight matrix, normal with variance 2 / fanIn (He et al., 2015). */
  weight(name: string, shape: Shape, fanIn: number): void {
    const sd = Math.sqrt(2 / fanIn);
    this.#add(name, shape, true, (values, random) => {
      for (let i = 0; i < values.length; i++) values[i] = sd * random.normal();
    });
  }

  /** A vector or matrix that starts at one value and is not decayed: a bias, a scale of a batch norm. */
  constant(name: string, shape: Shape, value: number): void {
    this.#add(name, shape, false, (values) => values.fill(value));
  }

  /** A square matrix (n, n) that starts as the identity and is not decayed. */
  identity(name: string, n: number): void {
    this.#add(name, [n, n], false, (values) => {
      for (let i = 0; i < n; i++) values[i * n + i] = 1;
    });
  }

  #add(name: string, shape: Shape, decays: boolean, fill: Entry["fill"]): void {
    const size = shape.reduce((a, b) => a * b, 1);
    this.#entries.push({ name, shape, size, decays, fill });
    this.#size += size;
  }

  /** Initial values, (size). */
  initial(random: Random): Float32Array {
    const values = new Float32Array(this.#size);
    let at = 0;
    for (const { name, size, fill } of this.#entries) {
      fill(values.subarray(at, at + size), random.fork(name));
      at += size;
    }
    return values;
  }

  /** One where weight decay applies, else zero, (size). */
  decayMask(): Float32Array {
    const mask = new Float32Array(this.#size);
    let at = 0;
    for (const { size, decays } of this.#entries) {
      if (decays) mask.fill(1, at, at + size);
      at += size;
    }
    return mask;
  }

  /** The parameters in `flat` (size), by name; differentiable. Disposal is the caller's (`tf.tidy`). */
  view(flat: tf.Tensor1D): Weights {
    const parts = tf.split(
      flat,
      this.#entries.map(({ size }) => size),
    );
    return new Map(this.#entries.map(({ name, shape }, i) => [name, tf.reshape(parts[i], [...shape])]));
  }

  /** The same as `view`, for longer than a `tf.tidy`: the caller disposes of the tensors. */
  kept(values: Float32Array): Weights {
    const weights = new Map<string, tf.Tensor>();
    tf.tidy(() => {
      for (const [name, tensor] of this.view(tf.tensor1d(values))) weights.set(name, tf.keep(tensor));
    });
    return weights;
  }
}

/** The parameter of that name. */
export function weightOf(weights: Weights, name: string): tf.Tensor {
  const found = weights.get(name);
  if (found === undefined) throw new RangeError(`the network has no parameter "${name}"`);
  return found;
}
