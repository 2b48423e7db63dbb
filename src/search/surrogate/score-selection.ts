import type { Random } from "../../base/random.js";
import { type Belief, expectedGains, type ImprovementTarget } from "./acquisition.js";

/** Cheap scores to request together: a fidelity, and rows of the pool. */
export interface SelectedScores {
  readonly fidelity: number;
  readonly rows: readonly number[];
}

export interface ScoreSelectionProblem {
  readonly target: ImprovementTarget;
  /** One belief per objective, about the whole pool. */
  readonly beliefs: readonly Belief[];
  /** Price of one score of each fidelity, in evaluations. */
  readonly costs: readonly number[];
  /** Whether the score of a row of the pool was requested before. */
  readonly isScored: (fidelity: number, row: number) => boolean;
  /** The most that may be spent, in evaluations. */
  readonly budget: number;
}

/** Number of networks whose scores are considered: those with the largest expected gain. */
const MOST_CONSIDERED = 64;
/** Number of joint outcomes of the scores over which the gain after a selection is averaged. */
const DRAWS = 12;
/** The numbers of scores that may be requested together. */
const SELECTION_SIZES = [1, 2, 4, 8, 16, 32] as const;

/**
 * Chooses which cheap scores to request, if any, by looking one request ahead. Evaluating the network with the largest
 * expected gain at once costs 1. Requesting the scores of the k best networks first, at a price of c each, costs
 * 1 + k c in all, but the network that is best afterwards gains more: the expectation, over the possible scores, of the
 * largest expected gain after them (the knowledge gradient of Frazier, Powell, Dayanik 2009, per unit of cost). The
 * selection with the largest gain per cost is chosen. Undefined if none beats evaluating at once, or if no network has
 * an expected gain.
 */
export function selectScores(problem: ScoreSelectionProblem, random: Random): SelectedScores | undefined {
  const gains = expectedGains(problem.target, problem.beliefs);
  const order = [...gains.keys()].filter((i) => gains[i] > 0).sort((a, b) => gains[b] - gains[a] || a - b);
  if (order.length === 0) return undefined;
  let best: { readonly rate: number; readonly selection: SelectedScores | undefined } = {
    rate: gains[order[0]],
    selection: undefined,
  };
  problem.costs.forEach((cost, fidelity) => {
    const unscored = order.filter((row) => !problem.isScored(fidelity, row)).slice(0, MOST_CONSIDERED);
    const after = gainsAfterScores(problem, fidelity, unscored, random);
    for (const size of SELECTION_SIZES) {
      if (size > unscored.length || size * cost > problem.budget) break;
      const rows = unscored.slice(0, size);
      const others = order.find((row) => !rows.includes(row));
      const gain = meanLargestGain(after, size, others === undefined ? 0 : gains[others]);
      const rate = gain / (1 + size * cost);
      if (rate > best.rate) best = { rate, selection: { fidelity, rows } };
    }
  });
  return best.selection;
}

/** `[draw][k]` is the expected gain of row `unscored[k]` if all scores come out as in that draw. */
function gainsAfterScores(
  { target, beliefs }: ScoreSelectionProblem,
  fidelity: number,
  unscored: readonly number[],
  random: Random,
): Float64Array[] {
  if (unscored.length === 0) return [];
  return Array.from({ length: DRAWS }, () => {
    const z = Float64Array.from(unscored, () => random.normal());
    const after = beliefs.map(
      (belief) => belief.afterScore?.(fidelity, unscored, z) ?? rowsOf(belief, unscored),
    );
    return expectedGains(target, after);
  });
}

/** The belief about some rows of a pool. */
const rowsOf = (belief: Belief, rows: readonly number[]): Belief => ({
  at: (z) => {
    const all = belief.at(z);
    return Float64Array.from(rows, (row) => all[row]);
  },
});

/** The mean over the draws of the largest gain among the first `size` networks and the best of the `others`. */
function meanLargestGain(draws: readonly Float64Array[], size: number, others: number): number {
  let total = 0;
  for (const gains of draws) {
    let best = others;
    for (let k = 0; k < size; k++) best = Math.max(best, gains[k]);
    total += best / draws.length;
  }
  return total;
}
