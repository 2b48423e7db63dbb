import type { Matrix, OutOfSample } from "../../port.js";
import type { KernelInputs } from "./inputs.js";

/** A Gaussian process that is conditioned on n training rows. */
export interface ConditionedModel {
  readonly inputs: KernelInputs;
  /** The inverse of the covariance with noise, times the targets. */
  readonly alpha: Float64Array;
  /** The inverse of the Cholesky factor of the covariance with noise, row-major (n, n), lower triangle. */
  readonly root: Float64Array;
}

/** Predicts rows with raw columns by a conditioned model. All evaluators give the same bits. */
export interface Evaluator {
  /** Means and standard deviations, which include the noise. */
  predict(features: Matrix): OutOfSample;
  /** Means only, which take much less time. */
  means(features: Matrix): Float64Array;
}

/** The standard deviation of an observation. */
export const deviation = (prior: number, explained: number, noise: number): number =>
  Math.sqrt(Math.max(prior - explained, 0) + noise);
