import { COST_METRICS, type CostMetric } from "../../../base/metric.js";
import { median } from "../../../base/statistics/median.js";
import { isConfounded } from "./confounded.js";
import { type Residual, residualsOf } from "./residuals.js";

import type { DeviceMeasurement, Samples, Suspicion } from "./samples.js";

/** Only so many of the latest values are compared. */
const MOST_COMPARED = 200;
/** The least number of values on each side of a change. */
const LEAST_SIDE = 3;
/** The least common factor [ln] that is reported. */
const LEAST_FACTOR = Math.log(1.12);
/** A change in time has at least this share of the values on each side. */
const LEAST_SHARE = 0.2;
/**
 * The least gain in twice the logarithm of the likelihood, far more than chance reaches over all divisions: this much,
 * and so much more divided by the number of values.
 */
const LEAST_GAIN = { always: 24, few: 60 };
/** The advantage in gain of conditions that are stated over time alone. */
const LABEL_ADVANTAGE = 3;
/** The spread of a single value [ln] is not believed to be less. */
const LEAST_SPREAD = 0.02;
/** Differences count as at most so many spreads. */
const WINSOR = 6;

/** A division of the values into two parts. */
interface Division {
  /** Positions of the values that are said to be different. */
  readonly part: readonly number[];
  /** What the part has in common, in words; undefined for a change in time alone. */
  readonly label?: string;
}

/** A division with what the part costs more than the rest. */
interface Shift extends Division {
  /** The difference [ln] of the part and the rest, beyond what is expected of the networks. */
  readonly factor: number;
  readonly gain: number;
  /** What the values were compared with, in words. */
  readonly name: string;
  /** The expected values [ln]. */
  readonly expected: Float64Array;
}

/**
 * Finds that a part of the measurements differs from the others by a common factor: those from some moment on
 * (throttling, where they are slower), or those made under other conditions (runtime, power mode, batch size, day or
 * origin). Models with and without the factor are compared by their likelihood, each with the expectation that suits
 * it best (`residualsOf`); networks that were measured in both parts are compared with each other, too.
 * @param rows the measurements to look at: those without gross errors
 */
export function shifts(samples: Samples, rows: readonly number[]): readonly Suspicion[] {
  return COST_METRICS.flatMap((metric) => {
    const ordered = inOrderOfTime(samples, metric, rows);
    if (ordered.length < 2 * LEAST_SIDE) return [];
    const logs = Float64Array.from(ordered, (row) => Math.log(samples.measurements[row][metric] ?? 1));
    const residuals = residualsOf(samples, metric, ordered, logs);
    const clear = (divisions: readonly Division[]) =>
      divisions.filter(({ part }) => !isConfounded(samples, ordered, part));
    const labels = labelled(samples, ordered);
    const byLabel = best([
      ...shiftsOf(residuals, clear(labels)),
      ...labels.flatMap((division) => pairedShift(samples, ordered, logs, division)),
    ]);
    const byTime = best(shiftsOf(residuals, clear(moments(ordered.length))));
    const found =
      byLabel !== undefined && byLabel.gain + LABEL_ADVANTAGE >= (byTime?.gain ?? 0) ? byLabel : byTime;
    return found === undefined ? [] : [suspicionOf(metric, ordered, found)];
  });
}

function suspicionOf(
  metric: CostMetric,
  rows: readonly number[],
  { part, factor, label, name, expected }: Shift,
): Suspicion {
  const times = Number(Math.exp(factor).toPrecision(3));
  const isThrottling = label === undefined && factor > 0;
  const what = label ?? `from the ${ordinal(rows.length - part.length + 1)} on`;
  return {
    kind: isThrottling ? "throttling" : "conditions",
    metric,
    text:
      `${part.length} of ${rows.length} values of ${metric} (${what}) are ${times} times what the others let expect, ` +
      `compared with ${name}`,
    cause: isThrottling
      ? "the device throttled as it grew hot, or something else ran on it from then on"
      : "they were made under other conditions: another firmware, runtime, power mode, batch size or frequency",
    rows: part.map((i) => rows[i]),
    expected: part.map((i) => expected[i]),
    isSeparable: false,
  };
}

const ordinal = (n: number): string => {
  const last = n % 100;
  const ending = last > 10 && last < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
};

/** The latest rows with the metric, in the order of their dates where all have one, else as they came. */
function inOrderOfTime(
  { measurements }: Samples,
  metric: CostMetric,
  all: readonly number[],
): readonly number[] {
  const rows = all.filter((row) => (measurements[row][metric] ?? 0) > 0).slice(-MOST_COMPARED);
  const times = new Map(rows.map((row) => [row, Date.parse(measurements[row].measuredAt ?? "")]));
  if (![...times.values()].every(Number.isFinite)) return rows;
  return rows.toSorted((a, b) => times.get(a)! - times.get(b)! || a - b);
}

/** The divisions into before and after, at each moment. */
function moments(count: number): readonly Division[] {
  const divisions: Division[] = [];
  const least = Math.max(LEAST_SIDE, Math.ceil(LEAST_SHARE * count));
  for (let at = least; at <= count - least; at++)
    divisions.push({ part: Array.from({ length: count - at }, (_, i) => at + i) });
  return divisions;
}

/** The divisions by what measurements state of their conditions; the smaller part is the one that is named. */
function labelled({ measurements }: Samples, rows: readonly number[]): readonly Division[] {
  return LABELS.flatMap((labelOf) => {
    const labels = rows.map((row) => labelOf(measurements[row]));
    return [...new Set(labels)].flatMap((label): Division[] => {
      const part = [...labels.keys()].filter((i) => labels[i] === label);
      const rest = rows.length - part.length;
      return part.length < LEAST_SIDE || rest < LEAST_SIDE || part.length > rest ? [] : [{ part, label }];
    });
  });
}

