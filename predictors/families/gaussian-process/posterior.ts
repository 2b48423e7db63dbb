import { dot } from "../../linear-algebra/cholesky.js";
import type { Matrix, OutOfSample } from "../../port.js";
import type { Scaling } from "./groups.js";
import type { Hyperparameters } from "./hyperparameters.js";
import { covariances, type KernelInputs, kernelInputs, scratchFor } from "./inputs.js";
import { conditioned, leaveOneOut } from "./leave-one-out.js";

/** Everything that predictions need, as plain columns. */
export interface GaussianProcessModel {
  readonly theta: Hyperparameters;
  readonly scaling: Scaling;
  /** Training rows, raw columns. */
  readonly features: Matrix;
  readonly targets: Float64Array;
}

const BLOCK = 4;

/** The posterior of a fitted model: predictions cost O(rows of training x columns) for the mean, O(rows^2) for the sd. */
export class Posterior {
  readonly leaveOneOut: OutOfSample;
  readonly #inputs: KernelInputs;
  readonly #alpha: Float64Array;
  readonly #root: Float64Array;

  /** RangeError where the covariance matrix is not positive definite. */
  constructor({ theta, scaling, features, targets }: GaussianProcessModel) {
    this.#inputs = kernelInputs(features, scaling, theta);
    const all = conditioned(this.#covarianceOf(features), targets);
    this.#root = all.root;
    this.#alpha = all.alpha;
    this.leaveOneOut = leaveOneOut(all, targets);
  }

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

  /** Means only: a fraction of the work, since the sd costs O(rows of training^2). */
  means(features: Matrix): Float64Array {
    const scratch = scratchFor(this.#inputs);
    const k = new Float64Array(this.#inputs.rows);
    return Float64Array.from({ length: features.rows }, (_, r) => {
      covariances(this.#inputs, features.data, r * features.columns, k, scratch);
      return dot(k, 0, this.#alpha, 0, k.length);
    });
  }

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

/** Squared lengths of `root` times each of the four columns `k`; the rows of `root` are loaded once for all four. */
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
