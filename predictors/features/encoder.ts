import { type Metric, ownerOf } from "../../src/base/metric.js";
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
import { workloadFeatures } from "./workload.js";

/**
 * The columns that a predictor learns from: all features, the extra columns alone, or all features followed by what a
 * network makes a device do and the extra columns.
 */
export type Columns = "all" | "extras" | "workload";

/** Encodes genotypes of one space as rows of numbers. The columns of a group are in comparable units. */
export interface Encoder {
  /** The names of the columns. */
  readonly names: readonly string[];
  /** The group of each column; -1 for columns that do not bear on the metric. */
  groupsFor(metric: Metric): Int32Array;
  /** The group of each column for the models of a search, for every metric; -1 for the fine columns. */
  readonly coarseGroups: Int32Array;
  /**
   * Encodes genotypes, one row each. `extras` must be the columns named at construction, in that order, with one value
   * per genotype; this is not checked.
   */
  encode(genotypes: readonly Genotype[], extras?: readonly ExtraFeature[]): Matrix;
}

/**
 * Creates the encoder of a space. Its columns are: the genes, counts of choices over genes that share them, features of
 * the declared structure, logarithms of MACs and parameters if they can be computed, and the extra columns. MACs and
 * parameters are counted with and without the parts that have no effect, because runtimes differ in what they prune.
 *
 * @example
 * const { columns, data } = createEncoder(space, []).encode(genotypes); // data is row-major (genotypes, columns)
 */
export function createEncoder(
  space: Space,
  extraNames: readonly string[],
  columns: Columns = "all",
): Encoder {
  const features = columns === "extras" ? [] : blocksOf(space);
  const blocks = columns === "workload" ? [...features, ...workloadFeatures(space)] : features;
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
    const other: Bearing = ownerOf(metric) === "task" ? "cost" : "function";
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
  const coarseGroups = Int32Array.from(coarse);
  return { names, groupsFor, coarseGroups, encode };
}

/** The blocks of columns in their order. */
function blocksOf(space: Space): FeatureBlock[] {
  const { structure } = space.spec;
  const ofStructure: FeatureBlock[] = [];
  if (structure?.kind === "cell") ofStructure.push(cellFeatures(space, structure));
  if (structure?.kind === "stages") {
    ofStructure.push(stagesFeatures(space, structure), stepsFeatures(space, structure));
  }
  const hasFunctionColumns = ofStructure.some(({ simplify, bearing }) => simplify && bearing);
  const complexity = [
    complexityFeatures(space, "log ", (genotype) => genotype, hasFunctionColumns ? "cost" : "both"),
    ...ofStructure.flatMap(({ simplify }) =>
      simplify ? [complexityFeatures(space, "live log ", simplify, "both")] : [],
    ),
  ];
  const isCounted = (position: number): boolean =>
    ofStructure.some(({ replaces, joins }) => replaces?.has(position) || joins?.has(position));
  return [
    geneFeatures(space, ofStructure),
    countFeatures(space, isCounted),
    ...ofStructure,
    ...complexity.flat(),
  ];
}

/** Logarithms of MACs and parameters; none if they cannot be computed. */
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
