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
import { LEAST_LATENCY } from "../tables/least-latency.js";
import type { SampleTableData } from "../tables/parse-table.js";
import { median } from "./median.js";

export interface BenchPredictorOptions {
  readonly space: Space;
  readonly metric: Metric;
  /** Whose accuracy; required for accuracy, not used otherwise. */
  readonly task?: TaskId;
  /** Whose latency or energy; required for these. */
  readonly device?: DeviceId;
  /** Networks to train on; the rest is what predictors are judged by. */
  readonly train: number;
  /** How many seeds, from `firstSeed` (1 unless told) on. */
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Undefined: chosen by cross-validation on the training networks. */
  readonly family?: string;
  /** Trains networks, for the family that needs it. */
  readonly mlp?: MlpTrainer;
  /** Columns of the table that the predictor may see of every network. */
  readonly features?: readonly string[];
  /** Devices of the table whose measurements of the same metric are known: few-shot transfer. */
  readonly fromDevices?: readonly DeviceId[];
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly seed: number }) => void;
}

/** Quality on the held-out networks, in natural units, and time [s]; encoding and intervals are part of predicting. */
export interface BenchPredictorResult extends Omit<Quality, "networks"> {
  readonly family: string;
  readonly fitSeconds: number;
  readonly predictionsPerSecond: number;
}

/** The JSON of `bench predictor`. */
export interface BenchPredictorReport {
  /** Distinct networks with everything that is needed. */
  readonly networks: number;
  /** Distinct networks that lack the metric or a feature, or are faster than 0.05 ms. */
  readonly leftOut: number;
  readonly seeds: readonly ({ readonly seed: number } & BenchPredictorResult)[];
  /** Figure by figure; the family that was chosen most often. */
  readonly median: BenchPredictorResult;
}

/** Networks that a source device's predictor is trained on, at most. */
const SOURCE_NETWORKS = 1_000;

/**
 * Trains on N random networks of a table and judges on the rest. With `fromDevices` each of these devices gets a
 * predictor of its own, trained on up to 1,000 random networks of the table, and the target's is trained on N networks
 * with what those predict as further columns.
 *
 * @throws InvalidInput for a count out of range or a missing task or device; NotFound for a column that the table lacks;
 * NotEnoughData if it has too few networks to hold some out
 */
export async function benchPredictor(
  table: SampleTableData,
  options: BenchPredictorOptions,
): Promise<BenchPredictorReport> {
  requireInteger(options.train, "train", 1, Number.MAX_SAFE_INTEGER);
  requireInteger(options.seeds, "seeds", 1, Number.MAX_SAFE_INTEGER);
  const target = metricColumn(table, options.metric, subjectOf(options));
  const networks = distinctNetworks(table, options.metric, target, features(table, options.features ?? []));
  if (networks.genotypes.length < options.train + 2) {
    throw new NotEnoughData(
      "train",
      `train is ${options.train}, but the table has ${networks.genotypes.length} distinct networks with a usable ${options.metric}; at least 2 must be left to judge by`,
    );
  }
  const sources = (options.fromDevices ?? []).map((device) => ({
    device,
    networks: distinctNetworks(table, options.metric, metricColumn(table, options.metric, device), []),
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

/** One row per distinct network: the first row of each value of the distinct column, else the mean over rows of one id. */
function distinctNetworks(
  table: SampleTableData,
  metric: Metric,
  target: Float64Array,
  extras: readonly ExtraFeature[],
): Networks {
  const { rows } = groupRows(table);
  const columns = [target, ...extras.map((extra) => extra.values)].map((column) =>
    rows.map((own) => meanOverRows(column, own)),
  );
  const isUsable = (network: number): boolean =>
    columns.every((column) => Number.isFinite(column[network])) &&
    (metric !== "latency" || columns[0][network] >= LEAST_LATENCY);
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
