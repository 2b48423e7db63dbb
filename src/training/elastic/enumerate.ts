import type { Random } from "../../base/random.js";
import { type Backbone, BLOCKS_PER_STAGE, DEPTHS, EXPANDS, KERNELS } from "../../space/network/backbone.js";
import {
  type BlockChoice,
  largestSubNetwork,
  randomSubNetwork,
  type SubNetwork,
  smallestSubNetwork,
  subNetworkKey,
} from "./sub-network.js";

/** Returns the number of sub-networks of a supernet: 7,371 for each stage, multiplied. */
export function countSubNetworks({ stages }: Backbone): number {
  const perBlock = KERNELS.length * EXPANDS.length;
  return DEPTHS.reduce<number>((sum, depth) => sum + perBlock ** depth, 0) ** stages.length;
}

/** Lists all sub-networks of a supernet, each once. Returns undefined if there are more than `most`. */
export function allSubNetworks(backbone: Backbone, most: number): readonly SubNetwork[] | undefined {
  if (countSubNetworks(backbone) > most) return undefined;
  return backbone.stages.reduce<readonly SubNetwork[]>(
    (found, _, stage) => found.flatMap((network) => stagesOf(stage).map((blocks) => [...network, ...blocks])),
    [[]],
  );
}

/**
 * Draws `count` different sub-networks: the smallest and the largest, and others whose depths, kernels and expand
 * ratios are uniform and independent.
 */
export function sampledSubNetworks(backbone: Backbone, count: number, random: Random): readonly SubNetwork[] {
  const found = new Map<string, SubNetwork>();
  const add = (network: SubNetwork): void => void found.set(subNetworkKey(network), network);
  for (const network of [smallestSubNetwork(backbone), largestSubNetwork(backbone)].slice(0, count))
    add(network);
  while (found.size < Math.min(count, countSubNetworks(backbone))) add(randomSubNetwork(backbone, random));
  return [...found.values()];
}

function stagesOf(stage: number): readonly SubNetwork[] {
  return DEPTHS.flatMap((depth) =>
    Array.from({ length: depth }).reduce<readonly SubNetwork[]>(
      (found, _, i) =>
        found.flatMap((blocks) => choicesOf(stage * BLOCKS_PER_STAGE + i).map((block) => [...blocks, block])),
      [[]],
    ),
  );
}

const choicesOf = (slot: number): readonly BlockChoice[] =>
  KERNELS.flatMap((kernel) => EXPANDS.map((expand) => ({ slot, kernel, expand })));
