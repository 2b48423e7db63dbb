import { NotFound } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { isCost, type Metric } from "../../base/metric.js";
import type { OperatorProfile } from "../../hardware/types.js";
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
 * Chooses the predictor in use of each cost objective whose device has no operator profile for the space. Throws
 * `NotFound` on `device` where there is none: no cost of a network that is trained would then be known.
 */
export async function costPredictors(
  { promoted }: PredictorSources,
  space: Space,
  objectives: readonly Objective[],
  profiles: ReadonlyMap<DeviceId, readonly OperatorProfile[]>,
): Promise<readonly RelatedPredictor[]> {
  const chosen: RelatedPredictor[] = [];
  for (const [objective, { metric, device }] of objectives.entries()) {
    if (!isCost(metric) || device === undefined || (profiles.get(device) ?? []).length > 0) continue;
    const predictor = (await learnedEstimator(promoted, space, { device }, metric))?.predictor;
    if (predictor === undefined) throw await uncosted(promoted, space, device, metric);
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
