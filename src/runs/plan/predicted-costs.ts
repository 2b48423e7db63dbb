import { NotFound } from "../../base/errors.js";
import type { DeviceId, TaskId } from "../../base/ids.js";
import { isCost, type Metric, nameOf } from "../../base/metric.js";
import type { OperatorProfile } from "../../hardware/types.js";
import type { SubjectId } from "../../projections/catalog.js";
import type { Estimate } from "../../projections/estimate.js";
import {
  learnedEstimator,
  predictedEstimates,
  whyNotLearned,
} from "../../projections/predictors/estimators.js";
import type { Objective } from "../../search/ports.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Architecture } from "../../space/types.js";
import type { RunContext } from "../run-context.js";
import type { RelatedPredictor, RunPlan } from "./plan.js";
import { plannedPredictor } from "./planned-predictor.js";

type PredictorSources = Pick<RunContext, "promoted">;

/**
 * Chooses the predictor in use of each cost objective whose device has no operator profile for the space, and of each
 * metric that a user declared. Throws `NotFound` on `device`, or on `objectives` for a declared metric, where there is
 * none: no such value of a network that is trained would then be known.
 */
export async function costPredictors(
  { promoted }: PredictorSources,
  space: Space,
  task: TaskId,
  objectives: readonly Objective[],
  profiles: ReadonlyMap<DeviceId, readonly OperatorProfile[]>,
): Promise<readonly RelatedPredictor[]> {
  const chosen: RelatedPredictor[] = [];
  for (const [objective, { metric, device }] of objectives.entries()) {
    if (metric === "accuracy") continue;
    if (isCost(metric) && device !== undefined && (profiles.get(device) ?? []).length > 0) continue;
    const subject = device === undefined ? { task } : { device };
    const predictor = (await learnedEstimator(promoted, space, subject, metric))?.predictor;
    if (predictor === undefined) {
      throw isCost(metric) && device !== undefined
        ? await uncosted(promoted, space, device, metric)
        : await unlearned(promoted, space, task, subject, metric);
    }
    chosen.push({ objective, predictor });
  }
  return chosen;
}

async function uncosted(
  promoted: PredictorSources["promoted"],
  space: Space,
  device: DeviceId,
  metric: Metric,
): Promise<NotFound> {
  const id = `${device}/${space.spec.id}`;
  const why = await whyNotLearned(promoted, space, { device }, metric);
  const remedy = { kind: "importProfile", device, space: space.spec.id } as const;
  return new NotFound("operator profile", id, "device", `${why}, either`, remedy);
}

async function unlearned(
  promoted: PredictorSources["promoted"],
  space: Space,
  task: TaskId,
  subject: SubjectId,
  metric: Metric,
): Promise<NotFound> {
  const why = await whyNotLearned(promoted, space, subject, metric);
  const owner = "device" in subject ? { device: subject.device } : {};
  const remedy = { kind: "trainPredictor", metric: nameOf(metric), task, ...owner } as const;
  return new NotFound("predictor", nameOf(metric), "objectives", why, remedy);
}

/** A network's cost by the predictor that a run fixed for an objective; undefined where it fixed none. */
export type PredictedCost = (network: Architecture, objective: number) => Estimate | undefined;

/**
 * The costs that the predictors of a plan give, with their intervals. Throws `Conflict` on `id` where one of them
 * cannot be used any more, because the run would then solve another problem.
 */
export async function predictedCosts(
  context: PredictorSources,
  space: Space,
  plan: Pick<RunPlan, "predicted">,
): Promise<PredictedCost> {
  const predictors = await Promise.all(
    (plan.predicted ?? []).map(async ({ objective, predictor: id }) => {
      const predictor = await plannedPredictor(context, space, id, "by which this run knows costs");
      return [objective, { id, predictor }] as const;
    }),
  );
  const byObjective = new Map(predictors);
  return (network, objective) => {
    const own = byObjective.get(objective);
    if (own === undefined) return undefined;
    return predictedEstimates(own.id, own.predictor, [fromArchitecture(space, network)])[0];
  };
}
