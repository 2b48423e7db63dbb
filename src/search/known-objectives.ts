import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import type { KnownObjective, Problem } from "./ports.js";
import { violates } from "./problem.js";

/** What is known of an objective: one value, in natural units, of each of these networks. */
export function knownValues(
  objective: number,
  networks: readonly Genotype[],
  values: Float64Array,
): KnownObjective {
  const byKey = new Map(networks.map((network, i) => [genotypeKey(network), values[i]]));
  return {
    objective,
    networks,
    isComplete: false,
    valuesOf: (asked) => Float64Array.from(asked, (network) => byKey.get(genotypeKey(network)) ?? Number.NaN),
  };
}

/** Returns, of these networks, those of which no known value, or bound, breaks a limit of the problem. */
export function withinKnownLimits(problem: Problem, networks: readonly Genotype[]): readonly Genotype[] {
  const limited = (problem.known ?? []).filter(({ objective }) => problem.limits[objective] !== undefined);
  return limited.reduce((kept, { objective, valuesOf, boundsOf = valuesOf }) => {
    const values = boundsOf(kept);
    return kept.filter((_, i) => !violates(problem, objective, values[i]));
  }, networks);
}
