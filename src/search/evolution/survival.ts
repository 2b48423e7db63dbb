import { crowdingDistance } from "../../pareto/crowding.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { Outcome, Problem } from "../ports.js";
import { countedColumns, totalViolation } from "../problem.js";

/** A network with its values, in natural units and in the order of the objectives. */
export type EvaluatedNetwork = Pick<Extract<Outcome, { kind: "evaluated" }>, "genotype" | "values">;

/** A network of the population. A smaller `rank` is better; within a rank, a larger `crowding` distance is better. */
export interface Member extends EvaluatedNetwork {
  readonly rank: number;
  readonly crowding: number;
}

/**
 * Selects the `size` best networks by constrained dominance and then by crowding distance (Deb et al. 2002, NSGA-II,
 * sections III and VI). Feasible networks are ranked by non-dominated sorting. Infeasible networks rank after all
 * feasible ones, by their total violation; equal violations share a rank.
 * @returns the selected networks, best first; ties keep their order
 */
export function survive(problem: Problem, networks: readonly EvaluatedNetwork[], size: number): Member[] {
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

function rankFeasible(problem: Problem, networks: readonly EvaluatedNetwork[]): Member[] {
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

/** Compares two crowding distances; infinite ones are equal to each other. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
