import { familyNamed } from "../../../predictors/families/index.js";
import { createEncoder } from "../../../predictors/features/encoder.js";
import { fitTransform, transformKinds } from "../../../predictors/transforms.js";
import { isMaximised } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import type { Genotype } from "../../space/types.js";
import type { KnownObjective, ObjectiveColumn, Problem } from "../ports.js";

/** Fewest known values from which a column is made. */
const LEAST_VALUES = 20;
const MOST_FITTED = 300;

/**
 * Columns for the model of accuracy: each cost of which enough is known before the search, on its latent scale; known
 * values where there are any, else what a model of them predicts. Costs tell how large a network is, and larger ones
 * tend to be more accurate.
 */
export function knownColumns(problem: Problem, seed: number): readonly ObjectiveColumn[] {
  const { objectives, known = [], space } = problem;
  const accuracy = objectives.findIndex(({ metric }) => isMaximised(metric));
  if (accuracy < 0) return [];
  return known.flatMap((own): ObjectiveColumn[] => {
    const { metric, device } = objectives[own.objective];
    if (isMaximised(metric) || (!own.isComplete && own.networks.length < LEAST_VALUES)) return [];
    const name = `known ${metric} on ${device}`;
    return [{ name, objective: accuracy, values: modelled(space, own, metric, seed) }];
  });
}

function modelled(
  space: Problem["space"],
  own: KnownObjective,
  metric: Problem["objectives"][number]["metric"],
  seed: number,
): (networks: readonly Genotype[]) => Float64Array {
  if (own.isComplete) return (networks) => own.valuesOf(networks).map(Math.log);
  const networks = new Random(seed)
    .fork("known columns")
    .shuffle([...own.networks])
    .slice(0, MOST_FITTED);
  const values = own.valuesOf(networks);
  const transform = fitTransform(transformKinds(metric)[0], values);
  const encoder = createEncoder(space, []);
  const model = familyNamed("gaussian-process").fit(encoder.encode(networks), transform.toLatent(values), {
    seed,
    groups: encoder.coarseGroups,
  });
  return (asked) => model.predict(encoder.encode(asked)).mean;
}
