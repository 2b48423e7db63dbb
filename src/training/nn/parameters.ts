import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../base/random.js";

export type Shape = readonly number[];
/** The parameters of a network as tensors in their shapes, by name. */
export type Weights = ReadonlyMap<string, tf.Tensor>;

interface Entry {
  readonly name: string;
  readonly shape: Shape;
  readonly size: number;
  readonly decays: boolean;
  readonly fill: (values: Float32Array, random: Random) => void;
}

/**
 * The positions of a network's parameters in one flat vector, in the order of their declaration. Training works on that
 * vector, so that there is one gradient, one optimiser state and one array in a checkpoint.
 */
export class ParameterLayout {
  readonly #entries: Entry[] = [];
  #size = 0;

  /** Number of values of all parameters. */
  get size(): number {
    return this.#size;
  }

  /** Declares a parameter with weight decay, drawn from a normal of variance 2 / `fanIn` (He et al., 2015). */
  weight(name: string, shape: Shape, fanIn: number): void {
    const sd = Math.sqrt(2 / fanIn);
    this.#add(name, shape, true, (values, random) => {
      for (let i = 0; i < values.length; i++) values[i] = sd * random.normal();
    });
  }

  /** Declares a parameter without weight decay, filled with `value`: a bias, or the scale of a batch norm. */
  constant(name: string, shape: Shape, value: number): void {
    this.#add(name, shape, false, (values) => values.fill(value));
  }

  /** Declares a matrix (n, n) without weight decay that starts as the identity. */
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

  /** Returns initial values (size). Each parameter draws from its own stream, which depends on its name. */
  initial(random: Random): Float32Array {
    const values = new Float32Array(this.#size);
    let at = 0;
    for (const { name, size, fill } of this.#entries) {
      fill(values.subarray(at, at + size), random.fork(name));
      at += size;
    }
    return values;
  }

  /** Returns a vector (size): 1 where weight decay applies, else 0. */
  decayMask(): Float32Array {
    const mask = new Float32Array(this.#size);
    let at = 0;
    for (const { size, decays } of this.#entries) {
      if (decays) mask.fill(1, at, at + size);
      at += size;
    }
    return mask;
  }

  /** Returns the parameters in `values` (size) as views in their shapes, by name. */
  slices(
    values: Float32Array,
  ): ReadonlyMap<string, { readonly shape: Shape; readonly values: Float32Array }> {
    let at = 0;
    return new Map(
      this.#entries.map(({ name, shape, size }) => {
        at += size;
        return [name, { shape, values: values.subarray(at - size, at) }];
      }),
    );
  }

  /** Returns the parameters in `flat` (size), differentiably. The caller disposes of them, e.g. with `tf.tidy`. */
  view(flat: tf.Tensor1D): Weights {
    const parts = tf.split(
      flat,
      this.#entries.map(({ size }) => size),
    );
    return new Map(this.#entries.map(({ name, shape }, i) => [name, tf.reshape(parts[i], [...shape])]));
  }

  /** Returns the parameters in `values` (size) as tensors that outlive a `tf.tidy`; the caller disposes of each. */
  kept(values: Float32Array): Weights {
    const weights = new Map<string, tf.Tensor>();
    tf.tidy(() => {
      for (const [name, tensor] of this.view(tf.tensor1d(values))) weights.set(name, tf.keep(tensor));
    });
    return weights;
  }
}

/** @throws RangeError if the network has no parameter of this name */
export function weightOf(weights: Weights, name: string): tf.Tensor {
  const found = weights.get(name);
  if (found === undefined) throw new RangeError(`the network has no parameter "${name}"`);
  return found;
}
