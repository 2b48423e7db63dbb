import type { Transform } from "../../../predictors/transforms.js";
import type { Problem } from "../ports.js";
import { countedColumn } from "../problem.js";
import type { Belief } from "./acquisition.js";

/** Normal posteriors on the latent scale of one objective, one per network of a pool. */
export interface LatentBelief {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly transform: Pick<Transform, "toNatural">;
  /** Whether the objective is maximised in natural units. */
  readonly isMaximised: boolean;
}

/** A belief that does not depend on cheap scores. */
export function scoreFreeBelief({ mean, sd, transform, isMaximised }: LatentBelief): Belief {
  return {
    at: (z) => {
      const natural = transform.toNatural(mean.map((value, i) => value + z * sd[i]));
      return isMaximised ? natural.map((value) => -value) : natural;
    },
  };
}

/**
 * A belief in which some values are certain: `values`, minimised, one per network of the pool; NaN where the `belief`
 * about the others stands.
 */
export function withCertain(belief: Belief | undefined, values: Float64Array): Belief {
  const certain = (uncertain: Float64Array | undefined, known: Float64Array): Float64Array =>
    uncertain?.map((value, i) => (Number.isNaN(known[i]) ? value : known[i])) ?? known;
  return {
    at: (z) => certain(belief?.at(z), values),
    ...(belief?.afterScore && {
      afterScore: (fidelity, rows, z) =>
        withCertain(
          belief.afterScore?.(fidelity, rows, z),
          Float64Array.from(rows, (row) => values[row]),
        ),
    }),
  };
}

/**
 * A belief that cheap scores would make more precise. `latent.sd` is the standard deviation that remains if every score
 * is known. `sensitivities[f][i]` is the change of network i's latent mean per standard deviation of score f; it is 0
 * if that score is known.
 */
export function scoredBelief(latent: LatentBelief, sensitivities: readonly Float64Array[]): Belief {
  const { mean } = latent;
  const totalSd = (i: number, without?: number): number =>
    Math.hypot(latent.sd[i], ...sensitivities.map((sensitivity, f) => (f === without ? 0 : sensitivity[i])));
  return {
    ...scoreFreeBelief({ ...latent, sd: mean.map((_, i) => totalSd(i)) }),
    afterScore: (fidelity, rows, z) =>
      scoreFreeBelief({
        ...latent,
        mean: Float64Array.from(rows, (row, k) => mean[row] + z[k] * sensitivities[fidelity][row]),
        sd: Float64Array.from(rows, (row) => totalSd(row, fidelity)),
      }),
  };
}

/** Turns beliefs about the objectives of a problem into beliefs about their counted values (see `countedColumn`). */
export function countedBeliefs(problem: Problem, beliefs: readonly Belief[]): readonly Belief[] {
  if (problem.optimised === undefined) return beliefs;
  const count = (belief: Belief, m: number): Belief => {
    const { afterScore } = belief;
    return {
      at: (z) => countedColumn(problem, m, belief.at(z)),
      ...(afterScore && { afterScore: (fidelity, rows, z) => count(afterScore(fidelity, rows, z), m) }),
    };
  };
  return beliefs.map(count);
}
