import { InvalidInput } from "../../base/errors.js";
import { excess, nameOf, ownerOf } from "../../base/metric.js";
import type { Limits, Objective } from "../ports.js";
import { limitedMetrics, limitField, limitOf, type MetricLimits } from "./constraints.js";

/**
 * The limit of every objective, by position. A limit on a cost metric applies to every device.
 * @throws InvalidInput (field `constraints.LIMIT`) if a limited metric is not among the objectives
 */
export function limitsOf(objectives: readonly Objective[], constraints: MetricLimits): Limits {
  for (const metric of limitedMetrics(constraints)) {
    if (objectives.some((objective) => objective.metric === metric)) continue;
    const field = `constraints.${limitField(metric)}`;
    const subject = ownerOf(metric) === "task" ? "task" : "devices";
    throw new InvalidInput(
      field,
      `${field} cannot be kept: no ${nameOf(metric)} is known for the ${subject} of this search`,
    );
  }
  return objectives.map(({ metric }) => limitOf(constraints, metric));
}

/** Whether a network keeps every limit. `values` are in natural units and in the order of the objectives. */
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
