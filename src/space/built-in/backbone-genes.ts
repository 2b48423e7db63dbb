import { type Backbone, BLOCKS_PER_STAGE, DEPTHS, EXPANDS, KERNELS } from "../network/backbone.js";
import type { Choice, Condition, Gene, StagesStructure } from "../types.js";

/**
 * Returns the genes of a backbone, each name after the backbone's prefix: `kernel_1..n`, `expand_1..n`, `depth_1..m`.
 * A block exists where its place in the stage is within the stage's depth.
 */
export function backboneGenes(backbone: Backbone): Gene[] {
  const blocks = backbone.stages.flatMap((_, stage) =>
    Array.from({ length: BLOCKS_PER_STAGE }, (_, place) => ({
      number: stage * BLOCKS_PER_STAGE + place + 1,
      activeWhen: existence(`${backbone.prefix}depth_${stage + 1}`, place + 1),
    })),
  );
  const perBlock = (name: string, choices: readonly number[]): Gene[] =>
    blocks.map(({ number, activeWhen }) =>
      orderedGene(`${backbone.prefix}${name}_${number}`, choices, activeWhen),
    );
  return [
    ...perBlock("kernel", KERNELS),
    ...perBlock("expand", EXPANDS),
    ...backbone.stages.map((_, stage) => orderedGene(`${backbone.prefix}depth_${stage + 1}`, DEPTHS)),
  ];
}

/** Returns the declared structure of a backbone: the depth gene of each stage and the genes of its blocks. */
export function backboneStages(backbone: Backbone): StagesStructure["stages"] {
  return backbone.stages.map((_, stage) => ({
    depth: `${backbone.prefix}depth_${stage + 1}`,
    blocks: Array.from({ length: BLOCKS_PER_STAGE }, (_, place) => {
      const number = stage * BLOCKS_PER_STAGE + place + 1;
      return [`${backbone.prefix}kernel_${number}`, `${backbone.prefix}expand_${number}`];
    }),
  }));
}

/** Makes a tier-1 gene with ordered choices. */
export function orderedGene(
  name: string,
  choices: readonly Choice[],
  activeWhen: readonly Condition[] = [],
): Gene {
  return { name, choices, ordered: true, activeWhen, tier: 1 };
}

function existence(depth: string, place: number): Condition[] {
  return place <= DEPTHS[0] ? [] : [{ gene: depth, atLeast: place }];
}
