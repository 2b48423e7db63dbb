import type { Random } from "../../base/random.js";
import type { Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";
import { randomNetworks } from "./random-networks.js";

/** Draws the random networks that a search evaluates first; fewer than `count` if no more are left. */
export function initialDesign(problem: Problem, count: number, random: Random): Genotype[] {
  const source = randomNetworks(problem, random);
  const design: Genotype[] = [];
  while (design.length < count) {
    const network = source.next(() => true);
    if (network === undefined) break;
    design.push(network);
  }
  return design;
}
