import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { isOwn, type Metric, nameOf, ownAmong, ownerOf } from "../../base/metric.js";
import { type Constraints, limitOf } from "../../search/constraints/constraints.js";
import { type ObjectiveName, objectiveName, shownName } from "../../search/objective-names.js";
import type { Objective, Problem } from "../../search/ports.js";

/** The part of a search request that selects metrics: those to optimise (absent: all built-in ones), and limits. */
export interface Wanted {
  readonly objectives?: readonly Metric[];
  /** The metrics of devices to optimise, where they are not those of `objectives` on every device. */
  readonly costObjectives?: readonly Objective[];
  readonly constraints: Constraints;
}

type Aims = Pick<Wanted, "objectives" | "costObjectives">;

/** The objectives that a search was given; undefined where it optimises every built-in metric. */
export const objectiveNamesOf = ({
  objectives,
  costObjectives,
}: Aims): readonly ObjectiveName[] | undefined =>
  costObjectives === undefined
    ? objectives
    : [
        ...(objectives ?? []).filter((metric) => ownerOf(metric) === "task"),
        ...costObjectives.map(objectiveName),
      ];

/** Whether a search optimises a metric; of a metric of devices, on this device. */
function isOptimised({ objectives, costObjectives }: Aims, metric: Metric, device?: DeviceId): boolean {
  if (objectives === undefined) return !isOwn(metric);
  if (!objectives.includes(metric)) return false;
  if (costObjectives === undefined || device === undefined || ownerOf(metric) === "task") return true;
  return costObjectives.some((own) => own.metric === metric && own.device === device);
}

/** Whether a search needs the values of a metric, on this device if one is given, as it optimises or limits it. */
export const isNeeded = (wanted: Wanted, metric: Metric, device?: DeviceId): boolean =>
  isOptimised(wanted, metric, device) || limitOf(wanted.constraints, metric, device) !== undefined;

/** The objectives that a search has for the metrics of users' own that it needs: of the task, or of each device. */
export function ownObjectives(wanted: Wanted, devices: readonly DeviceId[]): readonly Objective[] {
  const { objectives = [], constraints } = wanted;
  const limited = (constraints.limits ?? []).map(({ metric }) => metric);
  return ownAmong([...objectives, ...limited]).flatMap((metric): readonly Objective[] =>
    ownerOf(metric) === "task"
      ? [{ metric }]
      : devices.filter((device) => isNeeded(wanted, metric, device)).map((device) => ({ metric, device })),
  );
}

/**
 * Marks which objectives of a problem are optimised; an empty object means all of them. Throws `InvalidInput` on
 * `objectives` where a requested metric is not an objective of the problem.
 */
export function optimisedOf(objectives: readonly Objective[], aims: Aims): Pick<Problem, "optimised"> {
  const { objectives: wanted, costObjectives = [] } = aims;
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
  const missing = costObjectives.find(
    (own) => !objectives.some(({ metric, device }) => metric === own.metric && device === own.device),
  );
  if (missing !== undefined) {
    const name = shownName(objectiveName(missing));
    throw new InvalidInput(
      "objectives",
      `objectives cannot include ${name}: it is not known for this search`,
    );
  }
  return { optimised: objectives.map(({ metric, device }) => isOptimised(aims, metric, device)) };
}
