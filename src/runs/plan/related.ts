import { latentValues } from "../../../predictors/transfer.js";
import { predictorsOfOthers } from "../../projections/predictors/of-others.js";
import type { Task } from "../../records/task.js";
import type { Objective, ObjectiveColumn } from "../../search/ports.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { RunContext } from "../run-context.js";
import { perNetwork } from "./per-network.js";
import type { RelatedPredictor } from "./plan.js";
import { plannedPredictor } from "./planned-predictor.js";

type PredictorSources = Pick<RunContext, "archive" | "promoted">;

/**
 * Chooses at most one predictor for each objective: of the same metric and space, in use for another task (accuracy) or
 * another device (costs). The one trained on most networks is taken; ties go to the smaller id. It is only one because
 * each predictor costs one prediction per candidate.
 */
export async function relatedPredictors(
  sources: PredictorSources,
  task: Task,
  space: Space,
  objectives: readonly Objective[],
): Promise<readonly RelatedPredictor[]> {
  const related: RelatedPredictor[] = [];
  for (const [objective, { metric, device }] of objectives.entries()) {
    const [other] = await predictorsOfOthers(sources, space, metric, device ?? task.id, 1);
    if (other !== undefined) related.push({ objective, predictor: other.record.id });
  }
  return related;
}

/**
 * Predictions of the chosen predictors as columns, on each predictor's latent scale (the logarithm for costs).
 * `complete` turns a network of the run's problem into one of `space`. Throws `Conflict` on `id` where a predictor
 * can no longer be used, because the run would then solve another problem.
 */
export async function relatedColumns(
  context: Pick<RunContext, "promoted">,
  space: Space,
  related: readonly RelatedPredictor[] = [],
  complete = (genotype: Genotype): Genotype => genotype,
): Promise<readonly ObjectiveColumn[]> {
  const columns: ObjectiveColumn[] = [];
  for (const { objective, predictor: id } of related) {
    const predictor = await plannedPredictor(context, space, id, "which this run's models use");
    const latent = perNetwork((networks) => latentValues(predictor, networks.map(complete)));
    const values: ObjectiveColumn["values"] = (networks) => Float64Array.from(latent(networks));
    columns.push({ name: `predicted by ${id}`, objective, values });
  }
  return columns;
}
