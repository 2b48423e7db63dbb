import type { Random } from "../../base/random.js";
import type { Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";
import { connectionTest } from "./connected.js";
import { randomNetworks } from "./random-networks.js";
import { shortcutTest } from "./shortcuts.js";

/** A network is taken for a design if it keeps the limits at least this probably. */
const LEAST_PROBABILITY = 0.5;
/** Number of networks that are drawn for each one of a design that has to keep limits, or that is balanced. */
const DRAWN_PER_NETWORK = 30;

export interface DesignRules {
  /**
   * Tells how probably each network keeps the limits, if that can be told: those that keep them improbably are taken
   * only if there are no others.
   */
  readonly keepsLimits?: (networks: readonly Genotype[]) => Float64Array | undefined;
  /**
   * Whether every second network shall have a shortcut where cells can have one (`shortcutTest`), as long as there are
   * such networks among those drawn, and all can learn (`connectionTest`).
   */
  readonly isBalanced?: boolean;
}

/** Draws the random networks that a search evaluates first; fewer than `count` if no more are left. */
export function initialDesign(
  problem: Problem,
  count: number,
  random: Random,
  { keepsLimits = () => undefined, isBalanced = false }: DesignRules = {},
): Genotype[] {
  const source = randomNetworks(problem, random);
  const isConnected = isBalanced ? connectionTest(problem) : () => true;
  const draw = (most: number): Genotype[] => {
    const drawn: Genotype[] = [];
    while (drawn.length < most) {
      const network = source.next(isConnected);
      if (network === undefined) break;
      drawn.push(network);
    }
    return drawn;
  };
  const hasShortcut = isBalanced ? shortcutTest(problem.space) : undefined;
  const design = draw(count);
  const isLimited = keepsLimits(design) !== undefined;
  if (!isLimited && hasShortcut === undefined) return design;
  const drawn = [...design, ...draw(count * (DRAWN_PER_NETWORK - 1))];
  const ranked = isLimited ? probableFirst(drawn, keepsLimits(drawn) as Float64Array, count) : drawn;
  return hasShortcut === undefined ? ranked.slice(0, count) : alternating(ranked, hasShortcut, count);
}

/** The networks that keep the limits probably, in their order; at least `count`, the least improbable ones last. */
function probableFirst(networks: readonly Genotype[], probability: Float64Array, count: number): Genotype[] {
  const probable = networks.filter((_, i) => probability[i] >= LEAST_PROBABILITY);
  if (probable.length >= count) return probable;
  const order = [...networks.keys()].sort((a, b) => probability[b] - probability[a] || a - b);
  return order.slice(0, count).map((i) => networks[i]);
}

/** The first networks that have a property and those that do not, by turns; the others where one kind is used up. */
function alternating(
  networks: readonly Genotype[],
  isFirst: (network: Genotype) => boolean,
  count: number,
): Genotype[] {
  const first = networks.filter(isFirst);
  const second = networks.filter((network) => !isFirst(network));
  const design: Genotype[] = [];
  while (design.length < count && first.length + second.length > 0) {
    const [wanted, other] = design.length % 2 === 0 ? [first, second] : [second, first];
    design.push((wanted.length > 0 ? wanted : other).shift() as Genotype);
  }
  return design;
}
