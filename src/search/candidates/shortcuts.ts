import type { Space } from "../../space/space.js";
import type { CellStructure, Genotype } from "../../space/types.js";

/**
 * Returns a test whether a network's cell passes its input on to its output by an identity while at least half of the
 * other edges apply operators (a residual block; He et al., CVPR 2016). Undefined for spaces of no cells, and where no
 * edge leads straight from a source (a vertex without an edge into it) to a sink (one without an edge out of it) or can
 * be an identity.
 *
 * Random cells seldom have both, while what residual blocks are worth shows only in cells that have: models that have
 * not seen any take an identity for harmful, since it comes with few operators.
 */
export function shortcutTest(space: Space): ((network: Genotype) => boolean) | undefined {
  const { structure } = space.spec;
  if (structure?.kind !== "cell") return undefined;
  const { none, identity } = structure;
  const direct = directEdges(structure).map((name) => space.position.get(name)!);
  const edges = Object.keys(structure.edges).map((name) => space.position.get(name)!);
  const operatorOf = (network: Genotype, position: number) =>
    String(space.genes[position].choices[network[position]]);
  if (!direct.some((position) => space.genes[position].choices.map(String).includes(identity)))
    return undefined;
  return (network) => {
    const operators = edges.map((position) => operatorOf(network, position));
    const applied = operators.filter((operator) => operator !== none && operator !== identity).length;
    return (
      2 * applied >= edges.length - 1 && direct.some((position) => operatorOf(network, position) === identity)
    );
  };
}

/** The edges from a source straight to a sink. */
function directEdges({ edges }: CellStructure): string[] {
  const entered = new Set(Object.values(edges).map(([, to]) => to));
  const left = new Set(Object.values(edges).map(([from]) => from));
  return Object.entries(edges).flatMap(([name, [from, to]]) =>
    !entered.has(from) && !left.has(to) ? [name] : [],
  );
}
