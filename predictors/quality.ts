import type { Predictions, Quality } from "./port.js";
import { kendallTau, spearman } from "./ranking.js";

/** Share of a 90 % interval's misses that lie above, or below: the penalty factor of the interval score is 2 / 0.1. */
const PENALTY = 20;

/**
 * How good predictions were for known values, in natural units; both in the same order. Interval score: width plus 20
 * times the distance by which a value lies outside (Gneiting & Raftery, JASA 102, 2007, eq. 43); smaller is better.
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

function intervalScore(lower: number, upper: number, truth: number): number {
  return upper - lower + PENALTY * Math.max(0, lower - truth, truth - upper);
}

/** The smallest error that at least this share of the errors does not exceed. */
function quantile(errors: Float64Array, share: number): number {
  const sorted = errors.slice().sort();
  return sorted.length === 0 ? 0 : sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)];
}
