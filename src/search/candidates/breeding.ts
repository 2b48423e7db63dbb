import type { Random } from "../../base/random.js";
import { crossover, mutate } from "../../space/sampling/variation.js";
import type { Space } from "../../space/space.js";
import { type Genotype, INACTIVE } from "../../space/types.js";

/** Breeds a child of two parents: uniform crossover, then a mutation that resets one active gene on average. */
export function breed(space: Space, first: Genotype, second: Genotype, random: Random): Genotype {
  const child = crossover(space, first, second, random);
  return mutate(space, child, 1 / Math.max(1, activeGenes(child)), random);
}

function activeGenes(genotype: Genotype): number {
  let active = 0;
  for (const choice of genotype) if (choice !== INACTIVE) active++;
  return active;
}
