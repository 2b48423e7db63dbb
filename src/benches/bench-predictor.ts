import type { MlpTrainer } from "../../predictors/families/mlp/port.js";
import type { ExtraFeature, Predictor, Quality, TrainingSet } from "../../predictors/port.js";
import { assess } from "../../predictors/quality.js";
import { trainPredictor } from "../../predictors/training/train.js";
import { sourceColumns, type TransferSource } from "../../predictors/transfer.js";
import type { Clock } from "../base/clock.js";
import { defined } from "../base/defined.js";
import { InvalidInput, NotEnoughData, NotFound } from "../base/errors.js";
import type { DeviceId, TaskId } from "../base/ids.js";
import { type Metric, ownerOf } from "../base/metric.js";
import { Random } from "../base/random.js";
import { requireInteger } from "../base/validate.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";
import { groupRows, meanOverRows } from "../tables/group-rows.js";
import type { SampleTableData } from "../tables/parse-table.js";
import { median } from "./median.js";
import { MIN_LATENCY } from "./min-latency.js";

/** What to train, and on which columns of a table. */
export interface BenchPredictorOptions {
  readonly space: Space;
  readonly metric: Metric;
  /** Task whose accuracy is predicted; required for accuracy, ignored for costs. */
  readonly task?: TaskId;
  /** Device whose cost is predicted; required for latency and energy. */
  readonly device?: DeviceId;
  /** Number of networks to train on; predictors are judged on the rest. */
  readonly train: number;
  /** Number of seeds, counted up from `firstSeed` (default 1). */
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Default: chosen by cross-validation on the training networks. */
  readonly family?: string;
  /** Trains neural networks; needed by the family `mlp` alone. */
  readonly mlp?: MlpTrainer;
  /** Columns of the table that are given to the predictor as further features of every network. */
  readonly features?: readonly string[];
  /** Devices of the table whose measurements of the same metric are known, for few-shot transfer. */
  readonly fromDevices?: readonly DeviceId[];
  /** Networks with a smaller latency [ms] are left out and counted, of every device. Default: 0.05. */
  readonly minLatency?: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly seed: number }) => void;
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

/** Upper bound on the networks that a source device's predictor is trained on. */
const SOURCE_NETWORKS = 1_000;

/**
 * Trains a predictor on N random networks of a table and judges it on the rest. With `fromDevices`, each of these
 * devices gets a predictor of its own, trained on up to 1,000 random networks of the table; their predictions are
 * further columns for the target's predictor, which is trained on N networks.
 *
 * @throws InvalidInput for a count out of range or a missing task or device; NotFound for a column that the table
 * lacks; NotEnoughData if fewer than two networks are left to judge by
 */
export async function benchPredictor(
  table: SampleTableData,
  options: BenchPredictorOptions,
): Promise<BenchPredictorReport> {
  requireInteger(options.train, "train", 1, Number.MAX_SAFE_INTEGER);
  requireInteger(options.seeds, "seeds", 1, Number.MAX_SAFE_INTEGER);
  const target = metricColumn(table, options.metric, subjectOf(options));
  const { minLatency = MIN_LATENCY } = options;
  const networks = distinctNetworks(
    table,
    options.metric,
    target,
    features(table, options.features ?? []),
    minLatency,
  );
  if (networks.genotypes.length < options.train + 2) {
    throw new NotEnoughData(
      "train",
      `train is ${options.train}, but the table has ${networks.genotypes.length} distinct networks ` +
        `with a usable ${options.metric}; at least 2 must be left to judge by`,
    );
  }
  const sources = (options.fromDevices ?? []).map((device) => ({
    device,
    networks: distinctNetworks(
      table,
      options.metric,
      metricColumn(table, options.metric, device),
      [],
      minLatency,
    ),
  }));
  const first = options.firstSeed ?? 1;
  const seeds: BenchPredictorReport["seeds"][number][] = [];
  for (let seed = first; seed < first + options.seeds; seed++) {
    await new Promise(setImmediate);
    options.signal?.throwIfAborted();
    seeds.push({ seed, ...benchSeed(seed, networks, sources, options) });
    options.onProgress?.({ seed });
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

function metricColumn(table: SampleTableData, metric: Metric, subject: string): Float64Array {
  const columns = table.columns.filter((column) => column.kind === metric);
  const found = columns.find((column) => column.subject === subject);
  if (found !== undefined) return found.values;
  const known = columns.map((column) => column.subject).join(", ");
  throw new NotFound(ownerOf(metric), subject, undefined, `the table has ${metric} of ${known || "none"}`);
}

function features(table: SampleTableData, names: readonly string[]): ExtraFeature[] {
  return names.map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new NotFound("column", name, "feature");
    return { name, values: column.values };
  });
}

