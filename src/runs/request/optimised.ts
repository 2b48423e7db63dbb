import { InvalidInput } from "../../base/errors.js";
import type { Metric } from "../../base/metric.js";
import { type Constraints, limitOf } from "../../search/constraints/constraints.js";
import type { Objective, Problem } from "../../search/ports.js";

/** What a search is asked for: the metrics it optimises (absent: all), and limits. */
export interface Wanted {
  readonly objectives?: readonly Metric[];
  readonly constraints: Constraints;
}

/** Whether a search has to know the metric at all: it optimises it or limits it. */
export const matters = ({ objectives, constraints }: Wanted, metric: Metric): boolean =>
  objectives === undefined || objectives.includes(metric) || limitOf(constraints, metric) !== undefined;

/** Which objectives of a problem are optimised. Throws `InvalidInput` where a metric that was asked for is not known. */
export function optimisedOf(
  objectives: readonly Objective[],
  { objectives: wanted }: Pick<Wanted, "objectives">,
): Pick<Problem, "optimised"> {
  if (wanted === undefined) return {};
  const unknown = wanted.find((metric) => objectives.every((objective) => objective.metric !== metric));
  if (unknown !== undefined) {
    throw new InvalidInput("objectives", `objectives cannot have ${unknown}: none is known for this search`);
  }
  return { optimised: objectives.map(({ metric }) => wanted.includes(metric)) };
}
