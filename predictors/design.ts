import { isCost, type Metric } from "../src/base/metric.js";
import { Random } from "../src/base/random.js";
import type { Space } from "../src/space/space.js";
import type { Genotype } from "../src/space/types.js";
import { fitScaling } from "./families/gaussian-process/groups.js";
import { defaultHyperparameters } from "./families/gaussian-process/hyperparameters.js";
import { covariances, kernelInputs, scratchFor } from "./families/gaussian-process/inputs.js";
import { createEncoder } from "./features/encoder.js";
import { workloadFeatures, workloadWidths } from "./features/workload.js";

/** What the choice of networks to measure may depend on. Values of the metric to be learnt are not among it. */
export interface DesignInput {
  readonly space: Space;
  readonly metric: Metric;
  /** Distinct networks to choose from. */
  readonly candidates: readonly Genotype[];
  /** Networks that are measured already, which the choice shall complement. Default: none. */
  readonly measured?: readonly Genotype[];
  /**
   * What is known of the same metric elsewhere, such as predictions for other devices: one finite number per network,
   * on a scale of its own on which differences count, such as the logarithm of a cost.
   */
  readonly sources: readonly ((networks: readonly Genotype[]) => Float64Array)[];
}

/** Upper bound on the candidates, and on the measured networks, that a design considers. */
const CONSIDERED = 1_000;
/**
 * Share of the candidates that may be chosen, at random. In a small table, a design of all candidates uses up what is
 * unlike the rest, and its luck is the same for every seed.
 */
const ELIGIBLE = 0.4;
/** Upper bound on the networks that are chosen by design; more are filled up at random. */
const DESIGNED = 100;
/** Prior variance of the level of the metric, in units of the variance of a source between networks. */
const LEVEL = 4;
/** Share of the sources in what a cost is expected to follow; the rest is that of the quantities of the workload. */
const SOURCES = 0.5;
/** Prior variance of what the features explain beyond that, in the same units; 1 without sources and workload. */
const BEYOND = 0.25;
/** Variance of a measurement, in the same units. */
const NOISE = 0.02;

/**
 * Chooses networks to measure so that the metric of all others can be predicted from them as precisely as possible: an
 * A-optimal design by greedy steps (Krause, Singh, Guestrin 2008, section 3; Gorodetsky & Marzouk 2016). Each step
 * takes the network whose measurement reduces the prior variance, averaged over the candidates, the most.
 *
 * The prior is a Gaussian process: a constant, plus a mixture of the sources and, for a cost, of the quantities of the
 * workload, whose covariance is theirs over networks, plus a process over the features of the Gaussian process family
 * before it has learnt anything. Hence the networks spread over what the few-shot model may follow, over what its
 * candidates disagree on, and over the features.
 *
 * Of more than 1,000 candidates, a random sample is considered. Two in five of them, drawn at random, may be chosen;
 * the variance of all counts. Beyond 100 networks, the choice goes on at random.
 *
 * @example
 * const first = chooseNetworks({ space, metric: "latency", candidates, sources: [] }, 10, 1);
 *
 * @returns indices of distinct candidates in the order of the choice, fewer than `count` only if there are no more
 */
export function chooseNetworks(input: DesignInput, count: number, seed: number): number[] {
  const order = new Random(seed).fork("design").shuffle([...input.candidates.keys()]);
  const considered = order.slice(0, CONSIDERED);
  const wanted = Math.min(count, DESIGNED, considered.length);
  const { measured = [] } = input;
  const networks = [...measured.slice(-CONSIDERED), ...considered.map((i) => input.candidates[i])];
  const given = networks.length - considered.length;
  const covariance = priorCovariance(input, networks);
  for (let i = 0; i < given; i++) observe(covariance, networks.length, i);
  const eligible = Math.max(wanted, Math.ceil(ELIGIBLE * considered.length));
  const isTaken = Uint8Array.from(networks, (_, i) => (i < given || i >= given + eligible ? 1 : 0));
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    const best = mostInformative(covariance, networks.length, given, isTaken);
    isTaken[best] = 1;
    chosen.push(considered[best - given]);
    observe(covariance, networks.length, best);
  }
  const designed = new Set(chosen);
  return [...chosen, ...order.filter((i) => !designed.has(i))].slice(0, count);
}

