import { ownerOf } from "../../base/metric.js";
import type { Space } from "../../space/space.js";
import type { CellStructure, Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";

/**
 * Returns a test whether a network can learn anything: whether, in its cell, edges that are not removed lead from a
 * source (a vertex without an edge into it) to a sink (one without an edge out of it). Every other network gives the
 * same answer to all inputs. It is as accurate as chance, which models of its features do not expect, and it is among
 * the cheapest. Always true where no objective is a metric of the task, and in spaces of no cells.
 */
export function connectionTest({
  space,
  objectives,
}: Pick<Problem, "space" | "objectives">): (network: Genotype) => boolean {
  const { structure } = space.spec;
  if (structure?.kind !== "cell" || objectives.every(({ metric }) => ownerOf(metric) !== "task")) {
    return () => true;
  }
  return reachability(space, structure);
}

interface Edge {
  readonly to: number;
  /** The position of the gene that has the operator. */
  readonly position: number;
  /** The choice that removes the edge; -1 if none does. */
  readonly removed: number;
}

function reachability(space: Space, { edges, none }: CellStructure): (network: Genotype) => boolean {
  const outgoing = new Map<number, Edge[]>();
  const entered = new Set<number>();
  for (const [name, [from, to]] of Object.entries(edges)) {
    const position = space.position.get(name)!;
    const removed = space.genes[position].choices.map(String).indexOf(none);
    outgoing.set(from, [...(outgoing.get(from) ?? []), { to, position, removed }]);
    entered.add(to);
  }
  const sources = [...outgoing.keys()].filter((vertex) => !entered.has(vertex));
  return (network) => {
    const reached = new Set(sources);
    for (const vertex of reached) {
      const leaving = outgoing.get(vertex);
      if (leaving === undefined) return true;
      for (const { to, position, removed } of leaving) if (network[position] !== removed) reached.add(to);
    }
    return false;
  };
}
