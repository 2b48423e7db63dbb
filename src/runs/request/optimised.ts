import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { isCost, type Metric } from "../../base/metric.js";
import { type Constraints, limitOf } from "../../search/constraints/constraints.js";
import { type ObjectiveName, objectiveName } from "../../search/objective-names.js";
import type { Objective, Problem } from "../../search/ports.js";

/** The part of a search request that selects metrics: those to optimise (absent: all), and limits. */
export interface Wanted {
  readonly objectives?: readonly Metric[];
  /** The costs to optimise, where they are not those of `objectives` on every device. */
  readonly costObjectives?: readonly Objective[];
  readonly constraints: Constraints;
}

type Aims = Pick<Wanted, "objectives" | "costObjectives">;

/** The names of the objectives that a search was given; undefined where it optimises every metric. */
export const objectiveNamesOf = ({
  objectives,
  costObjectives,
}: Aims): readonly ObjectiveName[] | undefined =>
  costObjectives === undefined
    ? objectives
    : [...(objectives ?? []).filter((metric) => !isCost(metric)), ...costObjectives.map(objectiveName)];

/** Whether a search optimises a metric; of a cost, on this device. */
function isOptimised({ objectives, costObjectives }: Aims, metric: Metric, device?: DeviceId): boolean {
  if (objectives === undefined) return true;
  if (!objectives.includes(metric)) return false;
  if (costObjectives === undefined || device === undefined || !isCost(metric)) return true;
  return costObjectives.some((own) => own.metric === metric && own.device === device);
}

/** Whether a search needs the values of a metric, of a cost on this device, because it optimises or limits it. */
export const isNeeded = (wanted: Wanted, metric: Metric, device?: DeviceId): boolean =>
  isOptimised(wanted, metric, device) || limitOf(wanted.constraints, metric, device) !== undefined;

/**
 * Marks which objectives of a problem are optimised; an empty object means all of them. Throws `InvalidInput` on
 * `objectives` where a requested metric is not an objective of the problem.
 */
export function optimisedOf(objectives: readonly Objective[], aims: Aims): Pick<Problem, "optimised"> {
  const { objectives: wanted, costObjectives = [] } = aims;
  if (wanted === undefined) return {};
  const unknown = wanted.find((metric) => objectives.every((objective) => objective.metric !== metric));
  if (unknown !== undefined) {
    throw new InvalidInput(
      "objectives",
      `objectives cannot include ${unknown}: no ${unknown} is known for this search`,
    );
  }
  const missing = costObjectives.find(
    (own) => !objectives.some(({ metric, device }) => metric === own.metric && device === own.device),
  );
  if (missing !== undefined) {
    const name = objectiveName(missing);
    throw new InvalidInput(
      "objectives",
      `objectives cannot include ${name}: it is not known for this search`,
    );
  }
  return { optimised: objectives.map(({ metric, device }) => isOptimised(aims, metric, device)) };
}