/** The prior covariance of the metric at the networks, without the noise of measurements; row-major, symmetric. */
function priorCovariance(input: DesignInput, networks: readonly Genotype[]): Float64Array {
  const { space, metric } = input;
  const n = networks.length;
  const columns = columnsToFollow(input, networks);
  const encoder = createEncoder(space, []);
  const features = encoder.encode(networks);
  const scaling = fitScaling(features, encoder.groupsFor(metric));
  const inputs = kernelInputs(features, scaling, defaultHyperparameters(scaling.groups));
  const scratch = scratchFor(inputs);
  const weight = columns.length === 0 ? 1 : BEYOND;
  const covariance = new Float64Array(n * n);
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    covariances(inputs, features.data, i * features.columns, row, scratch);
    for (let j = 0; j < n; j++) covariance[i * n + j] = LEVEL + weight * row[j];
    for (const { values, share } of columns) {
      const own = share * values[i];
      for (let j = 0; j < n; j++) covariance[i * n + j] += own * values[j];
    }
  }
  return covariance;
}

/** The standardised columns that the metric is expected to follow; their shares sum to 1. */
function columnsToFollow({ space, metric, sources }: DesignInput, networks: readonly Genotype[]) {
  const told = sources.flatMap((values) => standardised(values(networks)) ?? []);
  const work = isCost(metric) ? workloadColumns(space, networks) : [];
  const ofSources = work.length === 0 ? 1 : SOURCES;
  const ofWork = told.length === 0 ? 1 : 1 - SOURCES;
  return [
    ...told.map((values) => ({ values, share: ofSources / told.length })),
    ...work.map((values) => ({ values, share: ofWork / work.length })),
  ];
}

/** The standardised logarithms of the quantities of the workload; none where it is not known. */
function workloadColumns(space: Space, networks: readonly Genotype[]): Float64Array[] {
  const [block] = workloadFeatures(space);
  if (block === undefined) return [];
  const rows = networks.map((network) => {
    const row = new Float64Array(block.names.length);
    block.write(network, row, 0);
    return row;
  });
  const { quantities } = workloadWidths(space);
  return Array.from(
    { length: quantities },
    (_, column) => standardised(Float64Array.from(rows, (row) => row[column])) ?? [],
  ).flat();
}

/** The values with mean 0 and variance 1; undefined if they are all the same. */
function standardised(values: Float64Array): Float64Array | undefined {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return sd > 1e-12 ? values.map((value) => (value - mean) / sd) : undefined;
}

/**
 * The network that is not taken whose measurement reduces the sum of the variances of all candidates, the networks from
 * `first` on, the most.
 */
function mostInformative(covariance: Float64Array, n: number, first: number, isTaken: Uint8Array): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = first; i < n; i++) {
    if (isTaken[i] === 1) continue;
    let sum = 0;
    for (let j = first; j < n; j++) sum += covariance[i * n + j] ** 2;
    const reduction = sum / (covariance[i * n + i] + NOISE);
    if (reduction <= most) continue;
    most = reduction;
    best = i;
  }
  return best;
}

/** Replaces the covariance by the one that is left once network `i` is measured. */
function observe(covariance: Float64Array, n: number, i: number): void {
  const column = covariance.slice(i * n, (i + 1) * n);
  const variance = column[i] + NOISE;
  for (let r = 0; r < n; r++) {
    const factor = column[r] / variance;
    if (factor === 0) continue;
    for (let c = 0; c < n; c++) covariance[r * n + c] -= factor * column[c];
  }
}
