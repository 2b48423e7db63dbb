import { factorise, invertLower, solveFactorised } from "../../linear-algebra/cholesky.js";
import type { OutOfSample } from "../../port.js";

/** What conditioning on all rows takes: the inverse of the covariance's Cholesky factor, and K^-1 y. */
export interface Conditioned {
  readonly root: Float64Array;
  readonly alpha: Float64Array;
}

/** @param k the covariance, lower triangle; overwritten. RangeError where it is not positive definite. */
export function conditioned(k: Float64Array, targets: Float64Array): Conditioned {
  const n = targets.length;
  if (!factorise(k, n)) throw new RangeError("the covariance matrix is not positive definite");
  return { root: invertLower(k, n), alpha: solveFactorised(k, n, targets) };
}

/** What each row's target is expected to be from all others (Rasmussen & Williams, eq. 5.12). */
export function leaveOneOut({ root, alpha }: Conditioned, targets: Float64Array): OutOfSample {
  const n = targets.length;
  const precision = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) precision[j] += root[i * n + j] ** 2;
  return {
    mean: targets.map((y, i) => y - alpha[i] / precision[i]),
    sd: precision.map((p) => 1 / Math.sqrt(p)),
  };
}
