import { factorise, invertLower, solveFactorised } from "../../linear-algebra/cholesky.js";
import type { OutOfSample } from "../../port.js";

/** A Gaussian process conditioned on n rows with covariance K = L L' and targets y. */
export interface Conditioned {
  /** The inverse of L, row-major (n, n), lower triangle. */
  readonly root: Float64Array;
  /** K^-1 y. */
  readonly alpha: Float64Array;
}

/**
 * Conditions a Gaussian process on its rows.
 * @param k the covariance with noise, row-major (n, n), lower triangle; it is overwritten
 * @throws RangeError if `k` is not positive definite
 */
export function conditioned(k: Float64Array, targets: Float64Array): Conditioned {
  const n = targets.length;
  if (!factorise(k, n)) throw new RangeError("the covariance matrix is not positive definite");
  return { root: invertLower(k, n), alpha: solveFactorised(k, n, targets) };
}

/** Predicts each row's target from all other rows (leave-one-out; Rasmussen & Williams, eq. 5.12). */
export function leaveOneOut({ root, alpha }: Conditioned, targets: Float64Array): OutOfSample {
  const n = targets.length;
  const precision = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) precision[j] += root[i * n + j] ** 2;
  return {
    mean: targets.map((y, i) => y - alpha[i] / precision[i]),
    sd: precision.map((p) => 1 / Math.sqrt(p)),
  };
}
