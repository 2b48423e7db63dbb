import type { Transform } from "../../../predictors/transforms.js";
import type { Problem } from "../ports.js";
import { countedColumn } from "../problem.js";
import type { Belief } from "./acquisition.js";

/** A normal belief of every network of a pool on the latent scale of one objective, and the way back. */
export interface Latent {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly transform: Pick<Transform, "toNatural">;
  readonly maximised: boolean;
}

/** A belief that cheap scores would not change. */
export function certainBelief({ mean, sd, transform, maximised }: Latent): Belief {
  return {
    at: (z) => {
      const natural = transform.toNatural(mean.map((value, i) => value + z * sd[i]));
      return maximised ? natural.map((value) => -value) : natural;
    },
  };
}

/**
 * A belief that cheap scores would sharpen. `latent.sd` is what would be left once every score were known; `sensitivities[f][i]`
 * what one standard deviation of score f moves the mean of network i by, 0 where the score is known.
 */
export function scoredBelief(latent: Latent, sensitivities: readonly Float64Array[]): Belief {
  const { mean } = latent;
  const total = (i: number, without?: number): number =>
    Math.hypot(latent.sd[i], ...sensitivities.map((sensitivity, f) => (f === without ? 0 : sensitivity[i])));
  return {
    ...certainBelief({ ...latent, sd: mean.map((_, i) => total(i)) }),
    afterScore: (fidelity, rows, z) =>
      certainBelief({
        ...latent,
        mean: Float64Array.from(rows, (row, k) => mean[row] + z[k] * sensitivities[fidelity][row]),
        sd: Float64Array.from(rows, (row) => total(row, fidelity)),
      }),
  };
}

/** Beliefs of the objectives of a problem as comparisons count them: see `countedColumn`. */
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
