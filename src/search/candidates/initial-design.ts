import type { Random } from "../../base/random.js";
import type { Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";
import { randomNetworks } from "./random-networks.js";

/** A network is taken for a design if it keeps the limits at least this probably. */
const LEAST_PROBABILITY = 0.5;
/** Number of networks that are drawn for each one of a design that has to keep limits. */
const DRAWN_PER_NETWORK = 30;

/**
 * Draws the random networks that a search evaluates first; fewer than `count` if no more are left.
 * @param keepsLimits tells how probably each network keeps the limits, if that can be told: those that keep them
 * improbably are taken only if there are no others
 */
export function initialDesign(
  problem: Problem,
  count: number,
  random: Random,
  keepsLimits: (networks: readonly Genotype[]) => Float64Array | undefined = () => undefined,
): Genotype[] {
  const source = randomNetworks(problem, random);
  const draw = (most: number): Genotype[] => {
    const drawn: Genotype[] = [];
    while (drawn.length < most) {
      const network = source.next(() => true);
      if (network === undefined) break;
      drawn.push(network);
    }
    return drawn;
  };
  const design = draw(count);
  const first = keepsLimits(design);
  if (first === undefined) return design;
  const networks = [...design, ...draw(count * (DRAWN_PER_NETWORK - 1))];
  const probability = keepsLimits(networks) as Float64Array;
  const probable = networks.filter((_, i) => probability[i] >= LEAST_PROBABILITY);
  if (probable.length >= count) return probable.slice(0, count);
  const order = [...networks.keys()].sort((a, b) => probability[b] - probability[a] || a - b);
  return order.slice(0, count).map((i) => networks[i]);
}
