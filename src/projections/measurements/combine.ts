import { defined } from "../../base/defined.js";
import { COST_METRICS, type CostMetric, type Metric, type OwnMetric, ownAmong } from "../../base/metric.js";
import { type Fidelity, type Measurement, SD_FIELDS } from "../../records/measurement.js";
import type { Estimate } from "../estimate.js";
import { hasClash, type Reading } from "./clashes.js";
import { fractionInterval, type Interval, positiveInterval } from "./intervals.js";

/** The combined values of the own metrics of a task or a device. */
type CombinedOwn = Readonly<Partial<Record<OwnMetric, Estimate>>>;

/** The combined accuracies and own metrics of one architecture; absent where there is no measurement. */
export interface CombinedAccuracy extends CombinedOwn {
  readonly accuracy?: Estimate;
  readonly testAccuracy?: Estimate;
}

/** The combined costs and own metrics of one architecture; absent where there is no measurement. */
export type CombinedCost = Readonly<Partial<Record<CostMetric, Estimate>>> & CombinedOwn;

/** A reading with its time. */
interface DatedReading extends Reading {
  readonly measuredAt?: string | undefined;
}

type TaskMeasurement = Extract<Measurement, { subject: "task" }>;
type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;

/**
 * Combines repeated measurements of one metric. The result is their mean weighted by repeats, the standard deviation
 * of one run (see `deviationOf`), the number of runs and, where a spread is known, the 90 % interval of the mean.
 * `hasClash` says when measurements clash.
 * @param readings at least one measurement; all measurements are kept in the archive
 * @param slack the tolerated difference where no spread is known, as a function of the smaller value: a tenth of it for
 * costs and 0.02 for accuracies
 * @param intervalOf makes the interval of the mean from its standard error, which is undefined where it is not known
 */
export function combineReadings(
  readings: readonly DatedReading[],
  slack: (value: number) => number,
  intervalOf: (value: number, standardError: number | undefined) => Interval | undefined = positiveInterval,
): Estimate {
  const repeats = readings.reduce((sum, r) => sum + r.repeats, 0);
  const value = meanOf(readings, repeats);
  const sd = deviationOf(readings, value, repeats);
  const interval = intervalOf(value, sd === undefined ? undefined : sd / Math.sqrt(repeats));
  let measuredAt: string | undefined;
  for (const r of readings) {
    if (r.measuredAt !== undefined && (measuredAt === undefined || r.measuredAt > measuredAt))
      measuredAt = r.measuredAt;
  }
  return {
    value,
    source: "MEASURED",
    repeats,
    ...interval,
    ...defined({ sd, measuredAt, clashing: hasClash(readings, slack) || undefined }),
  };
}

/** Returns the mean weighted by repeats. Rounding does not take it out of the range of the readings. */
function meanOf(readings: readonly Reading[], repeats: number): number {
  let [sum, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const r of readings) {
    sum += r.repeats * r.value;
    least = Math.min(least, r.value);
    most = Math.max(most, r.value);
  }
  return Math.min(most, Math.max(least, sum / repeats));
}

/**
 * Returns the standard deviation of one run: that of all runs, within and between readings, but not less than the root
 * mean square of the deviations that readings of a single run state. A single run can state a deviation because tables
 * do not say how many runs a row stands for. Undefined where nothing tells a spread.
 */
function deviationOf(readings: readonly Reading[], mean: number, repeats: number): number | undefined {
  let [squares, stated, runs] = [0, 0, 0];
  for (const { value, repeats, sd } of readings) {
    squares += repeats * (value - mean) ** 2 + (repeats - 1) * (sd ?? 0) ** 2;
    if (sd === undefined || repeats > 1) continue;
    stated += sd ** 2;
    runs++;
  }
  if (readings.length === 1 && readings[0].sd === undefined) return undefined;
  const pooled = repeats > 1 ? squares / (repeats - 1) : 0;
  return Math.sqrt(Math.max(pooled, runs === 0 ? 0 : stated / runs));
}

/**
 * Combines validation (or unspecified) accuracy and test accuracy, which are never mixed. Where a network was trained
 * in several ways (for example for 12 and for 200 epochs), only the way with the most runs counts, the latest one if
 * they tie. Own metrics of the task are combined over all measurements but those of the test split. Retracted
 * measurements do not count.
 */
