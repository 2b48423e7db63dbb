import { InvalidInput } from "../../base/errors.js";
import { isMaximised } from "../../base/metric.js";
import type { Limits, Objective } from "../ports.js";
import { type Constraints, limitOf } from "./constraints.js";

const FIELDS = { accuracy: "minAccuracy", latency: "maxLatency", energy: "maxEnergy" } as const;

/** A limit on a cost holds on every device. Throws `InvalidInput` for a limit on what is no objective. */
export function limitsOf(objectives: readonly Objective[], constraints: Constraints): Limits {
  for (const metric of ["accuracy", "latency", "energy"] as const) {
    if (limitOf(constraints, metric) === undefined) continue;
    if (objectives.some((objective) => objective.metric === metric)) continue;
    throw new InvalidInput(
      `constraints.${FIELDS[metric]}`,
      `constraints.${FIELDS[metric]} cannot be kept: no ${metric} is known for the devices of this search`,
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
    return limit === undefined || (isMaximised(metric) ? values[m] >= limit : values[m] <= limit);
  });
}
