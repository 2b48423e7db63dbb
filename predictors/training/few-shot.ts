import { isCost } from "../../src/base/metric.js";
import { Random } from "../../src/base/random.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";
import type { Space } from "../../src/space/space.js";
import { createEncoder } from "../features/encoder.js";
import { workloadWidths } from "../features/workload.js";
import type { ColumnRoles } from "../few-shot/columns.js";
import { FEW_SHOT, fewShot, fitFewShot, supportOfSources } from "../few-shot/family.js";
import type { TrainingSet } from "../port.js";
import { fitTransform, reviveTransform, type Transform } from "../transforms.js";
import { type Contender, calibratedQuality, type ValidationData } from "./selection.js";

/** The largest number of networks for which the few-shot model is considered. */
export const MOST_NETWORKS = 50;
/** Up to this number it is taken without a comparison, for which there are too few. */
export const FEW_NETWORKS = 20;
/** The largest number of sources that a predictor needs. */
const MOST_SOURCES = 8;
/** Random networks by which features are standardised. A few measured ones would tell too little. */
const SAMPLED = 256;

/** Whether the few-shot model can learn from a set: few costs, and a source or a known workload. */
export const suitsFewShot = ({ metric, genotypes, extras, space }: TrainingSet): boolean =>
  isCost(metric) &&
  genotypes.length <= MOST_NETWORKS &&
  (extras.length > 0 || workloadWidths(space).quantities > 0);

/** A few-shot model of a set. */
export interface FewShotSelection {
  /** The training set with the sources that the model uses. */
  readonly set: TrainingSet;
  readonly data: ValidationData;
  readonly best: Contender;
}

/**
 * Fits the few-shot model. Of many sources it keeps those that the measurements support most, because every source
 * costs a prediction per network ever asked for.
 */
export function fewShotSelection(set: TrainingSet, seed: number): FewShotSelection {
  const used = set.extras.length > MOST_SOURCES ? withBestSources(set, seed) : set;
  const { features, transform, targets, options } = inputsOf(used, seed);
  const leftOut = fitFewShot(features, targets, options);
  const scale = { transform, targets, leftOut };
  const { quality } = calibratedQuality(scale, leftOut, set.values, FEW_SHOT);
  const members = [{ family: fewShot, leftOut, weight: 1 }];
  const best = { name: FEW_SHOT, members, leftOut, quality, score: quality.kendallTau };
  return { set: used, data: { features, values: set.values, scale, options }, best };
}

function withBestSources(set: TrainingSet, seed: number): TrainingSet {
  const { features, targets, options } = inputsOf(set, seed);
  const support = supportOfSources(features, targets, options);
  const kept = [...set.extras.keys()].sort((a, b) => support[b] - support[a] || a - b).slice(0, MOST_SOURCES);
  return { ...set, extras: set.extras.filter((_, source) => kept.includes(source)) };
}

function inputsOf(set: TrainingSet, seed: number) {
  const names = set.extras.map(({ name }) => name);
  const encoder = createEncoder(set.space, names, "workload");
  const transform = unitTransform(set.values);
  const options = {
    seed,
    groups: encoder.groupsFor(set.metric),
    roles: rolesOf(set.space, names.length),
    knownNoise: roundingNoise(set.values),
  };
  const features = encoder.encode(set.genotypes, set.extras);
  return { features, transform, targets: transform.toLatent(set.values), options };
}

/** The logarithm minus its mean, so that slopes on other logarithms keep their meaning. */
function unitTransform(values: Float64Array): Transform {
  return reviveTransform({ ...fitTransform("log", values).state, sd: 1 });
}

const scales = new WeakMap<Space, Omit<ColumnRoles, "sources">>();

/** The scales of a space's features and workload, from random networks that are always the same. */
function rolesOf(space: Space, sources: number): ColumnRoles {
  let known = scales.get(space);
  if (known === undefined) {
    const encoder = createEncoder(space, [], "workload");
    const { rows, columns, data } = encoder.encode(sampleDistinct(space, SAMPLED, new Random(1)));
    const { quantities, counts } = workloadWidths(space);
    const own = columns - quantities - counts;
    known = {
      features: momentsOf(data, rows, columns, 0, own),
      workload: momentsOf(data, rows, columns, own, columns),
      quantities,
    };
    scales.set(space, known);
  }
  return { ...known, sources };
}

function momentsOf(data: Float64Array, rows: number, columns: number, from: number, to: number) {
  const mean = new Float64Array(to - from);
  const sd = new Float64Array(to - from);
  for (let c = from; c < to; c++) {
    for (let r = 0; r < rows; r++) mean[c - from] += data[r * columns + c] / rows;
    for (let r = 0; r < rows; r++) sd[c - from] += (data[r * columns + c] - mean[c - from]) ** 2 / rows;
    sd[c - from] = sd[c - from] > 1e-18 ? Math.sqrt(sd[c - from]) : 0;
  }
  return { mean, sd };
}

/**
 * The variance of the rounding error of each value, on the logarithmic scale. The values are taken as rounded to as
 * many decimals as the longest of them has; some phones report whole milliseconds.
 */
function roundingNoise(values: Float64Array): Float64Array {
  const decimals = values.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  const step = 10 ** -decimals;
  return values.map((value) => (step / Math.max(Math.abs(value), step)) ** 2 / 12);
}

function decimalsOf(value: number): number {
  const [digits, exponent = "0"] = value.toString().split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}