export function combineAccuracy(measurements: readonly TaskMeasurement[]): CombinedAccuracy {
  const live = measurements.filter((m) => !m.retracted);
  const [validated, tested] = [live.filter((m) => !isTested(m)), live.filter(isTested)];
  const [accuracy, testAccuracy] = [combineSplit(validated), combineSplit(tested)];
  return { ...defined({ accuracy, testAccuracy }), ...combineOwn(validated) };
}

const isTested = ({ fidelity }: TaskMeasurement): boolean => fidelity.split === "test";

/**
 * The 90 % interval of a combined value.
 * @param name the metric; a fraction has another interval than a positive quantity
 * @param sd the standard deviation of one of the `repeats` runs; undefined if it is not known
 */
export function combinedInterval(
  name: Metric | "testAccuracy",
  value: number,
  sd: number | undefined,
  repeats: number,
  examples: number | undefined,
): Interval | undefined {
  const standardError = sd === undefined ? undefined : sd / Math.sqrt(repeats);
  return name === "accuracy" || name === "testAccuracy"
    ? fractionInterval(value, standardError, examples)
    : positiveInterval(value, standardError);
}

/** Combines each cost and own metric. Retracted measurements do not count. */
export function combineCost(measurements: readonly DeviceMeasurement[]): CombinedCost {
  const live = measurements.filter((m) => !m.retracted);
  const combined = COST_METRICS.map((metric) => [metric, combineMetric(live, metric)] as const);
  return { ...defined(Object.fromEntries(combined)), ...combineOwn(live) };
}

function combineOwn(measurements: readonly Measurement[]): CombinedOwn {
  const named = ownAmong(measurements.flatMap(({ metrics }) => Object.keys(metrics ?? {})));
  const combined: Partial<Record<OwnMetric, Estimate>> = {};
  for (const metric of named) {
    const readings: DatedReading[] = [];
    for (const { metrics, repeats, measuredAt } of measurements) {
      const value = metrics?.[metric];
      if (value !== undefined) readings.push({ value, repeats, measuredAt });
    }
    combined[metric] = combineReadings(readings, costSlack);
  }
  return combined;
}

const costSlack = (value: number): number => 0.1 * value;
const accuracySlack = (): number => 0.02;

type AccuracyMeasurement = TaskMeasurement & { readonly accuracy: number };

function combineSplit(all: readonly TaskMeasurement[]): Estimate | undefined {
  const measurements = all.filter((m): m is AccuracyMeasurement => m.accuracy !== undefined);
  if (measurements.length === 0) return undefined;
  const groups = new Map<string, AccuracyMeasurement[]>();
  for (const m of measurements) {
    const key = `${m.fidelity.split}\n${m.fidelity.training}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [m]);
    else group.push(m);
  }
  const runs = (group: readonly AccuracyMeasurement[]) => group.reduce((sum, m) => sum + m.repeats, 0);
  const chosen = [...groups.values()].reduce((best, group) => (runs(group) >= runs(best) ? group : best));
  const readings = chosen.map(({ accuracy, repeats, accuracySd, measuredAt }) => {
    return { value: accuracy, repeats, sd: accuracySd, measuredAt };
  });
  const seeds = new Set<number>();
  for (const m of chosen) for (const seed of m.fidelity.seeds) seeds.add(seed);
  const { seconds: _, ...how } = chosen[0].fidelity;
  const seconds = chosen.reduce((sum, { fidelity }) => sum + (fidelity.seconds ?? Number.NaN), 0);
  const fidelity: Fidelity = {
    ...how,
    seeds: [...seeds].sort((a, b) => a - b),
    ...defined({ seconds: Number.isNaN(seconds) ? undefined : seconds }),
  };
  const examples = leastOf(chosen.map((m) => m.examples));
  const combined = combineReadings(readings, accuracySlack, (value, standardError) =>
    fractionInterval(value, standardError, examples),
  );
  return { ...combined, fidelity, ...defined({ examples }) };
}

/** Returns the least of the numbers that are given; undefined where none is. */
function leastOf(numbers: readonly (number | undefined)[]): number | undefined {
  let least: number | undefined;
  for (const number of numbers) {
    if (number !== undefined && (least === undefined || number < least)) least = number;
  }
  return least;
}

function combineMetric(measurements: readonly DeviceMeasurement[], metric: CostMetric): Estimate | undefined {
  const sdField = SD_FIELDS[metric];
  const readings: DatedReading[] = [];
  for (const m of measurements) {
    const value = m[metric];
    if (value === undefined) continue;
    readings.push({ value, repeats: m.repeats, sd: m[sdField], measuredAt: m.measuredAt });
  }
  return readings.length === 0 ? undefined : combineReadings(readings, costSlack);
}
