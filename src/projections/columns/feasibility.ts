import type { Metric } from "../../base/metric.js";
import type { Estimate } from "../estimate.js";

/** Probability that the true value keeps the limit, from the 90 % interval (normal); 0 or 1 where there is none. */
export function probabilityWithin(estimate: Estimate | undefined, metric: Metric, limit: number): number {
  if (estimate === undefined) return 0;
  const sign = metric === "accuracy" ? -1 : 1;
  const slack = sign * (limit - estimate.value);
  const half =
    estimate.upper === undefined || estimate.lower === undefined ? 0 : (estimate.upper - estimate.lower) / 2;
  if (half <= 0) return slack >= 0 ? 1 : 0;
  return normalCdf((1.6449 * slack) / half);
}

/** Standard normal distribution function (Abramowitz and Stegun 7.1.26, error below 1e-7). */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}