const LABELS: readonly ((one: DeviceMeasurement) => string)[] = [
  ({ runtime }) => (runtime === undefined ? "those without a runtime" : `those with the runtime ${runtime}`),
  ({ powerMode }) =>
    powerMode === undefined ? "those without a power mode" : `those in power mode ${powerMode}`,
  ({ batch }) => (batch === undefined ? "those without a batch size" : `those with batch size ${batch}`),
  ({ measuredAt }) =>
    measuredAt === undefined ? "those without a date" : `those of ${measuredAt.slice(0, 10)}`,
  ({ measuredAt }) =>
    measuredAt === undefined ? "those without a date" : `those of ${measuredAt.slice(0, 7)}`,
  ({ origin, run }) => (run === undefined ? `those from ${origin}` : `those from the run ${run}`),
];

/** Only so many divisions, those that look best by plain sums of squares, are compared robustly. */
const MOST_DIVISIONS = 6;
/** For each of these, only so many expectations. */
const MOST_EXPECTATIONS = 6;

/** The shifts of the divisions that look best, each with the expectation that suits it best. */
function shiftsOf(residuals: readonly Residual[], divisions: readonly Division[]): readonly Shift[] {
  const least = Math.min(...residuals.map(({ values }) => Math.log(squaresOf(values))));
  const clipped = residuals.map(({ values }) => clippedValues(values));
  const screened = divisions
    .map((division) => {
      const within = clipped.map((values) => withinSquares(values, division.part));
      return { division, within, least: Math.min(...within) };
    })
    .sort((a, b) => a.least - b.least)
    .slice(0, MOST_DIVISIONS);
  return screened.map(({ division, within }): Shift => {
    const { part } = division;
    const shifted = [...within.keys()]
      .sort((a, b) => within[a] - within[b])
      .slice(0, MOST_EXPECTATIONS)
      .map((r) => {
        const factor = differenceOf(residuals[r].values, part);
        const values = residuals[r].values.slice();
        for (const i of part) values[i] -= factor;
        return { residual: residuals[r], factor, squares: squaresOf(values) };
      });
    const { residual, factor, squares } = shifted.reduce((a, b) => (b.squares < a.squares ? b : a));
    const gain = residual.values.length * (least - Math.log(squares));
    return { ...division, factor, gain, name: residual.name, expected: residual.expected };
  });
}

/** The differences from the median, each shortened to a number of robust spreads. */
function clippedValues(values: Float64Array): Float64Array {
  const centre = median(values);
  const most =
    WINSOR * Math.max(LEAST_SPREAD, 1.4826 * median(values.map((value) => Math.abs(value - centre))));
  return values.map((value) => Math.min(most, Math.max(-most, value - centre)));
}

/** The sum of squares within the part and within the rest. */
function withinSquares(values: Float64Array, part: readonly number[]): number {
  let [sum, squares, mine] = [0, 0, 0];
  for (const value of values) {
    sum += value;
    squares += value ** 2;
  }
  for (const i of part) mine += values[i];
  const rest = values.length - part.length;
  return squares - mine ** 2 / part.length - (sum - mine) ** 2 / rest;
}

/** The difference of the medians of a part and the rest. */
function differenceOf(values: Float64Array, part: readonly number[]): number {
  const isPart = new Uint8Array(values.length);
  for (const i of part) isPart[i] = 1;
  return median(values.filter((_, i) => isPart[i] === 1)) - median(values.filter((_, i) => isPart[i] === 0));
}

/** The mean of the squared distances from the median, each shortened to a number of robust spreads. */
function squaresOf(values: Float64Array): number {
  const centre = median(values);
  const distances = values.map((value) => Math.abs(value - centre));
  const most = WINSOR * Math.max(LEAST_SPREAD, 1.4826 * median(distances));
  const sum = distances.reduce((total, one) => total + Math.min(one, most) ** 2, 0);
  return Math.max(LEAST_SPREAD ** 2, sum / values.length);
}

/** The shift by networks that were measured in the part and in the rest, if there are enough of them. */
function pairedShift(
  { network }: Samples,
  rows: readonly number[],
  logs: Float64Array,
  { part, ...division }: Division,
): readonly Shift[] {
  const isPart = new Set(part);
  const byNetwork = new Map<number, { mine: number[]; rest: number[] }>();
  for (const [i, row] of rows.entries()) {
    const pair = byNetwork.get(network[row]) ?? { mine: [], rest: [] };
    (isPart.has(i) ? pair.mine : pair.rest).push(logs[i]);
    byNetwork.set(network[row], pair);
  }
  const pairs = [...byNetwork.values()].filter(({ mine, rest }) => mine.length > 0 && rest.length > 0);
  if (pairs.length < LEAST_SIDE) return [];
  const differences = pairs.map(({ mine, rest }) => median(mine) - median(rest));
  const factor = median(differences);
  const squares = differences.reduce((sum, one) => sum + (one - factor) ** 2, 0);
  const spread = Math.max(LEAST_SPREAD, Math.sqrt(squares / (differences.length - 1)));
  const expected = logs.map((value) => value - factor);
  const name = `${pairs.length} networks that were measured in both`;
  return [{ ...division, part, factor, gain: pairs.length * (factor / spread) ** 2, name, expected }];
}

/** The shift with the greatest gain, of those with a factor and a gain that are large enough. */
function best(all: readonly Shift[]): Shift | undefined {
  const enough = all.filter(
    ({ factor, gain, expected }) =>
      Math.abs(factor) >= LEAST_FACTOR && gain >= LEAST_GAIN.always + LEAST_GAIN.few / expected.length,
  );
  return enough.length === 0 ? undefined : enough.reduce((a, b) => (b.gain > a.gain ? b : a));
}
