import type { Predictions, Quality } from "./port.js";
import { kendallTau, spearman } from "./ranking.js";

/** Penalty factor of the interval score of a 90 % interval: 2 / 0.1. */
const PENALTY = 20;

/**
 * Assesses predictions against the true values, all in natural units (fraction, ms or mJ) and in the same order. The
 * interval score is the width of the 90 % interval plus 20 times the distance by which the true value lies outside
 * (Gneiting & Raftery, JASA 102, 2007, eq. 43); smaller is better. Without values, every figure is 0.
 */
export function assess(
  predictions: Pick<Predictions, "value" | "lower" | "upper">,
  truth: Float64Array,
): Quality {
  const { value, lower, upper } = predictions;
  const n = truth.length;
  const errors = truth.map((y, i) => Math.abs(value[i] - y));
  const mean = (of: (i: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += of(i);
    return n === 0 ? 0 : sum / n;
  };
  const within = (share: number) => mean((i) => (errors[i] <= share * Math.abs(truth[i]) ? 1 : 0));
  const coverage90 = mean((i) => (truth[i] >= lower[i] && truth[i] <= upper[i] ? 1 : 0));
  const half = quantile(errors, coverage90);
  return {
    kendallTau: kendallTau(value, truth),
    spearman: spearman(value, truth),
    mae: mean((i) => errors[i]),
    within5: within(0.05),
    within10: within(0.1),
    coverage90,
    width90: mean((i) => upper[i] - lower[i]),
    intervalScore90: mean((i) => intervalScore(lower[i], upper[i], truth[i])),
    intervalScore90ConstantWidth: mean((i) => intervalScore(value[i] - half, value[i] + half, truth[i])),
    networks: n,
  };
}

/** The interval score of the 90 % interval of each prediction, in natural units; `assess` has their mean. */
export const intervalScores = (
  { lower, upper }: Pick<Predictions, "lower" | "upper">,
  truth: Float64Array,
): Float64Array => truth.map((y, i) => intervalScore(lower[i], upper[i], y));

function intervalScore(lower: number, upper: number, truth: number): number {
  return upper - lower + PENALTY * Math.max(0, lower - truth, truth - upper);
}

/** The smallest error such that at least this share of the errors is no larger. */
function quantile(errors: Float64Array, share: number): number {
  const sorted = errors.slice().sort();
  return sorted.length === 0 ? 0 : sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)];
}
