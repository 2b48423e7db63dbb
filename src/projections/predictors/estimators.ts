import type { Predictor } from "../../../predictors/port.js";
import { defined } from "../../base/defined.js";
import type { PredictorId } from "../../base/ids.js";
import { type CostMetric, isCost, type Metric, nameOf, ownerOf, type Source } from "../../base/metric.js";
import { profileCovers, summedMetric } from "../../hardware/cost-model.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { SubjectId, TaskOnDevice } from "../catalog.js";
import type { Estimate } from "../estimate.js";
import type { PromotedPredictors } from "./promoted.js";

/** Estimates one metric of many networks at once without measuring them, by operator profile or by predictor. */
export interface Estimator {
  readonly metric: Metric;
  readonly source: Exclude<Source, "MEASURED">;
  readonly predictor?: PredictorId;
  /** The gene positions at which every training network had the same choice, with the index of that choice. */
  readonly frozen: readonly { readonly position: number; readonly choice: number }[];
  /**
   * Estimates values without intervals, in natural units; `extrapolated` is 1 where the value lies beyond the
   * training data. It is meant for ranking many networks.
   */
  valuesOf(genotypes: readonly Genotype[]): {
    readonly value: Float64Array;
    readonly extrapolated: Uint8Array;
  };
  /** Estimates values with intervals, for display. It takes several times as long as `valuesOf`. */
  estimatesOf(genotypes: readonly Genotype[]): readonly Estimate[];
}

/**
 * Chooses the estimator of a metric: the cost model where the device's operator profiles cover the space, else the
 * promoted predictor. Returns undefined if there is neither.
 */
export async function estimatorOf(
  promoted: PromotedPredictors,
  on: TaskOnDevice,
  metric: Metric,
): Promise<Estimator | undefined> {
  return isCost(metric)
    ? costEstimatorOf(promoted, on, metric)
    : learnedEstimator(promoted, on.space, subjectOf(on, metric), metric);
}

/** Chooses the estimator of a cost of a device, which depends on no task; undefined if there is none. */
export async function costEstimatorOf(
  promoted: PromotedPredictors,
  on: Omit<TaskOnDevice, "task">,
  metric: CostMetric,
): Promise<Estimator | undefined> {
  if (on.profiles.length > 0 && profileCovers(on.space, on.profiles, metric)) {
    return costModelEstimator(on, metric);
  }
  return learnedEstimator(promoted, on.space, { device: on.device.id }, metric);
}

/** Returns the task or the device that a metric belongs to. */
export const subjectOf = ({ task, device }: TaskOnDevice, metric: Metric): SubjectId =>
  ownerOf(metric) === "task" ? { task: task.id } : { device: device.id };

/**
 * Returns the promoted predictor of a task's or a device's metric as an estimator; undefined if there is none
 * or it cannot be used.
 */
export async function learnedEstimator(
  promoted: PromotedPredictors,
  space: Space,
  subject: SubjectId,
  metric: Metric,
): Promise<Estimator | undefined> {
  const { id, predictor } = (await promoted.of(space, subject, metric)) ?? {};
  if (id === undefined || predictor === undefined) return undefined;
  return {
    metric,
    source: "PREDICTED",
    predictor: id,
    frozen: predictor.frozen,
    valuesOf: (genotypes) => predictor.estimate(genotypes),
    estimatesOf: (genotypes) => predictedEstimates(id, predictor, genotypes),
  };
}

/** Estimates with the intervals that a predictor gives. */
export function predictedEstimates(
  id: PredictorId,
  predictor: Predictor,
  genotypes: readonly Genotype[],
): readonly Estimate[] {
  const { value, lower, upper, extrapolated } = predictor.predict(genotypes);
  return genotypes.map((_, row) => ({
    value: value[row],
    lower: lower[row],
    upper: upper[row],
    source: "PREDICTED",
    predictor: id,
    ...defined({ extrapolated: extrapolated[row] === 1 || undefined }),
  }));
}

/** Tells why `learnedEstimator` returns undefined. The text is the beginning of a sentence. */
export async function whyNotLearned(
  promoted: PromotedPredictors,
  space: Space,
  subject: SubjectId,
  metric: Metric,
): Promise<string> {
  const owner = "task" in subject ? `task ${subject.task}` : `device ${subject.device}`;
  const { id, unusable } = (await promoted.of(space, subject, metric)) ?? {};
  return unusable === undefined
    ? `no predictor of ${nameOf(metric)} is trained for ${owner}`
    : `the predictor of ${nameOf(metric)} for ${owner}, ${id}, cannot be used any more (${unusable})`;
}

function costModelEstimator(on: Pick<TaskOnDevice, "space" | "profiles">, metric: CostMetric): Estimator {
  const costs = (genotypes: readonly Genotype[]) => summedMetric(on.space, genotypes, on.profiles, metric);
  return {
    metric,
    source: "COST_MODEL",
    frozen: [],
    valuesOf: (genotypes) => ({ value: costs(genotypes), extrapolated: new Uint8Array(genotypes.length) }),
    estimatesOf: (genotypes) => Array.from(costs(genotypes), (value) => ({ value, source: "COST_MODEL" })),
  };
}
