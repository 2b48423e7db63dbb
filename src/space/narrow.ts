import { compileSpace } from "./compile.js";
import type { Space } from "./space.js";
import type { Choice } from "./types.js";

/**
 * The space with fewer choices: of each gene named in `allowed` those that it lists, in the order of the space. Two genes of an
 * increasing pair share their choices: they keep what either of them may be, or everything where only one is named. So
 * the result holds every network that is allowed, and for pairs possibly others.
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
