import { InvalidInput } from "../../base/errors.js";
import { excess, isOwn, nameOf, ownerOf } from "../../base/metric.js";
import type { Limits, Objective } from "../ports.js";
import { limitedMetrics, limitedOnDevices, limitField, limitOf, type MetricLimits } from "./constraints.js";

/**
 * The limit of every objective, by position. A limit on a cost metric applies to every device that has none of its own.
 * @throws InvalidInput (field `constraints.LIMIT` or `constraints.perDevice`) if a limited metric is not among the
 * objectives
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
  for (const { metric, device } of limitedOnDevices(constraints)) {
    if (objectives.some((own) => own.metric === metric && own.device === device)) continue;
    const name = nameOf(metric);
    throw new InvalidInput(
      isOwn(metric) ? "constraints.limits" : "constraints.perDevice",
      `the limit of ${device} on ${name} cannot be kept: no ${name} of it is known for this search`,
    );
  }
  return objectives.map(({ metric, device }) => limitOf(constraints, metric, device));
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
