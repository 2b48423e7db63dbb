import type { Random } from "../../base/random.js";
import { type Belief, expectedGains, type ImprovementTarget } from "./acquisition.js";

/** Networks that are looked at for their score: those of the largest gain as things are. */
const CONSIDERED = 64;
/** Joint outcomes of the scores that are looked ahead to. */
const DRAWS = 12;
/** How many scores may be bought at once. */
const LOTS = [1, 2, 4, 8, 16, 32] as const;

export interface Purchase {
  readonly fidelity: number;
  /** Rows of the pool. */
  readonly rows: readonly number[];
}

export interface PurchaseProblem {
  readonly target: ImprovementTarget;
  /** Per objective, of the whole pool. */
  readonly beliefs: readonly Belief[];
  /** Price of a score of each fidelity, in evaluations. */
  readonly costs: readonly number[];
  /** Whether the score of a row was bought before. */
  readonly isBought: (fidelity: number, row: number) => boolean;
  /** Most that may be spent, in evaluations. */
  readonly budget: number;
}

/**
 * Which cheap scores are worth their price, if any. An evaluation of the network that looks best now gains so much for the
 * price of 1. To buy the scores of the k most promising first costs 1 + k c, and the network that then looks best gains more:
 * its expectation, over what the scores may be, is that of the largest of the gains to come (the knowledge gradient of
 * Frazier, Powell, Dayanik 2009, per unit of cost). The k of the most gain per cost is bought; without a k above the gain
 * per cost of evaluating at once, nothing is.
 */
export function worthwhileScores(problem: PurchaseProblem, random: Random): Purchase | undefined {
  const gains = expectedGains(problem.target, problem.beliefs);
  const order = [...gains.keys()].filter((i) => gains[i] > 0).sort((a, b) => gains[b] - gains[a] || a - b);
  if (order.length === 0) return undefined;
  let best: { readonly rate: number; readonly purchase: Purchase | undefined } = {
    rate: gains[order[0]],
    purchase: undefined,
  };
  problem.costs.forEach((cost, fidelity) => {
    const open = order.filter((row) => !problem.isBought(fidelity, row)).slice(0, CONSIDERED);
    const after = gainsToCome(problem, fidelity, open, random);
    for (const lot of LOTS) {
      if (lot > open.length || lot * cost > problem.budget) break;
      const rows = open.slice(0, lot);
      const others = order.find((row) => !rows.includes(row));
      const rate = largest(after, lot, others === undefined ? 0 : gains[others]) / (1 + lot * cost);
      if (rate > best.rate) best = { rate, purchase: { fidelity, rows } };
    }
  });
  return best.purchase;
}

/** `[draw][k]`: the expected gain of row k of `open` if the scores came out as in that draw. */
function gainsToCome(
  { target, beliefs }: PurchaseProblem,
  fidelity: number,
  open: readonly number[],
  random: Random,
): Float64Array[] {
  if (open.length === 0) return [];
  return Array.from({ length: DRAWS }, () => {
    const z = Float64Array.from(open, () => random.normal());
    const then = beliefs.map((belief) => belief.afterScore?.(fidelity, open, z) ?? rowsOf(belief, open));
    return expectedGains(target, then);
  });
}

const rowsOf = (belief: Belief, rows: readonly number[]): Belief => ({
  at: (z) => {
    const all = belief.at(z);
    return Float64Array.from(rows, (row) => all[row]);
  },
});

/** Mean over the draws of the largest gain among the first `lot` networks and the best of the others. */
function largest(draws: readonly Float64Array[], lot: number, others: number): number {
  let total = 0;
  for (const gains of draws) {
    let best = others;
    for (let k = 0; k < lot; k++) best = Math.max(best, gains[k]);
    total += best / draws.length;
  }
  return total;
}
