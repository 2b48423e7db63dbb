import { complexityOf } from "./network/index.js";
import { isActive, type Space } from "./space.js";
import { type Genotype, INACTIVE } from "./types.js";

/**
 * The smallest and the largest complete network: ordered genes take their least or greatest choice, and of the other
 * genes each takes, in turn, the choice with the fewest or most MACs and parameters where the space has a cost, and
 * after that genes in existence. Ties go to the choice listed first. Increasing pairs take their first valid choices.
 */
export function smallest(space: Space): Genotype {
  return extreme(space, -1);
}

export function largest(space: Space): Genotype {
  return extreme(space, 1);
}

function extreme(space: Space, sign: 1 | -1): Genotype {
  const choice = space.genes.map((gene, p) => startChoice(space, p, gene.ordered ? sign : 0));
  let best = complete(space, choice);
  for (const p of space.order) {
    if (best[p] === INACTIVE || space.genes[p].ordered || isPaired(space, p)) continue;
    for (let i = 0; i < space.genes[p].choices.length; i++) {
      const candidate = complete(space, choice.with(p, i));
      if (!exceeds(score(space, candidate), score(space, best), sign)) continue;
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

function score(space: Space, genotype: Genotype): readonly number[] {
  const cost = complexityOf(space, genotype);
  const existing = genotype.reduce((count, choice) => count + (choice === INACTIVE ? 0 : 1), 0);
  return [cost?.macs ?? 0, cost?.params ?? 0, existing];
}

/** Lexicographic comparison. */
function exceeds(a: readonly number[], b: readonly number[], sign: number): boolean {
  const decisive = a.findIndex((value, i) => value !== b[i]);
  return decisive >= 0 && (a[decisive] - b[decisive]) * sign > 0;
}
