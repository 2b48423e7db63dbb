import { InvalidInput } from "../../base/errors.js";
import type { Metric } from "../../base/metric.js";
import { type Constraints, limitOf } from "../../search/constraints/constraints.js";
import type { Objective, Problem } from "../../search/ports.js";

/** The part of a search request that selects metrics: those to optimise (absent: all), and limits. */
export interface Wanted {
  readonly objectives?: readonly Metric[];
  readonly constraints: Constraints;
}

/** Whether a search needs the values of a metric, because it optimises or limits it. */
export const isNeeded = ({ objectives, constraints }: Wanted, metric: Metric): boolean =>
  objectives === undefined || objectives.includes(metric) || limitOf(constraints, metric) !== undefined;

/**
 * Marks which objectives of a problem are optimised; an empty object means all of them. Throws `InvalidInput` on
 * `objectives` where a requested metric is not an objective of the problem.
 */
export function optimisedOf(
  objectives: readonly Objective[],
  { objectives: wanted }: Pick<Wanted, "objectives">,
): Pick<Problem, "optimised"> {
  if (wanted === undefined) return {};
  const unknown = wanted.find((metric) => objectives.every((objective) => objective.metric !== metric));
  if (unknown !== undefined) {
    throw new InvalidInput(
      "objectives",
      `objectives cannot include ${unknown}: no ${unknown} is known for this search`,
    );
  }
  return { optimised: objectives.map(({ metric }) => wanted.includes(metric)) };
}
