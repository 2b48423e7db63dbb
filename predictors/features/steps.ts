import type { Space } from "../../src/space/space.js";
import { OPEN, type StagesStructure } from "../../src/space/types.js";
import type { FeatureBlock } from "./block.js";

/** A gene with more choices than this gets no steps; its fraction of the largest choice describes it. */
const MOST_CHOICES = 8;

interface StepGene {
  readonly position: number;
  /** The column where its steps start. */
  readonly start: number;
  readonly steps: number;
}

/**
 * The genes of blocks as steps: for every choice but the smallest, a column that is 1 if the block exists and takes at
 * least that choice. Every step of every block can thus have its own weight, which the fraction of the largest choice
 * does not allow. The columns of one kind of gene form a group. All columns are fine: the models of a search do not see
 * them.
 */
export function stepsFeatures(space: Space, { stages }: StagesStructure): FeatureBlock {
  const names: string[] = [];
  const groups: number[] = [];
  const genes: StepGene[] = [];
  const kinds: number[] = [];
  for (const block of stages.flatMap((stage) => stage.blocks)) {
    block.forEach((name, kind) => {
      const position = space.position.get(name) ?? -1;
      const { length } = space.genes[position]?.choices ?? [];
      if (length < 2 || length > MOST_CHOICES) return;
      if (!kinds.includes(kind)) kinds.push(kind);
      genes.push({ position, start: names.length, steps: length - 1 });
      for (const choice of space.genes[position].choices.slice(1)) {
        names.push(`${name}>=${choice}`);
        groups.push(kinds.indexOf(kind));
      }
    });
  }
  return {
    names,
    groups,
    fine: new Set(names.keys()),
    write: (genotype, data, offset) => {
      for (const { position, start, steps } of genes) {
        const choice = genotype[position];
        if (choice >= OPEN) continue;
        for (let step = 0; step < Math.min(choice, steps); step++) data[offset + start + step] = 1;
      }
    },
  };
}
