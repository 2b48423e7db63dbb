import { InvalidInput } from "../../base/errors.js";
import { type CostMetric, isMaximised, type Metric, minimised, nameOf } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import { kneePoint } from "../../pareto/knee.js";
import { topsisPoint } from "../../pareto/topsis.js";
import { estimateAt, type Point } from "../../projections/point.js";
import { type ObjectiveName, objectiveNamed, shownName } from "../../search/objective-names.js";

import type { DevicesQuery } from "./devices.js";

/** Which point of a front to recommend. */
export type Preference =
  | { readonly kind: "knee" }
  /**
   * The best point by TOPSIS; an objective without a weight has weight 0. Weights are by the names of metrics. That of
   * a metric of devices is its weight on every device; `DEVICE.METRIC` is that on one device and goes before it.
   */
  | { readonly kind: "weighted"; readonly weights: Weights }
  /** The lowest cost on `device`, or without it, the lowest geometric mean over the devices asked about. */
  | { readonly kind: "cheapest"; readonly metric: CostMetric; readonly device?: string }
  /** The point with the highest accuracy. */
  | { readonly kind: "accuracy" };

type Weights = Readonly<Record<string, number | undefined>>;

/** The preference in the words of a question: about one device, that device is not named. */
export function preferenceOn(preference: Preference, { device, devices = [] }: DevicesQuery): Preference {
  const [only = device] = devices;
  if (devices.length > 1 || only === undefined) return preference;
  if (preference.kind === "cheapest" && preference.device === only) {
    return { kind: "cheapest", metric: preference.metric };
  }
  if (preference.kind !== "weighted") return preference;
  const own = Object.entries(preference.weights).map(([name, weight]) =>
    name.startsWith(`${only}.`) ? [name.slice(only.length + 1), weight] : [name, weight],
  );
  return { kind: "weighted", weights: Object.fromEntries(own) };
}

/** Chooses one of some points by a preference that was checked, and says why in a sentence. */
export function choose(
  objectives: readonly ObjectiveName[],
  points: readonly Point[],
  preference: Preference,
): { readonly point: Point; readonly reason: string } {
  const columns = objectives.map((name) => {
    const objective = objectiveNamed(name);
    return Float64Array.from(points, (point) =>
      minimised(objective.metric, estimateAt(point, objective)?.value ?? Number.NaN),
    );
  });
  const count = points.length === 1 ? "one point" : `${points.length} points`;
  switch (preference.kind) {
    case "knee": {
      const reason = `the knee of a front of ${count}: beyond it every gain costs more`;
      return { point: points[kneePoint(columns)], reason };
    }
    case "weighted": {
      const weights = objectives.map((name) => weightOf(preference.weights, name));
      const named = objectives.map((name, m) => `${shownName(name)} ${weights[m]}`).join(", ");
      const reason =
        `of a front of ${count}, nearest to the best and farthest from the worst of every objective, ` +
        `weighted ${named}`;
      return { point: points[topsisPoint(columns, weights)], reason };
    }
    case "cheapest":
    case "accuracy": {
      const aims = aimsOf(objectives, preference);
      const { metric } = objectiveNamed(aims[0]);
      const superlative = isMaximised(metric) ? "highest" : "lowest";
      const what =
        aims.length === 1
          ? shownName(aims[0])
          : `geometric mean of ${metric} over ${aims.map(deviceOf).join(", ")}`;
      const own = aims.map((name) => columns[objectives.indexOf(name)]);
      const point = points[bestIn(columns, own)];
      return { point, reason: `the ${superlative} ${what} among ${count} that meet the constraints` };
    }
  }
}

const deviceOf = (name: ObjectiveName): string => objectiveNamed(name).device ?? name;

/** The weight of an objective: its own, else that of its metric on every device. */
const weightOf = (weights: Weights, name: ObjectiveName): number =>
  weights[shownName(name)] ?? weights[nameOf(objectiveNamed(name).metric)] ?? 0;

/** The point best in one column, or by geometric mean in several; of such points one that no other dominates. */
function bestIn(columns: readonly Float64Array[], own: readonly Float64Array[]): number {
  const [only, ...others] = own;
  const score =
    others.length === 0
      ? only
      : only.map((_, i) => own.reduce((sum, column) => sum + Math.log(column[i]), 0));
  return paretoFront(columns).reduce((best, i) => (score[i] < score[best] ? i : best));
}

/** The objectives that a preference for one metric is about; none if it weighs several metrics. */
function aimsOf(objectives: readonly ObjectiveName[], preference: Preference): readonly ObjectiveName[] {
  if (preference.kind === "accuracy") return objectives.filter((name) => name === "accuracy");
  if (preference.kind !== "cheapest") return [];
  return objectives.filter((name) => {
    const { metric, device } = objectiveNamed(name);
    if (metric !== preference.metric) return false;
    return preference.device === undefined || preference.device === device;
  });
}

/** Throws `InvalidInput` on `preference` or `preference.weights` where it does not fit the objectives. */
export function checkPreference(preference: Preference, objectives: readonly ObjectiveName[]): void {
  const known = `the objectives ${objectives.map(shownName).join(", ")}`;
  if (preference.kind === "cheapest" || preference.kind === "accuracy") {
    if (aimsOf(objectives, preference).length > 0) return;
    const best: Metric = preference.kind === "accuracy" ? "accuracy" : preference.metric;
    const name = "device" in preference ? `${preference.device}.${best}` : best;
    throw new InvalidInput("preference", `preference names ${name}, which is not among ${known}`);
  }
  if (preference.kind !== "weighted") return;
  const { weights } = preference;
  for (const [name, weight = 0] of Object.entries(weights)) {
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new InvalidInput("preference.weights", `the weight of ${name} must be a number of at least 0`);
    }
    const isObjective = objectives.some(
      (own) => shownName(own) === name || nameOf(objectiveNamed(own).metric) === name,
    );
    if (weight > 0 && !isObjective) {
      throw new InvalidInput("preference.weights", `preference weighs ${name}, which is not among ${known}`);
    }
  }
  if (objectives.some((name) => weightOf(weights, name) > 0)) return;
  throw new InvalidInput("preference.weights", "at least one weight must be above 0");
}
