import { type Backbone, BLOCKS_PER_STAGE, DEPTHS, EXPANDS, KERNELS } from "../../space/network/backbone.js";
import type { BlockChoice, SubNetwork } from "./sub-network.js";

/** Lists all sub-networks of a supernet, each once. Returns undefined if there are more than `most`. */
export function allSubNetworks(backbone: Backbone, most: number): readonly SubNetwork[] | undefined {
  const perBlock = KERNELS.length * EXPANDS.length;
  const perStage = DEPTHS.reduce<number>((sum, depth) => sum + perBlock ** depth, 0);
  if (perStage ** backbone.stages.length > most) return undefined;
  return backbone.stages.reduce<readonly SubNetwork[]>(
    (found, _, stage) => found.flatMap((network) => stagesOf(stage).map((blocks) => [...network, ...blocks])),
    [[]],
  );
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
