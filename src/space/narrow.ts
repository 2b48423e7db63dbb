import { compileSpace } from "./compile.js";
import type { Space } from "./space.js";
import type { Choice } from "./types.js";

/**
 * Returns the space with fewer choices: each gene named in `allowed` keeps the choices listed there, in the order of
 * the space. The two genes of an increasing pair must have the same choices. If both are named, each keeps what
 * either of them may be; if only one is named, both keep everything. The result therefore contains every allowed
 * network and, because of pairs, possibly others. It has the same id and gene order.
 */
export function narrow(space: Space, allowed: ReadonlyMap<string, readonly Choice[]>): Space {
  if (allowed.size === 0) return space;
  const kept = new Map(allowed);
  for (const [first, second] of space.spec.increasing) {
    const [a, b] = [allowed.get(first), allowed.get(second)];
    for (const gene of [first, second]) {
      if (a === undefined || b === undefined) kept.delete(gene);
      else kept.set(gene, [...a, ...b]);
    }
  }
  const genes = space.genes.map((gene) => {
    const choices = kept.get(gene.name);
    return choices === undefined
      ? gene
      : { ...gene, choices: gene.choices.filter((choice) => choices.includes(choice)) };
  });
  return compileSpace({ ...space.spec, genes });
}
