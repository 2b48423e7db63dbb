import { isActive, type Space } from "../space.js";
import { type Genotype, INACTIVE, OPEN } from "../types.js";

/**
 * Generates every distinct architecture once, lazily and in a fixed order. With `partial`, tier-2 genes stay open.
 * Check `cardinality` before asking for all: most spaces are far too large.
 */
export function* enumerate(
  space: Space,
  options: { readonly partial?: boolean } = {},
): Generator<Genotype, void, undefined> {
  const { order, genes } = space;
  const genotype = new Uint8Array(genes.length);
  const isOpen = (p: number): boolean => options.partial === true && genes[p].tier === 2;
  let level = 0;
  const enter = (): void => {
    for (; level < order.length; level++) {
      const p = order[level];
      if (!isActive(space, genotype, p)) genotype[p] = INACTIVE;
      else genotype[p] = isOpen(p) ? OPEN : smallestChoice(space, genotype, p);
    }
  };
  enter();
  while (level > 0) {
    if (level === order.length) yield genotype.slice();
    const p = order[--level];
    if (genotype[p] >= OPEN || genotype[p] >= largestChoice(space, genotype, p)) continue;
    genotype[p]++;
    level++;
    enter();
  }
}

/** The smallest choice index of a gene, above that of its partner in an increasing pair. */
function smallestChoice(space: Space, genotype: Genotype, p: number): number {
  const first = space.greaterThan[p];
  return first >= 0 && genotype[first] < OPEN ? genotype[first] + 1 : 0;
}

/**
 * The largest choice index of a gene. The first gene of an increasing pair leaves room for the second if that exists.
 */
function largestChoice(space: Space, genotype: Genotype, p: number): number {
  const last = space.genes[p].choices.length - 1;
  const second = space.greaterThan.indexOf(p);
  return second >= 0 && isActive(space, genotype, second) ? last - 1 : last;
}
