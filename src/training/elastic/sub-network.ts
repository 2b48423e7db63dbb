import { type Backbone, BLOCKS_PER_STAGE, largestOf, type Stage } from "../../space/network/backbone.js";
import type { Architecture } from "../../space/types.js";

/** One block of a sub-network: its position in the supernet (from 0), kernel size and expand ratio. */
export interface BlockChoice {
  readonly slot: number;
  readonly kernel: number;
  readonly expand: number;
}

/** A sub-network of a supernet: its blocks in order, without the fixed one. */
export type SubNetwork = readonly BlockChoice[];

/** Returns the key of a sub-network, e.g. `0k3e4 3k5e6`. It is equal for equal networks only. */
export const subNetworkKey = (network: SubNetwork): string =>
  network.map(({ slot, kernel, expand }) => `${slot}k${kernel}e${expand}`).join(" ");

/** Returns the sub-network that has this key. */
const subNetworkOfKey = (key: string): SubNetwork =>
  key.split(" ").map((block) => {
    const [slot, kernel, expand] = block.split(/[ke]/).map(Number);
    return { slot, kernel, expand };
  });

/** Returns the sub-network of `backbone` that an architecture's genes describe. */
export function subNetworkOf(backbone: Backbone, architecture: Architecture): SubNetwork {
  const gene = (name: string): number => Number(architecture[`${backbone.prefix}${name}`]);
  return fromChoices(
    backbone,
    (_, stage) => gene(`depth_${stage + 1}`),
    (slot) => ({
      slot,
      kernel: gene(`kernel_${slot + 1}`),
      expand: gene(`expand_${slot + 1}`),
    }),
  );
}

/** Returns the active genes of a sub-network. */
export function genesOf(backbone: Backbone, network: SubNetwork): Architecture {
  const genes: Record<string, number> = {};
  for (const { slot, kernel } of network) genes[`${backbone.prefix}kernel_${slot + 1}`] = kernel;
  for (const { slot, expand } of network) genes[`${backbone.prefix}expand_${slot + 1}`] = expand;
  backbone.stages.forEach((_, stage) => {
    genes[`${backbone.prefix}depth_${stage + 1}`] = network.filter(
      ({ slot }) => Math.floor(slot / BLOCKS_PER_STAGE) === stage,
    ).length;
  });
  return genes;
}

/** Turns scores by sub-network key into a list of scores with the genes of each sub-network. */
export const scoresByGenes = <T extends object>(
  backbone: Backbone,
  scores: Readonly<Record<string, T>>,
): ({ readonly genes: Architecture } & T)[] =>
  Object.entries(scores).map(([key, score]) => ({
    genes: genesOf(backbone, subNetworkOfKey(key)),
    ...score,
  }));

/** Returns the sub-network with the largest depth, kernels and expand ratios everywhere. */
export function largestSubNetwork(backbone: Backbone): SubNetwork {
  return fromChoices(
    backbone,
    ({ depths }) => largestOf(depths),
    (slot, { kernels, expands }) => ({ slot, kernel: largestOf(kernels), expand: largestOf(expands) }),
  );
}

/** Returns the sub-network with the smallest depth, kernels and expand ratios everywhere. */
export function smallestSubNetwork(backbone: Backbone): SubNetwork {
  return fromChoices(
    backbone,
    ({ depths }) => depths[0],
    (slot, { kernels, expands }) => ({ slot, kernel: kernels[0], expand: expands[0] }),
  );
}

/** Draws a sub-network: depths, kernels and expand ratios are uniform and independent. */
export function randomSubNetwork(
  backbone: Backbone,
  random: { pick<T>(items: readonly T[]): T },
): SubNetwork {
  const drawn = backbone.stages.map(({ depths }) => random.pick(depths));
  return fromChoices(
    backbone,
    (_, stage) => drawn[stage],
    (slot, { kernels, expands }) => ({
      slot,
      kernel: random.pick(kernels),
      expand: random.pick(expands),
    }),
  );
}

function fromChoices(
  backbone: Backbone,
  depthOf: (stage: Stage, number: number) => number,
  blockOf: (slot: number, stage: Stage) => BlockChoice,
): SubNetwork {
  return backbone.stages.flatMap((stage, number) =>
    Array.from({ length: depthOf(stage, number) }, (_, i) => blockOf(number * BLOCKS_PER_STAGE + i, stage)),
  );
}
