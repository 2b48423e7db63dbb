import { type Backbone, blockSlots, type Stage } from "../network/backbone.js";
import type { Choice, Condition, Gene, StagesStructure } from "../types.js";

/**
 * Returns the genes of a backbone, each name after the backbone's prefix: `kernel_1..n`, `expand_1..n`, `depth_1..m`.
 * A block exists where its place in the stage is within the stage's depth.
 */
export function backboneGenes(backbone: Backbone): Gene[] {
  const { prefix, stages } = backbone;
  const perBlock = (name: string, choicesOf: (stage: Stage) => readonly number[]): Gene[] =>
    blockSlots(backbone).map(({ stage, stageNumber, place, number }) =>
      orderedGene(
        `${prefix}${name}_${number + 1}`,
        choicesOf(stage),
        existence(`${prefix}depth_${stageNumber + 1}`, place + 1, stage),
      ),
    );
  return [
    ...perBlock("kernel", ({ kernels }) => kernels),
    ...perBlock("expand", ({ expands }) => expands),
    ...stages.map(({ depths }, stage) => orderedGene(`${prefix}depth_${stage + 1}`, depths)),
  ];
}

/** Returns the declared structure of a backbone: the depth gene of each stage and the genes of its blocks. */
export function backboneStages(backbone: Backbone): StagesStructure["stages"] {
  const { prefix, stages } = backbone;
  return stages.map((_, s) => ({
    depth: `${prefix}depth_${s + 1}`,
    blocks: blockSlots(backbone)
      .filter(({ stageNumber }) => stageNumber === s)
      .map(({ number }) => [`${prefix}kernel_${number + 1}`, `${prefix}expand_${number + 1}`]),
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

function existence(depth: string, place: number, { depths }: Stage): Condition[] {
  return place <= depths[0] ? [] : [{ gene: depth, atLeast: place }];
}
