import { crowdingDistance } from "../../pareto/crowding.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { Genotype } from "../../space/types.js";
import type { Outcome, Problem } from "../ports.js";
import { countedColumns, totalViolation } from "../problem.js";

/** A network of the population. Smaller `rank` is better; within a rank, larger `crowding` is. */
export interface Member {
  readonly genotype: Genotype;
  readonly values: readonly number[];
  readonly rank: number;
  readonly crowding: number;
}

/**
 * The `size` best networks by constrained dominance, then crowding distance, best first; ties keep their order. Feasible
 * ones rank by non-dominated sorting; infeasible ones after all of them, by total violation (Deb et al. 2002, NSGA-II,
 * sections III and VI).
 */
export function survive(problem: Problem, networks: readonly Evaluated[], size: number): Member[] {
  const violations = networks.map((network) => totalViolation(problem, network.values));
  const feasible = networks.filter((_, i) => violations[i] === 0);
  const members = rankFeasible(problem, feasible);
  const fronts = members.reduce((most, member) => Math.max(most, member.rank + 1), 0);
  const levels = [...new Set(violations.filter((violation) => violation > 0))].sort((a, b) => a - b);
  networks.forEach((network, i) => {
    if (violations[i] > 0)
      members.push({ ...network, rank: fronts + levels.indexOf(violations[i]), crowding: 0 });
  });
  return members.sort((a, b) => a.rank - b.rank || compare(b.crowding, a.crowding)).slice(0, size);
}

export type Evaluated = Pick<Extract<Outcome, { kind: "evaluated" }>, "genotype" | "values">;

function rankFeasible(problem: Problem, networks: readonly Evaluated[]): Member[] {
  if (networks.length === 0) return [];
  const columns = countedColumns(
    problem,
    networks.map((network) => network.values),
  );
  const ranks = nonDominatedSort(columns);
  const fronts = Array.from({ length: Math.max(...ranks) + 1 }, () => [] as number[]);
  ranks.forEach((rank, i) => {
    fronts[rank].push(i);
  });
  return fronts.flatMap((front, rank) => {
    const crowding = crowdingDistance(columns, Int32Array.from(front));
    return front.map((i, k) => ({ ...networks[i], rank, crowding: crowding[k] }));
  });
}

/** Infinities are equal to each other. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
