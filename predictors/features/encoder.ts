import { complexityOf } from "../../src/space/network/index.js";
import type { Space } from "../../src/space/space.js";
import type { Genotype } from "../../src/space/types.js";
import type { ExtraFeature, Matrix } from "../port.js";
import type { FeatureBlock } from "./block.js";
import { cellFeatures } from "./cell.js";
import { geneFeatures } from "./genes.js";
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
 * be computed (of all of the network, and of the part that matters: runtimes differ in what they prune), and the extra
 * columns.
 */
export function createEncoder(
  space: Space,
  extraNames: readonly string[],
  columns: "all" | "extras" = "all",
): Encoder {
  const blocks = columns === "all" ? blocksOf(space) : [];
  const names: string[] = [];
  const groups: number[] = [];
  let next = 0;
  for (const block of blocks) {
    names.push(...block.names);
    for (const group of block.groups) groups.push(next + group);
    next = Math.max(next, ...groups.map((group) => group + 1));
  }
  const own = names.length;
  extraNames.forEach((name, i) => {
    names.push(name);
    groups.push(next + i);
  });
  const encode = (genotypes: readonly Genotype[], extras: readonly ExtraFeature[] = []): Matrix => {
    const rows = genotypes.length;
    const width = names.length;
    const data = new Float64Array(rows * width);
    for (let r = 0, at = 0; r < rows; r++) {
      for (const block of blocks) {
        block.write(genotypes[r], data, at);
        at += block.names.length;
      }
      at += width - own;
    }
    extras.forEach(({ values }, i) => {
      for (let r = 0; r < rows; r++) data[r * width + own + i] = values[r];
    });
    return { rows, columns: width, data };
  };
  return { names, groups: Int32Array.from(groups), encode };
}

function blocksOf(space: Space): FeatureBlock[] {
  const { structure } = space.spec;
  const ofStructure: FeatureBlock[] = [];
  if (structure?.kind === "cell") ofStructure.push(cellFeatures(space, structure));
  if (structure?.kind === "stages") ofStructure.push(stagesFeatures(space, structure));
  const complexity = [
    complexityFeatures(space, "log ", (genotype) => genotype),
    ...ofStructure.flatMap(({ simplify }) =>
      simplify ? [complexityFeatures(space, "live log ", simplify)] : [],
    ),
  ];
  return [geneFeatures(space, ofStructure), ...ofStructure, ...complexity.flat()];
}

function complexityFeatures(
  space: Space,
  prefix: string,
  simplify: (genotype: Genotype) => Genotype,
): FeatureBlock[] {
  if (complexityOf(space, new Uint8Array(space.genes.length)) === undefined) return [];
  const write: FeatureBlock["write"] = (genotype, data, offset) => {
    const complexity = complexityOf(space, simplify(genotype));
    data[offset] = Math.log(complexity?.macs ?? 1);
    data[offset + 1] = Math.log(complexity?.params ?? 1);
  };
  return [{ names: [`${prefix}macs`, `${prefix}params`], groups: [0, 1], write }];
}
