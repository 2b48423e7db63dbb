import { complexityOf } from "./network/index.js";
import { isActive, type Space } from "./space.js";
import { type Genotype, INACTIVE } from "./types.js";

/**
 * Returns the smallest complete network of a space. Each ordered gene takes its least choice. Every other gene takes,
 * in turn, the choice that gives the fewest MACs, then parameters, where the space has a cost, and then the fewest
 * existing genes. Ties go to the choice listed first. The genes of an increasing pair take their first valid choices.
 */
export function smallest(space: Space): Genotype {
  return extreme(space, -1);
}

/**
 * Returns the largest complete network of a space, by the same rules as `smallest` with the greatest choices and
 * costs.
 */
export function largest(space: Space): Genotype {
  return extreme(space, 1);
}

/** `sign` is -1 for the smallest and 1 for the largest network. */
function extreme(space: Space, sign: 1 | -1): Genotype {
  const choice = space.genes.map((gene, p) => startChoice(space, p, gene.ordered ? sign : 0));
  let best = complete(space, choice);
  for (const p of space.order) {
    if (best[p] === INACTIVE || space.genes[p].ordered || isPaired(space, p)) continue;
    for (let i = 0; i < space.genes[p].choices.length; i++) {
      const candidate = complete(space, choice.with(p, i));
      if (!exceeds(sizeOf(space, candidate), sizeOf(space, best), sign)) continue;
      choice[p] = i;
      best = candidate;
    }
  }
  return best;
}

function startChoice(space: Space, p: number, sign: number): number {
  if (isPaired(space, p)) return space.greaterThan[p] >= 0 ? 1 : 0;
  const { choices } = space.genes[p];
  if (sign === 0) return 0;
  if (!choices.every((choice) => typeof choice === "number")) return sign < 0 ? 0 : choices.length - 1;
  return choices.indexOf(sign < 0 ? Math.min(...choices) : Math.max(...choices));
}

function isPaired(space: Space, p: number): boolean {
  return space.greaterThan[p] >= 0 || space.greaterThan.includes(p);
}

function complete(space: Space, choice: readonly number[]): Genotype {
  const genotype = new Uint8Array(choice.length);
  for (const p of space.order) genotype[p] = isActive(space, genotype, p) ? choice[p] : INACTIVE;
  return genotype;
}

/** What networks are compared by, in this order: MACs, parameters, number of existing genes. */
function sizeOf(space: Space, genotype: Genotype): readonly number[] {
  const cost = complexityOf(space, genotype);
  const existing = genotype.reduce((count, choice) => count + (choice === INACTIVE ? 0 : 1), 0);
  return [cost?.macs ?? 0, cost?.params ?? 0, existing];
}

/** Tells whether `a` exceeds `b` in lexicographic order; `sign` -1 reverses the order. */
function exceeds(a: readonly number[], b: readonly number[], sign: number): boolean {
  const decisive = a.findIndex((value, i) => value !== b[i]);
  return decisive >= 0 && (a[decisive] - b[decisive]) * sign > 0;
}
