import { excess, type Metric } from "../../base/metric.js";
import { normalCdf, Z90 } from "../../base/normal.js";
import type { Estimate } from "../estimate.js";

/** Probability that the true value keeps the limit, from the 90 % interval (normal); 0 or 1 where there is none. */
export function probabilityWithin(estimate: Estimate | undefined, metric: Metric, limit: number): number {
  if (estimate === undefined) return 0;
  const slack = -excess(metric, estimate.value, limit);
  const half =
    estimate.upper === undefined || estimate.lower === undefined ? 0 : (estimate.upper - estimate.lower) / 2;
  if (half <= 0) return slack >= 0 ? 1 : 0;
  return normalCdf((Z90 * slack) / half);
}
