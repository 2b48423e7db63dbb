import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { isOwn, type Metric, nameOf, ownAmong, ownerOf } from "../../base/metric.js";
import { type Constraints, limitedMetrics, limitOf } from "../../search/constraints/constraints.js";
import type { Objective, Problem } from "../../search/ports.js";

/** The part of a search request that selects metrics: those to optimise (absent: all built-in ones), and limits. */
export interface Wanted {
  readonly objectives?: readonly Metric[];
  readonly constraints: Constraints;
}

/** Whether a search needs the values of a metric, because it optimises or limits it. */
export const isNeeded = ({ objectives, constraints }: Wanted, metric: Metric): boolean =>
  (objectives === undefined ? !isOwn(metric) : objectives.includes(metric)) ||
  limitOf(constraints, metric) !== undefined;

/** The objectives that a search has for the metrics of users' own that it needs: of the task, or of each device. */
export const ownObjectives = (
  { objectives = [], constraints }: Wanted,
  devices: readonly DeviceId[],
): readonly Objective[] =>
  ownAmong([...objectives, ...limitedMetrics(constraints)]).flatMap((metric): readonly Objective[] =>
    ownerOf(metric) === "task" ? [{ metric }] : devices.map((device) => ({ metric, device })),
  );

/**
 * Marks which objectives of a problem are optimised; an empty object means all of them. Throws `InvalidInput` on
 * `objectives` where a requested metric is not an objective of the problem.
 */
export function optimisedOf(
  objectives: readonly Objective[],
  { objectives: wanted }: Pick<Wanted, "objectives">,
): Pick<Problem, "optimised"> {
  if (wanted === undefined) {
    if (!objectives.some(({ metric }) => isOwn(metric))) return {};
    return { optimised: objectives.map(({ metric }) => !isOwn(metric)) };
  }
  const unknown = wanted.find((metric) => objectives.every((objective) => objective.metric !== metric));
  if (unknown !== undefined) {
    throw new InvalidInput(
      "objectives",
      `objectives cannot include ${nameOf(unknown)}: no ${nameOf(unknown)} is known for this search`,
    );
  }
  return { optimised: objectives.map(({ metric }) => wanted.includes(metric)) };
}
