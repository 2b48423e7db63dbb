import type { Space } from "../../src/space/space.js";
import type { Genotype } from "../../src/space/types.js";
import { compileCell, NONE } from "./cell-graph.js";

/**
 * Returns a function that gives the smallest number of operators on a live path of a network's cell, identities not
 * counted: 0 if the input reaches the output unchanged beside whatever else the cell computes, as in a residual block
 * (He et al., CVPR 2016), and also if no path is live. Undefined for spaces of no cells, and for cells with too many
 * paths to follow (`MOST_PATHS`).
 */
export function fewestOperators(space: Space): ((genotype: Genotype) => number) | undefined {
  const { structure } = space.spec;
  if (structure?.kind !== "cell") return undefined;
  const { edges, operatorOf, paths } = compileCell(space, structure);
  if (paths.length === 0) return undefined;
  return (genotype) => {
    const operators = operatorOf.map((own, edge) => own[genotype[edges[edge]]] ?? NONE);
    const live = paths.filter((path) => path.every((edge) => operators[edge] !== NONE));
    const counts = live.map((path) => path.filter((edge) => operators[edge] >= 0).length);
    return counts.length === 0 ? 0 : Math.min(...counts);
  };
}
