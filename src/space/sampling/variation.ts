import type { Random } from "../../base/random.js";
import { isActive, type Space } from "../space.js";
import { type Genotype, INACTIVE, OPEN } from "../types.js";

/**
 * Returns a valid, canonical copy of a genotype in which each existing gene takes, with probability `ratePerGene` (0
 * to 1), another of its choices, drawn uniformly. Genes that come into existence are drawn uniformly; in a partial
 * architecture, open genes of tier 2 stay open. The copy may be equal to the original.
 */
export function mutate(space: Space, genotype: Genotype, ratePerGene: number, random: Random): Genotype {
  const partial = genotype.includes(OPEN);
  const child = new Uint8Array(genotype.length);
  for (const p of space.order) {
    if (!isActive(space, child, p)) child[p] = INACTIVE;
    else if (genotype[p] === INACTIVE) child[p] = freshChoice(space, p, partial, random);
    else if (genotype[p] !== OPEN && random.next() < ratePerGene) {
      child[p] = otherChoice(space.genes[p].choices.length, genotype[p], random);
    } else child[p] = genotype[p];
    repairPair(space, child, p, random);
  }
  return child;
}

/**
 * Returns a child by uniform crossover. Each gene comes from one of the two parents with equal chance. If only one
 * parent has the gene, it comes from that one. The two genes of an increasing pair come from the same parent. Genes
 * that the child needs but neither parent has are drawn uniformly, or left open if both parents are partial. The
 * child is valid and canonical.
 */
export function crossover(space: Space, a: Genotype, b: Genotype, random: Random): Genotype {
  const partial = a.includes(OPEN) && b.includes(OPEN);
  const child = new Uint8Array(a.length);
  const fromA = new Uint8Array(a.length);
  for (const p of space.order) {
    const partner = space.greaterThan[p];
    fromA[p] = partner >= 0 ? fromA[partner] : random.int(2);
    const [chosen, other] = fromA[p] === 1 ? [a, b] : [b, a];
    if (!isActive(space, child, p)) child[p] = INACTIVE;
    else if (chosen[p] !== INACTIVE) child[p] = chosen[p];
    else if (other[p] !== INACTIVE) child[p] = other[p];
    else child[p] = freshChoice(space, p, partial, random);
    repairPair(space, child, p, random);
  }
  return child;
}

/**
 * Returns a valid, canonical copy of a complete genotype in which the gene at `position` has a choice drawn uniformly,
 * maybe the one it had. Genes that come into existence through it are drawn uniformly, too, and those of an increasing
 * pair are put in order. A genotype without any existing gene gives a random network.
 */
export function redraw(space: Space, genotype: Genotype, position: number, random: Random): Genotype {
  const copy = new Uint8Array(genotype.length);
  for (const p of space.order) {
    if (!isActive(space, copy, p)) copy[p] = INACTIVE;
    else if (p === position || genotype[p] === INACTIVE) copy[p] = freshChoice(space, p, false, random);
    else copy[p] = genotype[p];
    repairPair(space, copy, p, random);
  }
  return copy;
}

/** A choice for a gene that comes into existence. */
function freshChoice(space: Space, p: number, partial: boolean, random: Random): number {
  const { tier, choices } = space.genes[p];
  return partial && tier === 2 ? OPEN : random.int(choices.length);
}

/** A choice other than `current`, if there is one. */
function otherChoice(choices: number, current: number, random: Random): number {
  if (choices === 1) return current;
  const drawn = random.int(choices - 1);
  return drawn >= current ? drawn + 1 : drawn;
}

/**
 * Puts the two genes of an increasing pair in order, and makes them differ. It is called with the second gene, which
 * is set right after the first; for any other gene it does nothing.
 */
function repairPair(space: Space, child: Uint8Array, second: number, random: Random): void {
  const first = space.greaterThan[second];
  if (first < 0 || child[first] === INACTIVE || child[second] === INACTIVE) return;
  const n = space.genes[second].choices.length;
  const [low, high] = [child[first], child[second]];
  if (low === OPEN && high === OPEN) return;
  if (low === OPEN) child[second] = high > 0 ? high : 1 + random.int(n - 1);
  else if (high === OPEN) child[first] = low < n - 1 ? low : random.int(n - 1);
  else if (low === high) setPair(child, first, second, low, otherChoice(n, low, random));
  else setPair(child, first, second, low, high);
}

function setPair(child: Uint8Array, first: number, second: number, x: number, y: number): void {
  child[first] = Math.min(x, y);
  child[second] = Math.max(x, y);
}
