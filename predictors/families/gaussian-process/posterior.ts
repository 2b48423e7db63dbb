import { dot } from "../../linear-algebra/cholesky.js";
import type { Matrix, OutOfSample } from "../../port.js";
import type { Scaling } from "./groups.js";
import type { Hyperparameters } from "./hyperparameters.js";
import { covariances, type KernelInputs, kernelInputs, scratchFor } from "./inputs.js";
import { conditioned, leaveOneOut } from "./leave-one-out.js";

/** A fitted model: everything that predictions need. */
export interface GaussianProcessModel {
  readonly theta: Hyperparameters;
  readonly scaling: Scaling;
  /** Training rows, with raw columns. */
  readonly features: Matrix;
  /** Latent targets of the training rows. */
  readonly targets: Float64Array;
}

/** Number of rows that are predicted together. */
const BLOCK = 4;

/** The posterior of a model with n training rows: a mean takes O(n columns), a standard deviation O(n^2). */
export class Posterior {
  readonly leaveOneOut: OutOfSample;
  readonly #inputs: KernelInputs;
  readonly #alpha: Float64Array;
  readonly #root: Float64Array;

  /** @throws RangeError if the covariance matrix is not positive definite */
  constructor({ theta, scaling, features, targets }: GaussianProcessModel) {
    this.#inputs = kernelInputs(features, scaling, theta);
    const all = conditioned(this.#covarianceOf(features), targets);
    this.#root = all.root;
    this.#alpha = all.alpha;
    this.leaveOneOut = leaveOneOut(all, targets);
  }

  /** Predicts rows with raw columns; the standard deviations include the noise. */
  predict(features: Matrix): OutOfSample {
    const inputs = this.#inputs;
    const scratch = scratchFor(inputs);
    const mean = new Float64Array(features.rows);
    const sd = new Float64Array(features.rows);
    const k = Array.from({ length: BLOCK }, () => new Float64Array(inputs.rows));
    const prior = new Float64Array(BLOCK);
    const explained = new Float64Array(BLOCK);
    for (let start = 0; start < features.rows; start += BLOCK) {
      const size = Math.min(BLOCK, features.rows - start);
      for (let b = 0; b < size; b++) {
        prior[b] = covariances(inputs, features.data, (start + b) * features.columns, k[b], scratch);
        mean[start + b] = dot(k[b], 0, this.#alpha, 0, inputs.rows);
      }
      explainedVariance(this.#root, inputs.rows, k, explained);
      for (let b = 0; b < size; b++) {
        sd[start + b] = Math.sqrt(Math.max(prior[b] - explained[b], 0) + inputs.noise);
      }
    }
    return { mean, sd };
  }

  /** Predicts the means only, which takes much less time. */
  means(features: Matrix): Float64Array {
    const scratch = scratchFor(this.#inputs);
    const k = new Float64Array(this.#inputs.rows);
    return Float64Array.from({ length: features.rows }, (_, r) => {
      covariances(this.#inputs, features.data, r * features.columns, k, scratch);
      return dot(k, 0, this.#alpha, 0, k.length);
    });
  }

  /** The covariance of the training rows with noise, row-major, lower triangle. */
  #covarianceOf({ rows, columns, data }: Matrix): Float64Array {
    const scratch = scratchFor(this.#inputs);
    const all = new Float64Array(rows * rows);
    const row = new Float64Array(rows);
    for (let r = 0; r < rows; r++) {
      covariances(this.#inputs, data, r * columns, row, scratch);
      all.set(row.subarray(0, r + 1), r * rows);
      all[r * rows + r] += this.#inputs.noise;
    }
    return all;
  }
}

/** Writes the squared length of `root` times each of four columns `k` to `out`; `root` is read once for all four. */
function explainedVariance(
  root: Float64Array,
  n: number,
  k: readonly Float64Array[],
  out: Float64Array,
): void {
  const [k0, k1, k2, k3] = k;
  out.fill(0);
  for (let i = 0; i < n; i++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0, at = i * n; j <= i; j++, at++) {
      const r = root[at];
      s0 += r * k0[j];
      s1 += r * k1[j];
      s2 += r * k2[j];
      s3 += r * k3[j];
    }
    out[0] += s0 * s0;
    out[1] += s1 * s1;
    out[2] += s2 * s2;
    out[3] += s3 * s3;
  }
}
