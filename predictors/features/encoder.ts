import { isMaximised, type Metric } from "../../src/base/metric.js";
import { complexityOf } from "../../src/space/network/index.js";
import type { Space } from "../../src/space/space.js";
import type { Genotype } from "../../src/space/types.js";
import type { ExtraFeature, Matrix } from "../port.js";
import type { Bearing, FeatureBlock } from "./block.js";
import { cellFeatures } from "./cell.js";
import { countFeatures } from "./counts.js";
import { geneFeatures } from "./genes.js";
import { stagesFeatures } from "./stages.js";
import { stepsFeatures } from "./steps.js";

/** What a predictor learns from: all features, or the extra columns alone. */
export type Columns = "all" | "extras";

/** Turns architectures of one space into rows of numbers. Columns of one group are in comparable units. */
export interface Encoder {
  readonly names: readonly string[];
  /** For each column its group; -1 for columns that do not bear on the metric. */
  groupsFor(metric: Metric): Int32Array;
  /** For each column its group, for any metric; -1 for the fine columns. What a search's models see. */
  readonly coarseGroups: Int32Array;
  /** `extras` must be the features named at construction, in that order, one value per genotype. */
  encode(genotypes: readonly Genotype[], extras?: readonly ExtraFeature[]): Matrix;
}

/**
 * Features of a space: its genes, how often each choice of alike genes is taken, what its declared structure yields,
 * logarithms of MACs and parameters where they can be computed (of all of the network, and of the part that matters:
 * runtimes differ in what they prune), and the extra columns.
 */
export function createEncoder(
  space: Space,
  extraNames: readonly string[],
  columns: Columns = "all",
): Encoder {
  const blocks = columns === "all" ? blocksOf(space) : [];
  const names: string[] = [];
  const groups: number[] = [];
  const bearing: Bearing[] = [];
  const coarse: number[] = [];
  let next = 0;
  for (const block of blocks) {
    coarse.push(...block.groups.map((group, c) => (block.fine?.has(c) ? -1 : next + group)));
    names.push(...block.names);
    bearing.push(...(block.bearing ?? block.names.map((): Bearing => "both")));
    for (const group of block.groups) groups.push(next + group);
    next = Math.max(next, ...groups.map((group) => group + 1));
  }
  const own = names.length;
  extraNames.forEach((name, i) => {
    names.push(name);
    groups.push(next + i);
    coarse.push(next + i);
    bearing.push("both");
  });
  const groupsFor = (metric: Metric): Int32Array => {
    const other: Bearing = isMaximised(metric) ? "cost" : "function";
    return Int32Array.from(groups, (group, c) => (bearing[c] === other ? -1 : group));
  };
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
  return { names, groupsFor, coarseGroups: Int32Array.from(coarse), encode };
}

function blocksOf(space: Space): FeatureBlock[] {
  const { structure } = space.spec;
  const ofStructure: FeatureBlock[] = [];
  if (structure?.kind === "cell") ofStructure.push(cellFeatures(space, structure));
  if (structure?.kind === "stages") {
    ofStructure.push(stagesFeatures(space, structure), stepsFeatures(space, structure));
  }
  const isToldFunction = ofStructure.some(({ simplify, bearing }) => simplify && bearing);
  const complexity = [
    complexityFeatures(space, "log ", (genotype) => genotype, isToldFunction ? "cost" : "both"),
    ...ofStructure.flatMap(({ simplify }) =>
      simplify ? [complexityFeatures(space, "live log ", simplify, "both")] : [],
    ),
  ];
  const isTold = (position: number): boolean =>
    ofStructure.some(({ replaces, joins }) => replaces?.has(position) || joins?.has(position));
  return [
    geneFeatures(space, ofStructure),
    countFeatures(space, isTold),
    ...ofStructure,
    ...complexity.flat(),
  ];
}

function complexityFeatures(
  space: Space,
  prefix: string,
  simplify: (genotype: Genotype) => Genotype,
  bears: Bearing,
): FeatureBlock[] {
  if (complexityOf(space, new Uint8Array(space.genes.length)) === undefined) return [];
  const write: FeatureBlock["write"] = (genotype, data, offset) => {
    const complexity = complexityOf(space, simplify(genotype));
    data[offset] = Math.log(complexity?.macs ?? 1);
    data[offset + 1] = Math.log(complexity?.params ?? 1);
  };
  return [{ names: [`${prefix}macs`, `${prefix}params`], groups: [0, 1], bearing: [bears, bears], write }];
}
