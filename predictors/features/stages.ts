import type { Space } from "../../src/space/space.js";
import { type Genotype, OPEN, type StagesStructure } from "../../src/space/types.js";
import type { FeatureBlock } from "./block.js";

/** A stage in terms of gene positions. */
interface Stage {
  readonly depth: number;
  /** `[gene of a block][block]`: the position of the gene; -1 if the block does not have it. */
  readonly genes: readonly Int32Array[];
  readonly blocks: number;
}

/**
 * Features of stages of blocks. Every gene of a block is a fraction of its largest choice, and 0 if the block does not
 * exist, so that an absent block differs from one with the smallest choice. A stage has the sum of each gene over its
 * blocks, the sum over its blocks of the product of their genes, and its depth. The network has the same sums over all
 * stages.
 */
export function stagesFeatures(space: Space, structure: StagesStructure): FeatureBlock {
  const share = space.genes.map(sharesOf);
  const stages = structure.stages.map((stage) => compileStage(space, stage));
  const width = stages.reduce((widest, { genes }) => Math.max(widest, genes.length), 0);
  const { names, groups } = columnsOf(space, stages, width);
  const totals = names.length - (width + 2);
  const write = (genotype: Genotype, data: Float64Array, offset: number): void => {
    let at = offset;
    const total = offset + totals;
    for (const { genes, depth, blocks } of stages) {
      const first = at;
      for (let g = 0; g < genes.length; g++) {
        let sum = 0;
        for (const p of genes[g]) {
          if (p >= 0 && genotype[p] < OPEN) sum += data[at] = share[p][genotype[p]];
          at++;
        }
        data[at++] = sum;
        data[total + g] += sum;
      }
      let products = 0;
      for (let b = 0; b < blocks; b++) {
        let product = 1;
        for (let g = 0; g < genes.length; g++) product *= data[first + g * (blocks + 1) + b];
        products += product;
      }
      data[at++] = products;
      data[total + width] += products;
      const deep = genotype[depth] < OPEN ? share[depth][genotype[depth]] : 0;
      data[at++] = deep;
      data[total + width + 1] += deep;
    }
  };
  const replaces = new Set(
    stages.flatMap(({ genes, depth }) => [depth, ...genes.flatMap((list) => [...list])]),
  );
  return { names, groups, write, replaces };
}

/** The columns of the same gene in all blocks form a group; every sum is a group of its own. */
function columnsOf(
  space: Space,
  stages: readonly Stage[],
  width: number,
): { names: string[]; groups: number[] } {
  const names: string[] = [];
  const groups: number[] = [];
  let group = width;
  const single = (name: string): void => {
    names.push(name);
    groups.push(group++);
  };
  for (const { genes, depth, blocks } of stages) {
    const label = space.genes[depth].name;
    genes.forEach((positions, g) => {
      for (let b = 0; b < blocks; b++) {
        names.push(`${space.genes[positions[b]]?.name ?? `${label}:${b}`}:share`);
        groups.push(g);
      }
      single(`${label}:sum_${g + 1}`);
    });
    single(`${label}:products`);
    single(`${label}:share`);
  }
  for (let g = 0; g < width; g++) single(`total:sum_${g + 1}`);
  single("total:products");
  single("total:depth");
  return { names, groups };
}

function compileStage(space: Space, { depth, blocks }: StagesStructure["stages"][number]): Stage {
  const width = blocks.reduce((widest, block) => Math.max(widest, block.length), 0);
  const genes = Array.from({ length: width }, (_, g) =>
    Int32Array.from(blocks, (block) => space.position.get(block[g]) ?? -1),
  );
  return { depth: space.position.get(depth)!, genes, blocks: blocks.length };
}

/** Choices as fractions of the largest one: by value if all are positive numbers, otherwise by rank. */
function sharesOf({ choices }: Space["genes"][number]): Float64Array {
  const isNumeric = choices.every((choice) => typeof choice === "number" && choice > 0);
  const values = choices.map((choice, i) => (isNumeric ? Number(choice) : i + 1));
  const largest = Math.max(...values);
  return Float64Array.from(values, (value) => value / largest);
}
