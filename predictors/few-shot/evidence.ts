import { factorise, solveLower, solveLowerTransposed } from "../linear-algebra/cholesky.js";
import type { Grams } from "./gram.js";

/**
 * One Gaussian process of the mixture: the log cost follows a main column with a slope of normal prior, plus a linear
 * function of the sources, a linear function of the workload, a smooth function of the features, and noise. All are in
 * log units.
 */
export interface Hypothesis {
  /** Index of the main column. */
  readonly main: number;
  /** Prior mean and standard deviation of the main column's slope. */
  readonly slope: number;
  readonly slopeSd: number;
  /** Variance per unit of `Grams`. */
  readonly sources: number;
  readonly workload: number;
  readonly features: number;
  /** Variance of the noise. */
  readonly noise: number;
  readonly logPrior: number;
}

/** What a hypothesis says about the training rows. */
export interface Evidence {
  readonly logEvidence: number;
  /** K^-1 (y - slope * main), for predictions. */
  readonly weights: Float64Array;
  /** The Cholesky factor of K, row-major (n, n), lower. */
  readonly factor: Float64Array;
}

/** Slopes of the main column: about proportional, or anything from hardly to more than proportional. */
const SLOPES = [
  { slope: 1, slopeSd: 0.15, share: 0.4 },
  { slope: 0.6, slopeSd: 0.3, share: 0.6 },
];
/**
 * Standard deviations, in log units per unit of `Grams`, of the linear functions of sources and workload, and relative
 * prior probabilities. The simplest is the likeliest: where noise is as large as the differences between networks, few
 * measurements cannot tell a wrong correction from a right one.
 */
const LINEAR = [
  { sources: 0, workload: 0, share: 8 },
  { sources: 0.05, workload: 0, share: 2 },
  { sources: 0.15, workload: 0.05, share: 1 },
  { sources: 0.3, workload: 0.15, share: 0.5 },
  { sources: 0, workload: 0.15, share: 1 },
];
/** Standard deviations of the smooth function, in log units, and relative prior probabilities for the same reason. */
const SMOOTH = [
  { smooth: 0.01, share: 8 },
  { smooth: 0.04, share: 4 },
  { smooth: 0.12, share: 2 },
  { smooth: 0.3, share: 1 },
];
/** Standard deviations of the noise, in log units. */
const NOISE = [0.005, 0.015, 0.04, 0.1, 0.2, 0.5];
/** Variance of the constant, which no measurement is needed to find: 2 log units. */
export const CONSTANT = 4;

/**
 * The prior covariance of the log costs of two networks, without noise and the slope's mean: `at` is their place in the
 * inner products, `x` and `y` are their values of the main column.
 */
export const covarianceOf = (
  hypothesis: Hypothesis,
  grams: Grams,
  at: number,
  x: number,
  y: number,
): number =>
  hypothesis.slopeSd * hypothesis.slopeSd * x * y +
  hypothesis.sources * grams.sources[at] +
  hypothesis.workload * grams.workload[at] +
  hypothesis.features * grams.features[at] +
  CONSTANT;

/** Lists all hypotheses for main columns with these log priors. */
export function hypotheses(mains: readonly number[], hasSources: boolean): readonly Hypothesis[] {
  const linear = LINEAR.filter(({ sources }) => hasSources || sources === 0);
  const corrections = linear.flatMap(({ sources, workload, share }) =>
    SMOOTH.map((step) => ({ sources, workload, smooth: step.smooth, share: share * step.share })),
  );
  return mains.flatMap((logPrior, main) =>
    SLOPES.flatMap(({ slope, slopeSd, share }) =>
      corrections.flatMap((correction) =>
        NOISE.map((noise) => ({
          main,
          slope,
          slopeSd,
          sources: correction.sources ** 2,
          workload: correction.workload ** 2,
          features: correction.smooth ** 2,
          noise: noise ** 2,
          logPrior: logPrior + Math.log(share * correction.share),
        })),
      ),
    ),
  );
}

/**
 * Fits a hypothesis. Undefined if its covariance is not positive definite.
 * @param y n log costs minus their mean
 * @param main n values of the hypothesis' main column, minus their mean
 * @param known n variances of the noise that are known to be there
 */
export function fitHypothesis(
  hypothesis: Hypothesis,
  grams: Grams,
  y: Float64Array,
  main: Float64Array,
  known: Float64Array,
): Evidence | undefined {
  const n = y.length;
  const factor = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++, at = i * n) {
    for (let j = 0; j <= i; j++, at++) factor[at] = covarianceOf(hypothesis, grams, at, main[i], main[j]);
    factor[i * n + i] += hypothesis.noise + known[i];
  }
  if (!factorise(factor, n)) return undefined;
  const weights = y.map((value, i) => value - hypothesis.slope * main[i]);
  solveLower(factor, n, weights);
  let logEvidence = hypothesis.logPrior;
  for (let i = 0; i < n; i++) logEvidence -= 0.5 * weights[i] ** 2 + Math.log(factor[i * n + i]);
  solveLowerTransposed(factor, n, weights);
  return { logEvidence, weights, factor };
}
