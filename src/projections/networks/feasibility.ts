import { excess, type Metric } from "../../base/metric.js";
import { normalCdf, Z90 } from "../../base/statistics/normal.js";
import type { Estimate } from "../estimate.js";

/**
 * Returns the probability that the true value keeps the limit, by a normal distribution with the estimate's 90 %
 * interval. Without an interval it is 1 or 0; without an estimate it is 0.
 */
export function probabilityWithin(estimate: Estimate | undefined, metric: Metric, limit: number): number {
  if (estimate === undefined) return 0;
  const slack = -excess(metric, estimate.value, limit);
  const half =
    estimate.upper === undefined || estimate.lower === undefined ? 0 : (estimate.upper - estimate.lower) / 2;
  if (half <= 0) return slack >= 0 ? 1 : 0;
  return normalCdf((Z90 * slack) / half);
}
