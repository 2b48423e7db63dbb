import { type Constraints, limitedMetrics, limitOf } from "../../search/constraints/constraints.js";
import { toArchitecture } from "../../space/architecture.js";
import type { MetricEstimates, Point } from "../point.js";
import { probabilityWithin } from "./feasibility.js";
import type { NetworkRows } from "./network-rows.js";

/** Converts rows to points for clients, in the order of `rows`. */
export function toPoints(
  networks: NetworkRows,
  rows: readonly number[],
  constraints: Constraints,
): readonly Point[] {
  const estimates = networks.estimatesOf(rows);
  return rows.map((row, i) => ({
    id: networks.id(row),
    architecture: toArchitecture(networks.space, networks.genotype(row)),
    ...estimates[i],
    feasibility: feasibilityOf(estimates[i], constraints),
  }));
}

/** Returns the probability that all limits on metrics hold, with errors taken as independent between metrics. */
function feasibilityOf(estimates: MetricEstimates, constraints: Constraints): number {
  return limitedMetrics(constraints).reduce((product, metric) => {
    const limit = limitOf(constraints, metric) as number;
    return product * probabilityWithin(estimates[metric], metric, limit);
  }, 1);
}
