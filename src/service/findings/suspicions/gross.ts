import { COST_METRICS, type CostMetric } from "../../../base/metric.js";
import { median } from "../../../base/statistics/median.js";
import { LEAST_VALUES, levelsOf, type Reference, referenceOf } from "./reference.js";

import { type Samples, type Suspicion, valuesOf } from "./samples.js";
import { tinyNetworks } from "./tiny.js";

/** A factor of a thousand, as a natural logarithm. */
const THOUSAND = Math.log(1000);
/** A value is in another unit if it is a thousand or a million times off, give or take this factor [ln]. */
const UNIT_SLACK = Math.log(Math.sqrt(10));
/**
 * A single value is far off from such a factor on [ln]. What this device's own sources expect is more exact than what
 * others do, and networks that compute next to nothing are far below what others let expect.
 */
const FAR = { own: Math.log(8), above: Math.log(15), below: Math.log(40) };
/** It must also be so many times the spread of the other values. */
const SPREADS = 4.5;
/** A spread [ln] beyond that of the costs of networks, which tells that units are mixed. */
const WIDE = Math.log(4);
/** If more than this share of the values is far off, it is the reference that is wrong, or the device has changed. */
const MOST_OUTLIERS = 0.25;
/** A device is this many times [ln] faster or slower than every known one only if its unit is another. */
const BEYOND_KNOWN = Math.log(50);

/**
 * Finds values in another unit and single values that are far off: by the predictor in use or the operator profile,
 * by what other devices take for the same networks, or by the median.
 */
export function grossErrors(samples: Samples): readonly Suspicion[] {
  return COST_METRICS.flatMap((metric) => {
    const { rows, logs } = valuesOf(samples, metric);
    const reference = referenceOf(samples, metric, rows, logs);
    const whole = wholeInAnotherUnit(samples, metric, rows, logs);
    if (reference === undefined) return whole;
    const isTiny = reference.isOwn ? () => false : tinyNetworks(samples);
    const typical = median(logs);
    const expected = reference.expected.map((value, i) =>
      isTiny(samples.network[rows[i]]) ? typical : value,
    );
    const compared = [...rows.keys()].filter((i) => !isTiny(samples.network[rows[i]]) || logs[i] > typical);
    return [
      ...whole,
      ...singleValues(
        metric,
        compared.map((i) => rows[i]),
        Float64Array.from(compared, (i) => logs[i]),
        { ...reference, expected: Float64Array.from(compared, (i) => expected[i]) },
        whole.length > 0,
      ),
    ];
  });
}

function singleValues(
  metric: CostMetric,
  rows: readonly number[],
  logs: Float64Array,
  reference: Reference,
  isWhole: boolean,
): readonly Suspicion[] {
  const { name, predictor, expected, scale, isOwn } = reference;
  const off = centredOff(
    logs.map((value, i) => value - expected[i]),
    scale,
  );
  const order = [...off.keys()].sort((a, b) => Math.abs(off[b]) - Math.abs(off[a]));
  const least = SPREADS * Math.min(scale, WIDE);
  const isFar = (i: number) =>
    Math.abs(off[i]) >= Math.max(least, isOwn ? FAR.own : off[i] > 0 ? FAR.above : FAR.below);
  const isUnit = (i: number, sign: number) =>
    isFar(i) && [1, 2].some((times) => Math.abs(sign * off[i] - times * THOUSAND) <= UNIT_SLACK);
  const large = isWhole ? [] : order.filter((i) => isUnit(i, 1));
  const small = isWhole ? [] : order.filter((i) => isUnit(i, -1));
  const isMixed = scale >= WIDE && large.length + small.length > 0;
  const far = order.filter((i) => !isMixed && isFar(i) && !large.includes(i) && !small.includes(i));
  const found = (
    kind: "unit" | "outlier",
    of: readonly number[],
    what: string,
    cause: string,
  ): readonly Suspicion[] =>
    of.length === 0
      ? []
      : [
          {
            ...{ kind, metric, cause, rows: of.map((i) => rows[i]), expected: of.map((i) => expected[i]) },
            ...(predictor === undefined ? {} : { predictor }),
            isSeparable: 2 * of.length < logs.length,
            text: `${of.length} of ${logs.length} measured values of ${metric} are ${what} ${name}`,
          },
        ];
  const { milli, micro, base } = unitsOf(metric);
  return [
    ...found("unit", large, "about 1000 times", `values in ${micro} were given as ${milli}`),
    ...found("unit", small, "about a thousandth of", `values in ${base} were given as ${milli}`),
    ...(far.length > Math.max(1, MOST_OUTLIERS * logs.length)
      ? []
      : found(
          "outlier",
          far,
          `at least ${Math.floor(Math.exp(Math.min(...far.map((i) => Math.abs(off[i])))))} times off`,
          "a wrong decimal point, another batch size or another network, or the device was disturbed",
        )),
  ];
}

/**
 * The differences from the level of the larger of two groups, where they fall into two that lie a unit apart: then
 * neither group need have a majority.
 */
function centredOff(off: Float64Array, scale: number): Float64Array {
  if (scale < WIDE) return off;
  const sorted = off.slice().sort();
  const gaps = [...sorted.keys()].slice(1).map((i) => ({ at: i, gap: sorted[i] - sorted[i - 1] }));
  const { at } = gaps.reduce((a, b) => (b.gap > a.gap ? b : a));
  const [low, high] = [median(sorted.subarray(0, at)), median(sorted.subarray(at))];
  if (Math.abs(high - low - THOUSAND) > UNIT_SLACK) return off;
  const centre = 2 * at > sorted.length ? low : high;
  return off.map((value) => value - centre);
}

const unitsOf = (metric: CostMetric) =>
  metric === "latency" ? { milli: "ms", micro: "µs", base: "s" } : { milli: "mJ", micro: "µJ", base: "J" };

/** Finds that every value is in another unit, since no known device is anywhere near. */
function wholeInAnotherUnit(
  samples: Samples,
  metric: CostMetric,
  rows: readonly number[],
  logs: Float64Array,
): readonly Suspicion[] {
  if (samples.sources[metric].some(({ of }) => of === "this device")) return [];
  const levels = levelsOf(samples, metric, rows, logs);
  if (levels.length === 0 || logs.length < LEAST_VALUES) return [];
  const { source, level } = levels.reduce((a, b) => (Math.abs(b.level) < Math.abs(a.level) ? b : a));
  if (Math.abs(level) < BEYOND_KNOWN) return [];
  const { milli, micro, base } = unitsOf(metric);
  const expected = rows.map((row) => source.values[samples.network[row]]);
  const other = median(expected.filter(Number.isFinite));
  return [
    {
      ...{ kind: "unit", metric, rows, isSeparable: false },
      expected: expected.map((value) => (Number.isFinite(value) ? value : other)),
      text:
        `the values of ${metric} are ${Number(Math.exp(Math.abs(level)).toPrecision(2))} times ` +
        `${level > 0 ? "larger" : "smaller"} than those of the nearest known device (${source.name})`,
      cause: `values in ${level > 0 ? micro : base} were given as ${milli}`,
    },
  ];
}
