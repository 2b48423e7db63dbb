import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";

/** Number of values in the pool. */
const POOL = 1 << 22;

/**
 * Seeded dropout masks (Srivastava et al., 2014). The random numbers of the backends differ from each other, and one
 * draw per activation in JavaScript takes longer than the layer itself. Masks are therefore windows, at random offsets,
 * of a pool that is drawn once. `dispose` frees the pool.
 */
export class DropoutMasks {
  readonly #pool: tf.Tensor1D;

  /** @param rate probability of setting a value to 0; the others are scaled by 1 / (1 - rate) */
  constructor(rate: number, seed: number | string) {
    const random = new Random(seed);
    const values = new Float32Array(POOL);
    for (let i = 0; i < POOL; i++) values[i] = random.next() < rate ? 0 : 1 / (1 - rate);
    this.#pool = tf.tensor1d(values);
  }

  /** Returns `x` with some of its values set to 0. A mask has at most 2^21 values; for larger tensors it repeats. */
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
