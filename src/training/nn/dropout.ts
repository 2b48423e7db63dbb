import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";

const POOL = 1 << 22;

/**
 * Seeded dropout masks. The backends draw no random numbers of their own that would repeat on each of them, and drawing
 * one number per activation in JavaScript would cost more than the layer; so masks are windows at random offsets into a
 * pool of masks drawn once. Owns the pool.
 */
export class DropoutMasks {
  readonly #pool: tf.Tensor1D;

  /** Keeps a value with probability 1 - `rate`, scaled by 1 / (1 - rate). */
  constructor(rate: number, seed: number | string) {
    const random = new Random(seed);
    const values = new Float32Array(POOL);
    for (let i = 0; i < POOL; i++) values[i] = random.next() < rate ? 0 : 1 / (1 - rate);
    this.#pool = tf.tensor1d(values);
  }

  /** `x` with some of its values dropped; of at most 2^21 values per mask, repeated beyond. */
  apply<T extends tf.Tensor>(x: T, random: Random): T {
    const size = Math.min(x.size, POOL / 2);
    const mask = tf.slice(this.#pool, random.int(POOL - size), size);
    if (size === x.size) return tf.mul(x, tf.reshape(mask, x.shape)) as T;
    const rows = Math.floor(size / (x.size / x.shape[0]));
    const per = x.size / x.shape[0];
    const part = tf.reshape(tf.slice(mask, 0, rows * per), [rows, ...x.shape.slice(1)]);
    const repeats = Math.ceil(x.shape[0] / rows);
    const tiled = tf.slice(tf.concat(Array<tf.Tensor>(repeats).fill(part), 0), 0, x.shape[0]);
    return tf.mul(x, tiled) as T;
  }

  dispose(): void {
    this.#pool.dispose();
  }
}
