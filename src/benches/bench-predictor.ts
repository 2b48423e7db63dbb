import { chooseNetworks } from "../../predictors/design.js";
import type { MlpTrainer } from "../../predictors/families/mlp/port.js";
import type { Quality } from "../../predictors/port.js";
import { assess } from "../../predictors/quality.js";
import type { Clock } from "../base/clock.js";
import { defined } from "../base/defined.js";
import { InvalidInput, NotEnoughData } from "../base/errors.js";
import type { DeviceId, TaskId } from "../base/ids.js";
import { type Metric, ownerOf } from "../base/metric.js";
import { Random } from "../base/random.js";
import { median } from "../base/statistics/median.js";
import { requireInteger } from "../base/validate.js";
import type { Space } from "../space/space.js";
import type { NetworkTable } from "../tables/parse-table.js";
import { fewShotPredictor } from "./few-shot.js";
import { MIN_LATENCY } from "./min-latency.js";
import { distinctNetworks, featureColumns, metricColumn, type Networks, pick } from "./networks.js";
import { type SourceColumn, type SourceOptions, sourcesOf } from "./sources.js";

/** What to train, and on which columns of a table. */
export interface BenchPredictorOptions extends SourceOptions {
  readonly space: Space;
  readonly metric: Metric;
  /** Task whose accuracy is predicted; required for accuracy, ignored for costs. */
  readonly task?: TaskId;
  /** Device whose cost is predicted; required for latency and energy. */
  readonly device?: DeviceId;
  /** Number of networks to train on; predictors are judged on the rest. */
  readonly train: number;
  /** Whether these networks are chosen by design (`chooseNetworks`) instead of at random. */
  readonly isChosen?: boolean;
  /** Number of seeds, counted up from `firstSeed` (default 1). */
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Default: chosen by cross-validation on the training networks. */
  readonly family?: string;
  /** Trains neural networks; needed by the family `mlp` alone. */
  readonly mlp?: MlpTrainer;
  /** Columns of the table that are given to the predictor as further features of every network. */
  readonly features?: readonly string[];
  /** Networks with a smaller latency [ms] are left out and counted, of every device. Default: 0.05. */
  readonly minLatency?: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BenchPredictorProgress) => void;
}

/** How far a bench has come. */
export interface BenchPredictorProgress {
  /** The seed at work. */
  readonly seed: number;
  /** Predictors trained so far: per seed one for each source, and one for the device or task itself. */
  readonly trained: number;
}

/**
 * Quality on the held-out networks in natural units, and times. Predicting includes encoding the networks and computing
 * intervals.
 */
export interface BenchPredictorResult extends Omit<Quality, "networks"> {
  readonly family: string;
  readonly fitSeconds: number;
  readonly predictionsPerSecond: number;
}

/** The JSON of `bench predictor`. */
export interface BenchPredictorReport {
  /** Distinct networks with a value of the metric and of every feature. */
  readonly networks: number;
  /** Distinct networks that lack one of these values, or are faster than `minLatency`. */
  readonly leftOut: number;
  readonly seeds: readonly ({ readonly seed: number } & BenchPredictorResult)[];
  /** The median of each figure by itself, and the family that was chosen most often. */
  readonly median: BenchPredictorResult;
}

/**
 * Trains a predictor on N networks of a table, drawn at random or chosen by design, and judges it on the rest. With
 * sources (`sourcesOf`), what they say of every network is given to the predictor, and to the design, too.
 *
 * @throws InvalidInput for a count out of range, a missing task or device, or a source that cannot be used; NotFound
 * for a column that the table lacks; NotEnoughData if fewer than two networks are left to judge by
 */
