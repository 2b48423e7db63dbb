import { Conflict } from "../../base/errors.js";
import type { Task } from "../../records/task.js";
import type { Objective, ObjectiveColumn } from "../../search/ports.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { RunContext } from "../run-context.js";
import type { RelatedPredictor } from "./plan.js";

type PredictorSources = Pick<RunContext, "archive" | "promoted">;

/**
 * Per objective the predictor in use of the same metric over the same space that learnt from most networks, but of another task (accuracy)
 * or device (costs) than the objective's own. One only: each costs a prediction per candidate.
 */
export async function relatedPredictors(
  { archive, promoted }: PredictorSources,
  task: Task,
  space: Space,
  objectives: readonly Objective[],
): Promise<readonly RelatedPredictor[]> {
  const related: RelatedPredictor[] = [];
  for (const [objective, { metric, device }] of objectives.entries()) {
    const listed = await archive.listPredictors({ space: space.spec.id, metric, promoted: true });
    const others = listed
      .filter((record) => (record.task ?? record.device) !== (device ?? task.id))
      .sort((a, b) => b.trainedOn - a.trainedOn || (a.id < b.id ? -1 : 1));
    for (const { id } of others) {
      if ((await promoted.version(space, id))?.predictor === undefined) continue;
      related.push({ objective, predictor: id });
      break;
    }
  }
  return related;
}

/**
 * What these predictors say, on their latent scales (of costs the logarithm). `complete` makes a network of `space` of one
 * of the run's problem. Throws `Conflict` where a predictor is gone: without it the run would solve another problem.
 */
export async function relatedColumns(
  { promoted }: PredictorSources,
  space: Space,
  related: readonly RelatedPredictor[] = [],
  complete = (genotype: Genotype): Genotype => genotype,
): Promise<readonly ObjectiveColumn[]> {
  const columns: ObjectiveColumn[] = [];
  for (const { objective, predictor: id } of related) {
    const stored = await promoted.version(space, id);
    if (stored?.predictor === undefined) {
      throw new Conflict(
        "id",
        `predictor "${id}", from which the run's models have learnt, cannot be used any more (${stored?.unusable ?? "it is gone"}); start a new search`,
      );
    }
    const { predictor } = stored;
    const values = remembering((networks) =>
      predictor.toLatent(predictor.estimate(networks.map(complete)).value),
    );
    columns.push({ name: `predicted by ${id}`, objective, values });
  }
  return columns;
}

/** Networks that are known are asked about before every batch: `values` sees each of them once. */
function remembering(values: ObjectiveColumn["values"]): ObjectiveColumn["values"] {
  const known = new WeakMap<Genotype, number>();
  return (networks) => {
    const fresh = networks.filter((network) => !known.has(network));
    values(fresh).forEach((value, i) => {
      known.set(fresh[i], value);
    });
    return Float64Array.from(networks, (network) => known.get(network) as number);
  };
}
