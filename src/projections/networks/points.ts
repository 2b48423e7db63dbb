import { METRICS } from "../../base/metric.js";
import { type Constraints, limitOf } from "../../search/constraints/constraints.js";
import { toArchitecture } from "../../space/architecture.js";
import type { Point } from "../point.js";
import { probabilityWithin } from "./feasibility.js";
import type { NetworkRows, RowEstimates } from "./network-rows.js";

/** Rows as the outside sees them, in the order of `rows`. */
export function toPoints(
  networks: NetworkRows,
  rows: readonly number[],
  constraints: Constraints,
): readonly Point[] {
  const estimates = networks.estimatesOf(rows);
  return rows.map((row, i) => ({
    id: networks.id(row),
    architecture: toArchitecture(networks.space, networks.genotypes[row]),
    ...estimates[i],
    feasibility: feasibilityOf(estimates[i], constraints),
  }));
}

/** Probability that every limit holds, errors taken as independent between metrics. */
function feasibilityOf(estimates: RowEstimates, constraints: Constraints): number {
  return METRICS.reduce((product, metric) => {
    const limit = limitOf(constraints, metric);
    return limit === undefined ? product : product * probabilityWithin(estimates[metric], metric, limit);
  }, 1);
}
