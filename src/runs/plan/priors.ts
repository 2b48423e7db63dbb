import type { Predictor } from "../../../predictors/port.js";
import { isCost } from "../../base/metric.js";
import { profileCovers } from "../../hardware/cost-model.js";
import type { Task } from "../../records/task.js";
import type { Objective, ObjectivePrior } from "../../search/ports.js";
import { MOST_FITTED } from "../../search/surrogate/models.js";
import { fromArchitecture } from "../../space/architecture.js";
import { genotypeKey } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Architecture, Genotype } from "../../space/types.js";
import type { RunContext } from "../run-context.js";
import { perNetwork } from "./per-network.js";
import type { RelatedPredictor, RunPlan } from "./plan.js";
import { plannedPredictor } from "./planned-predictor.js";

/**
 * Chooses the predictor in use of each objective itself (the task's accuracy, a device's cost), where it was trained
 * on more networks than a model of the search is fitted to. Costs that operator profiles give need none.
 */
export async function ownPredictors(
  { catalog, promoted }: Pick<RunContext, "catalog" | "promoted">,
  task: Task,
  space: Space,
  objectives: readonly Objective[],
): Promise<readonly RelatedPredictor[]> {
  const own: RelatedPredictor[] = [];
  for (const [objective, { metric, device }] of objectives.entries()) {
    const subject = device === undefined ? { task: task.id } : { device };
    const { id, predictor } = (await promoted.of(space, subject, metric)) ?? {};
    if (id === undefined || predictor === undefined || predictor.trainedOn <= MOST_FITTED) continue;
    if (isCost(metric) && device !== undefined) {
      const profiles = await catalog.profilesOf(device, space);
      if (profiles.length > 0 && profileCovers(space, profiles, metric)) continue;
    }
    own.push({ objective, predictor: id });
  }
  return own;
}

/**
 * The planned predictors as priors of a problem. Networks that the plan knows count as learnt, whether or not they were
 * measured after the training. `searched` is the space of the problem, and `complete` turns one of its networks into
 * one of `space`. Throws `Conflict` on `id` where a predictor can no longer be used, because the run would then solve
 * another problem.
 */
export async function plannedPriors(
  context: Pick<RunContext, "promoted">,
  space: Space,
  { priors = [], known, partly = [] }: Pick<RunPlan, "priors" | "known" | "partly">,
  searched = space,
  complete = (genotype: Genotype): Genotype => genotype,
): Promise<readonly ObjectivePrior[]> {
  const networkOf = (genes: Architecture) => fromArchitecture(searched, genes);
  const told = known.map(({ genes }) => networkOf(genes));
  const made: ObjectivePrior[] = [];
  for (const { objective, predictor: id } of priors) {
    const predictor = await plannedPredictor(context, space, id, "from which this run's models start");
    const own = partly.filter((values) => values.objective === objective);
    const learnt = [...told, ...own.flatMap(({ networks }) => networks.map(networkOf))];
    made.push(priorOf(objective, predictor, learnt, complete));
  }
  return made;
}

/** A predictor that has learnt from these networks as the prior of an objective. */
export function priorOf(
  objective: number,
  predictor: Predictor,
  learnt: readonly Genotype[],
  complete = (genotype: Genotype): Genotype => genotype,
): ObjectivePrior {
  const keys = new Set(learnt.map(genotypeKey));
  return {
    objective,
    latent: cached((networks) => predictor.latent(networks.map(complete))),
    toLatent: (values) => predictor.toLatent(values),
    toNatural: (latent) => predictor.natural(latent),
    hasLearnt: (network) => keys.has(genotypeKey(network)),
  };
}

/** Predicts each network once. */
function cached(latent: Predictor["latent"]): ObjectivePrior["latent"] {
  const beliefs = perNetwork((networks) => {
    const { mean, sd } = latent(networks);
    return networks.map((_, i) => ({ mean: mean[i], sd: sd[i] }));
  });
  return (networks) => {
    const answers = beliefs(networks);
    return {
      mean: Float64Array.from(answers, ({ mean }) => mean),
      sd: Float64Array.from(answers, ({ sd }) => sd),
    };
  };
}