type Networks = Pick<TrainingSet, "genotypes" | "values" | "extras"> & { readonly leftOut: number };

/**
 * One row per distinct network: with a `distinct` column the first row of each of its values, else the mean over the
 * rows of one architecture.
 */
function distinctNetworks(
  table: SampleTableData,
  metric: Metric,
  target: Float64Array,
  extras: readonly ExtraFeature[],
  minLatency: number,
): Networks {
  const { rows } = groupRows(table);
  const columns = [target, ...extras.map((extra) => extra.values)].map((column) =>
    rows.map((own) => meanOverRows(column, own)),
  );
  const isUsable = (network: number): boolean =>
    columns.every((column) => Number.isFinite(column[network])) &&
    (metric !== "latency" || columns[0][network] >= minLatency);
  const kept = [...rows.keys()].filter(isUsable);
  const values = columns.map((column) => Float64Array.from(kept, (network) => column[network]));
  return {
    genotypes: kept.map((network) => table.genotypes[rows[network][0]]),
    values: values[0],
    extras: extras.map(({ name }, i) => ({ name, values: values[i + 1] })),
    leftOut: rows.length - kept.length,
  };
}

interface Source {
  readonly device: DeviceId;
  readonly networks: Networks;
}

function benchSeed(
  seed: number,
  networks: Networks,
  sources: readonly Source[],
  { space, metric, train, family, mlp, clock }: BenchPredictorOptions,
): BenchPredictorResult {
  const order = new Random(seed).shuffle([...networks.genotypes.keys()]);
  const set = pick(networks, order.slice(0, train), { space, metric });
  const heldOut = pick(networks, order.slice(train), { space, metric });
  const options = { seed, ...defined({ family, mlp }) };
  const experts = sources.map((source) => trainSource(source, seed, { space, metric }));
  const started = clock();
  const extras = [...set.extras, ...sourceColumns(experts, set.genotypes)];
  const predictor = trainPredictor({ ...set, extras }, options);
  const fitted = clock();
  const predictions = predictAll(predictor, heldOut, experts);
  const predicted = clock();
  const { networks: _, ...quality } = assess(predictions, heldOut.values);
  return {
    family: predictor.family,
    ...quality,
    fitSeconds: (fitted - started) / 1000,
    predictionsPerSecond: heldOut.values.length / (Math.max(predicted - fitted, 1) / 1000),
  };
}

type Subject = Pick<TrainingSet, "space" | "metric">;

function pick(
  { genotypes, values, extras }: Networks,
  rows: readonly number[],
  subject: Subject,
): TrainingSet {
  const taken = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  return {
    ...subject,
    genotypes: rows.map((row): Genotype => genotypes[row]),
    values: taken(values),
    extras: extras.map((extra) => ({ name: extra.name, values: taken(extra.values) })),
  };
}

function trainSource({ device, networks }: Source, seed: number, subject: Subject): TransferSource {
  const order = new Random(seed).fork(device).shuffle([...networks.genotypes.keys()]);
  const set = pick(networks, order.slice(0, SOURCE_NETWORKS), subject);
  return {
    name: `predicted ${device}`,
    predictor: trainPredictor(set, { seed, family: "gaussian-process" }),
  };
}

function predictAll(
  predictor: Predictor,
  { genotypes, extras }: TrainingSet,
  experts: readonly TransferSource[],
) {
  return predictor.predict(genotypes, [...extras, ...sourceColumns(experts, genotypes)]);
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
