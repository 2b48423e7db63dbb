import { InvalidInput } from "../../base/errors.js";
import { excess } from "../../base/metric.js";
import type { Limits, Objective } from "../ports.js";
import { LIMIT_FIELDS, limitedMetrics, limitOf, type MetricLimits } from "./constraints.js";

/** The limit of each objective; a limit on a cost holds on every device. Throws `InvalidInput` for a limit on what is no objective. */
export function limitsOf(objectives: readonly Objective[], constraints: MetricLimits): Limits {
  for (const metric of limitedMetrics(constraints)) {
    if (objectives.some((objective) => objective.metric === metric)) continue;
    const field = `constraints.${LIMIT_FIELDS[metric]}`;
    throw new InvalidInput(
      field,
      `${field} cannot be kept: no ${metric} is known for the devices of this search`,
    );
  }
  return objectives.map(({ metric }) => limitOf(constraints, metric));
}

/** Whether values, in natural units and in the order of the objectives, keep every limit. */
export function isWithin(
  objectives: readonly Objective[],
  limits: Limits,
  values: readonly number[],
): boolean {
  return objectives.every(({ metric }, m) => {
    const limit = limits[m];
    return limit === undefined || excess(metric, values[m], limit) <= 0;
  });
}
