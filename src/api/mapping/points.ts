import { deviceId, type SpaceId } from "../../base/ids.js";
import { METRICS, type Metric } from "../../base/metric.js";
import type { MetricEstimates, Point } from "../../projections/point.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import { SIZE_METRICS } from "../../search/constraints/constraints.js";
import { type ObjectiveName, shownName } from "../../search/objective-names.js";
import type { FrontChange } from "../../service/front/follow-front.js";
import type { Front, Misses } from "../../service/front/front.js";
import type { PredictedArchitecture } from "../../service/prediction/predict.js";
import type { ResolversParentTypes } from "../generated/types.js";
import { mapDeadLetter, mapPending } from "./claims.js";
import { mapArchitecture, mapSearchRun } from "./nodes.js";
import { mapOwnEstimates, mapOwnValues } from "./own-metrics.js";

type Parents = ResolversParentTypes;

const ESTIMATED = [...METRICS, "testAccuracy"] as const;

/** The values of these keys; null where there is none, as the schema has it. */
function eachOrNull<T extends object, K extends keyof T>(
  keys: readonly K[],
  values: T,
): { [P in K]: Exclude<T[P], undefined> | null } {
  const entries = keys.map((key) => [key, values[key] ?? null] as const);
  return Object.fromEntries(entries) as { [P in K]: Exclude<T[P], undefined> | null };
}

/** A point in the schema's form. `space` is the search space of the point's task. */
export function mapPoint(point: Point, space: SpaceId): Parents["ParetoPoint"] {
  const estimates = eachOrNull(ESTIMATED, point);
  const metrics = mapOwnEstimates(point);
  const devices = Object.entries(point.devices ?? {});
  const all = [point, ...devices.map(([, costs]) => costs)].flatMap((own) => [
    ...Object.values(eachOrNull(ESTIMATED, own as MetricEstimates)),
    ...mapOwnEstimates(own),
  ]);
  return {
    architecture: mapArchitecture({ ...point, space }),
    ...estimates,
    metrics,
    devices: devices.map(([device, costs]) => ({ ...costs, device: deviceId(device) })),
    feasibility: point.feasibility,
    extrapolated: all.some((estimate) => estimate?.extrapolated === true),
  };
}

export function mapPrediction(
  found: PredictedArchitecture,
  space: SpaceId,
): Parents["PredictedArchitecture"] {
  return {
    architecture: mapArchitecture({ ...found, space }),
    ...eachOrNull(METRICS, found),
    metrics: mapOwnEstimates(found),
  };
}

export function mapNearest(nearest: Front["nearest"], space: SpaceId): readonly Parents["NearMiss"][] {
  return nearest.map(({ point, misses }) => ({
    point: mapPoint(point, space),
    misses: {
      ...eachOrNull([...METRICS, "params", "macs"], misses),
      metrics: mapOwnValues(misses),
      byName: mapNamedValues(misses),
    },
  }));
}

export function mapMetricValues(values: Readonly<Partial<Record<Metric, number>>>): Parents["MetricValues"] {
  return { ...eachOrNull(METRICS, values), metrics: mapOwnValues(values) };
}

/** Numbers by the name of their objective or limit, in the order in which they come. */
export const mapNamedValues = (values: Misses): readonly Parents["ObjectiveValue"][] =>
  Object.entries(values).flatMap(([key, value]) => {
    const isSize = SIZE_METRICS.some((size) => size === key);
    return [{ objective: isSize ? key : shownName(key as ObjectiveName), value: value as number }];
  });

export function mapProgress(progress: RunProgress): Parents["SearchProgress"] {
  const { run } = progress;
  return {
    run: mapSearchRun({ ...run, evaluations: progress.evaluations }),
    evaluations: progress.evaluations,
    failed: progress.failed,
    leftOut: progress.leftOut ?? null,
    scores: progress.scores,
    spent: progress.spent,
    points: progress.points.map((point) => mapPoint(point, run.space)),
    hypervolume: progress.hypervolume,
    objectiveNames: progress.objectives.map(shownName),
    referencePoint: mapMetricValues(progress.referencePoint),
    referenceValues: mapNamedValues(progress.referencePoint),
    pending: progress.pending.map((waiting) => mapPending(waiting, run.space)),
    deadLetters: progress.deadLetters.map((letter) => mapDeadLetter(letter, run.space)),
    elapsedSeconds: progress.elapsedSeconds,
    etaSeconds: progress.etaSeconds ?? null,
  };
}

/** What an event of a front says, without the networks that left it: the resolver looks these up. */
export function mapFrontChange(change: FrontChange, space: SpaceId) {
  const mapped = (points: readonly Point[]) => points.map((point) => mapPoint(point, space));
  return {
    snapshot: change.snapshot === undefined ? null : mapped(change.snapshot),
    added: mapped(change.added),
    changed: mapped(change.changed),
    hypervolume: change.hypervolume,
    hypervolumePredicted: change.hypervolumePredicted,
  };
}