export async function benchPredictor(
  table: NetworkTable,
  options: BenchPredictorOptions,
): Promise<BenchPredictorReport> {
  requireInteger(options.train, "train", 1, Number.MAX_SAFE_INTEGER);
  requireInteger(options.seeds, "seeds", 1, Number.MAX_SAFE_INTEGER);
  const { metric, minLatency = MIN_LATENCY, features = [] } = options;
  const target = metricColumn(table, metric, subjectOf(options));
  const networks = distinctNetworks(table, metric, target, featureColumns(table, features), minLatency);
  if (networks.genotypes.length < options.train + 2) {
    throw new NotEnoughData(
      "train",
      `train is ${options.train}, but the table has ${networks.genotypes.length} distinct networks ` +
        `with a usable ${metric}; at least 2 must be left to judge by`,
    );
  }
  const { space, device } = options;
  const sources = sourcesOf(table, { space, metric, minLatency, ...defined({ device }) }, options);
  const first = options.firstSeed ?? 1;
  const perSeed = sources.count + 1;
  const seeds: BenchPredictorReport["seeds"][number][] = [];
  for (let seed = first; seed < first + options.seeds; seed++) {
    const step = async (done: number): Promise<void> => {
      options.onProgress?.({ seed, trained: (seed - first) * perSeed + done });
      await new Promise(setImmediate);
      options.signal?.throwIfAborted();
    };
    const columns = await sources.of(seed, step);
    await step(sources.count);
    seeds.push({ seed, ...benchSeed(seed, networks, columns, options) });
  }
  return { networks: networks.genotypes.length, leftOut: networks.leftOut, seeds, median: medianOf(seeds) };
}

function subjectOf({ metric, task, device }: BenchPredictorOptions): string {
  const field = ownerOf(metric);
  const subject = field === "task" ? task : device;
  if (subject === undefined)
    throw new InvalidInput(field, `${field} must be given: ${metric} belongs to a ${field}`);
  return subject;
}

function benchSeed(
  seed: number,
  networks: Networks,
  sources: readonly SourceColumn[],
  options: BenchPredictorOptions,
): BenchPredictorResult {
  const { space, metric, family, mlp, clock } = options;
  const { trained, heldOut } = divide(seed, networks, sources, options);
  const set = pick(networks, trained, { space, metric });
  const rest = pick(networks, heldOut, { space, metric });
  const started = clock();
  const predictor = fewShotPredictor(set, sources, { seed, ...defined({ family, mlp }) });
  const fitted = clock();
  const predictions = predictor.predict(rest.genotypes, rest.extras);
  const predicted = clock();
  const { networks: _, ...quality } = assess(predictions, rest.values);
  return {
    family: predictor.family,
    ...quality,
    fitSeconds: (fitted - started) / 1000,
    predictionsPerSecond: rest.values.length / (Math.max(predicted - fitted, 1) / 1000),
  };
}

/** The rows of the networks to train on, and of those to judge by, both in an order that the seed decides. */
function divide(
  seed: number,
  { genotypes }: Networks,
  sources: readonly SourceColumn[],
  { space, metric, train, isChosen = false }: BenchPredictorOptions,
): { readonly trained: readonly number[]; readonly heldOut: readonly number[] } {
  const order = new Random(seed).shuffle([...genotypes.keys()]);
  if (!isChosen) return { trained: order.slice(0, train), heldOut: order.slice(train) };
  const input = { space, metric, candidates: genotypes, sources: sources.map(({ values }) => values) };
  const trained = chooseNetworks(input, train, seed);
  const taken = new Set(trained);
  return { trained, heldOut: order.filter((row) => !taken.has(row)) };
}

function medianOf(seeds: readonly BenchPredictorResult[]): BenchPredictorResult {
  const figures = Object.keys(seeds[0]).filter((key) => key !== "family" && key !== "seed");
  const medians = figures.map((key) => [
    key,
    median(seeds.map((seed) => seed[key as Exclude<keyof BenchPredictorResult, "family">])),
  ]);
  const count = (family: string) => seeds.filter((seed) => seed.family === family).length;
  const family = seeds.map((seed) => seed.family).reduce((a, b) => (count(b) > count(a) ? b : a));
  return { family, ...Object.fromEntries(medians) } as BenchPredictorResult;
}
