import { encodeGenes } from "../../src/space/encode.js";
import { complexityOf } from "../../src/space/network/index.js";
import type { Space } from "../../src/space/space.js";
import type { Genotype } from "../../src/space/types.js";
import type { ExtraFeature, Matrix } from "../port.js";
import type { FeatureBlock } from "./block.js";
import { cellFeatures } from "./cell.js";
import { stagesFeatures } from "./stages.js";

/** Turns architectures of one space into rows of numbers. Columns of one group are in comparable units. */
export interface Encoder {
  readonly names: readonly string[];
  readonly groups: Int32Array;
  /** `extras` must be the features named at construction, in that order, one value per genotype. */
  encode(genotypes: readonly Genotype[], extras?: readonly ExtraFeature[]): Matrix;
}

/**
 * Features of a space: its genes, what its declared structure yields, logarithms of MACs and parameters where they can
 * be computed, and the extra columns.
 */
export function createEncoder(space: Space, extraNames: readonly string[]): Encoder {
  const genes = encodeGenes(space, []);
  const blocks = structureBlocks(space);
  const names = [...genes.names];
  const groups = [...genes.groups];
  for (const block of blocks) {
    const firstGroup = groups.length === 0 ? 0 : Math.max(...groups) + 1;
    names.push(...block.names);
    groups.push(...block.groups.map((group) => firstGroup + group));
  }
  for (const name of extraNames) {
    names.push(name);
    groups.push(Math.max(-1, ...groups) + 1);
  }
  const encode = (genotypes: readonly Genotype[], extras: readonly ExtraFeature[] = []): Matrix => {
    const rows = genotypes.length;
    const columns = names.length;
    const data = new Float64Array(rows * columns);
    const encoded = encodeGenes(space, genotypes);
    for (let r = 0; r < rows; r++) {
      const start = r * columns;
      data.set(encoded.data.subarray(r * encoded.columns, (r + 1) * encoded.columns), start);
      let at = start + encoded.columns;
      for (const block of blocks) {
        block.write(genotypes[r], data, at);
        at += block.names.length;
      }
      for (const extra of extras) data[at++] = extra.values[r];
    }
    return { rows, columns, data };
  };
  return { names, groups: Int32Array.from(groups), encode };
}

function structureBlocks(space: Space): FeatureBlock[] {
  const { structure } = space.spec;
  const blocks: FeatureBlock[] = [];
  if (structure?.kind === "cell") blocks.push(cellFeatures(space, structure));
  if (structure?.kind === "stages") blocks.push(stagesFeatures(space, structure));
  const complexity = complexityFeatures(space);
  if (complexity !== undefined) blocks.push(complexity);
  return blocks;
}

function complexityFeatures(space: Space): FeatureBlock | undefined {
  const probe = new Uint8Array(space.genes.length);
  if (complexityOf(space, probe) === undefined) return undefined;
  return {
    names: ["log macs", "log params"],
    groups: [0, 1],
    write: (genotype, data, offset) => {
      const complexity = complexityOf(space, genotype);
      if (complexity === undefined) return;
      data[offset] = Math.log(complexity.macs);
      data[offset + 1] = Math.log(complexity.params);
    },
  };
}
