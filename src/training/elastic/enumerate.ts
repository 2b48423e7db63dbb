import type { Random } from "../../base/random.js";
import { type Backbone, BLOCKS_PER_STAGE, type Stage } from "../../space/network/backbone.js";
import {
  type BlockChoice,
  largestSubNetwork,
  randomSubNetwork,
  type SubNetwork,
  smallestSubNetwork,
  subNetworkKey,
} from "./sub-network.js";

/** Returns the number of sub-networks of a supernet: by the usual choices 7,371 for each stage, multiplied. */
export const countSubNetworks = ({ stages }: Backbone): number =>
  stages.reduce(
    (product, { kernels, expands, depths }) =>
      product * depths.reduce((sum, depth) => sum + (kernels.length * expands.length) ** depth, 0),
    1,
  );

/** Lists all sub-networks of a supernet, each once. Returns undefined if there are more than `most`. */
export function allSubNetworks(backbone: Backbone, most: number): readonly SubNetwork[] | undefined {
  if (countSubNetworks(backbone) > most) return undefined;
  return backbone.stages.reduce<readonly SubNetwork[]>(
    (found, stage, s) =>
      found.flatMap((network) => stagesOf(stage, s).map((blocks) => [...network, ...blocks])),
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

function stagesOf(stage: Stage, number: number): readonly SubNetwork[] {
  return stage.depths.flatMap((depth) =>
    Array.from({ length: depth }).reduce<readonly SubNetwork[]>(
      (found, _, i) =>
        found.flatMap((blocks) =>
          choicesOf(stage, number * BLOCKS_PER_STAGE + i).map((block) => [...blocks, block]),
        ),
      [[]],
    ),
  );
}

const choicesOf = ({ kernels, expands }: Stage, slot: number): readonly BlockChoice[] =>
  kernels.flatMap((kernel) => expands.map((expand) => ({ slot, kernel, expand })));
