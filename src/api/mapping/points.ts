import type { SpaceId } from "../../base/ids.js";
import { METRICS, type Metric } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import type { FrontChange } from "../../service/front/follow-front.js";
import type { Front } from "../../service/front/front.js";
import type { PredictedArchitecture } from "../../service/prediction/predict.js";
import type { ResolversParentTypes } from "../generated/types.js";
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
  return {
    architecture: mapArchitecture({ ...point, space }),
    ...estimates,
    metrics,
    feasibility: point.feasibility,
    extrapolated: [...Object.values(estimates), ...metrics].some((each) => each?.extrapolated === true),
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
    },
  }));
}

export function mapMetricValues(values: Readonly<Partial<Record<Metric, number>>>): Parents["MetricValues"] {
  return { ...eachOrNull(METRICS, values), metrics: mapOwnValues(values) };
}

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
    referencePoint: mapMetricValues(progress.referencePoint),
    pending: progress.pending.map((waiting) => ({
      architecture: mapArchitecture({ ...waiting, space: run.space }),
    })),
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
