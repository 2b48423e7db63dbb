import type { Space } from "../../src/space/space.js";
import { type Genotype, OPEN, type StagesStructure } from "../../src/space/types.js";
import type { FeatureBlock } from "./block.js";

interface Stage {
  readonly depth: number;
  /** `[gene of a block][block]`: gene position, -1 where the block lacks that gene. */
  readonly genes: readonly Int32Array[];
}

/**
 * Stages of blocks. Every block gene as a share of its largest choice, 0 where the block does not exist (so that absent
 * and smallest differ); per stage its depth, and the sum and the mean of each block gene over the blocks that exist.
 */
export function stagesFeatures(space: Space, structure: StagesStructure): FeatureBlock {
  const share = space.genes.map(sharesOf);
  const stages = structure.stages.map((stage) => compileStage(space, stage));
  const names: string[] = [];
  const groups: number[] = [];
  let group = 0;
  const column = (name: string): void => {
    names.push(name);
    groups.push(group);
  };
  stages.forEach(({ genes, depth }, s) => {
    const label = space.genes[depth].name;
    genes.forEach((positions, g) => {
      for (const p of positions) if (p >= 0) column(`${space.genes[p].name}:share`);
      group++;
      column(`${label}:sum_${g + 1}`);
      group++;
      column(`${label}:mean_${g + 1}`);
      group++;
      if (s < 0) return;
    });
    column(`${label}:share`);
    group++;
  });
  const write = (genotype: Genotype, data: Float64Array, offset: number): void => {
    let at = offset;
    for (const { genes, depth } of stages) {
      for (const positions of genes) {
        let sum = 0;
        let count = 0;
        for (const p of positions) {
          if (p < 0) continue;
          const choice = genotype[p];
          if (choice < OPEN) {
            data[at] = share[p][choice];
            sum += share[p][choice];
            count++;
          }
          at++;
        }
        data[at++] = sum;
        data[at++] = count === 0 ? 0 : sum / count;
      }
      data[at++] = genotype[depth] < OPEN ? share[depth][genotype[depth]] : 0;
    }
  };
  return { names, groups, write };
}

function compileStage(space: Space, { depth, blocks }: StagesStructure["stages"][number]): Stage {
  const width = blocks.reduce((widest, block) => Math.max(widest, block.length), 0);
  const genes = Array.from({ length: width }, (_, g) =>
    Int32Array.from(blocks, (block) => space.position.get(block[g]) ?? -1),
  );
  return { depth: space.position.get(depth)!, genes };
}

/** Positive numbers relative to the largest; anything else by rank. */
function sharesOf({ choices }: Space["genes"][number]): Float64Array {
  const numbers = choices.every((choice) => typeof choice === "number" && choice > 0);
  const values = choices.map((choice, i) => (numbers ? Number(choice) : i + 1));
  const largest = Math.max(...values);
  return Float64Array.from(values, (value) => value / largest);
}
