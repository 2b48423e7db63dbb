import type { PredictorId } from "../../base/ids.js";
import type { Metric, Source } from "../../base/metric.js";
import { batchCost, profileCovers } from "../../hardware/cost-model.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { SubjectId, TaskOnDevice } from "../catalog/lookup.js";
import type { Context } from "../context.js";
import type { Estimate } from "../service.js";

/** Estimates of one metric for many networks at once, without measuring: by operator profile or by predictor. */
export interface Estimator {
  readonly metric: Metric;
  readonly source: Exclude<Source, "MEASURED">;
  readonly predictor?: PredictorId;
  /** Gene positions at which every training network had the same choice (its index). */
  readonly frozen: readonly { readonly position: number; readonly choice: number }[];
  estimate(genotypes: readonly Genotype[]): { readonly values: Float64Array; at(row: number): Estimate };
}

/** The cost model where the device's operator profile covers the space, else the promoted predictor, else nothing. */
export async function estimatorOf(
  context: Context,
  on: TaskOnDevice,
  metric: Metric,
): Promise<Estimator | undefined> {
  if (metric !== "accuracy" && on.profiles.length > 0 && profileCovers(on.space, on.profiles)) {
    return costModelEstimator(on, metric);
  }
  return learnedEstimator(
    context,
    on.space,
    metric === "accuracy" ? { task: on.task.id } : { device: on.device.id },
    metric,
  );
}

/** The promoted predictor of a task's accuracy or a device's cost. */
export async function learnedEstimator(
  context: Context,
  space: Space,
  subject: SubjectId,
  metric: Metric,
): Promise<Estimator | undefined> {
  const promoted = await context.promoted.of(space, subject, metric);
  if (promoted === undefined) return undefined;
  const { id, predictor } = promoted;
  return {
    metric,
    source: "PREDICTED",
    predictor: id,
    frozen: predictor.frozen,
    estimate: (genotypes) => {
      const { value, lower, upper, extrapolated } = predictor.predict(genotypes);
      const at = (row: number): Estimate => ({
        value: value[row],
        lower: lower[row],
        upper: upper[row],
        source: "PREDICTED",
        predictor: id,
        ...(extrapolated[row] === 1 ? { extrapolated: true } : {}),
      });
      return { values: value, at };
    },
  };
}

function costModelEstimator(on: TaskOnDevice, metric: "latency" | "energy"): Estimator {
  return {
    metric,
    source: "COST_MODEL",
    frozen: [],
    estimate: (genotypes) => {
      const values = batchCost(on.space, genotypes, on.profiles)[metric];
      return { values, at: (row) => ({ value: values[row], source: "COST_MODEL" }) };
    },
  };
}
