import type { SpaceId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import type { FrontChange } from "../../service/front/follow-front.js";
import type { Front } from "../../service/front/front.js";
import type { PredictedArchitecture } from "../../service/prediction/predict.js";
import type { ResolversParentTypes } from "../generated/types.js";
import { mapArchitecture, mapSearchRun } from "./nodes.js";

type Parents = ResolversParentTypes;

/** A point in the schema's form. `space` is the search space of the point's task. */
export function mapPoint(point: Point, space: SpaceId): Parents["ParetoPoint"] {
  const estimates = [point.accuracy, point.testAccuracy, point.latency, point.energy];
  return {
    architecture: mapArchitecture({ ...point, space }),
    accuracy: point.accuracy ?? null,
    latency: point.latency ?? null,
    energy: point.energy ?? null,
    testAccuracy: point.testAccuracy ?? null,
    feasibility: point.feasibility,
    extrapolated: estimates.some((estimate) => estimate?.extrapolated === true),
  };
}

export function mapPrediction(
  found: PredictedArchitecture,
  space: SpaceId,
): Parents["PredictedArchitecture"] {
  return {
    architecture: mapArchitecture({ ...found, space }),
    accuracy: found.accuracy ?? null,
    latency: found.latency ?? null,
    energy: found.energy ?? null,
  };
}

export function mapNearest(nearest: Front["nearest"], space: SpaceId): readonly Parents["NearMiss"][] {
  return nearest.map(({ point, misses }) => ({
    point: mapPoint(point, space),
    misses: {
      accuracy: misses.accuracy ?? null,
      latency: misses.latency ?? null,
      energy: misses.energy ?? null,
      params: misses.params ?? null,
    },
  }));
}

export function mapMetricValues(values: Readonly<Partial<Record<Metric, number>>>): Parents["MetricValues"] {
  return {
    accuracy: values.accuracy ?? null,
    latency: values.latency ?? null,
    energy: values.energy ?? null,
  };
}

export function mapProgress(progress: RunProgress): Parents["SearchProgress"] {
  const { run } = progress;
  return {
    run: mapSearchRun({ ...run, evaluations: progress.evaluations }),
    evaluations: progress.evaluations,
    failed: progress.failed,
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

/** The points that are new on a front. The resolver looks up the networks that left it. */
export function mapAdded(change: FrontChange, space: SpaceId): readonly Parents["ParetoPoint"][] {
  return change.added.map((point) => mapPoint(point, space));
}
