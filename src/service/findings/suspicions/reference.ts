import type { PredictorId } from "../../../base/ids.js";
import type { CostMetric } from "../../../base/metric.js";
import { median } from "../../../base/statistics/median.js";
import { leastMedianLine } from "./robust.js";
import type { Samples, Source } from "./samples.js";

/** The least number of values from which a level or a spread is estimated. */
export const LEAST_VALUES = 5;
/** A smaller spread of the residuals [ln] is not believed. */
const LEAST_SCALE = 0.03;
/** The factor [ln] beyond which a difference between this device's values and its own source is no matter of level. */
const MOST_LEVEL = Math.log(30);
/** A source of this device is preferred unless another one leaves so much less spread. */
const OWN_ADVANTAGE = 1.5;

/** What the values of a metric are compared with, as natural logarithms. */
export interface Reference {
  /** In words. */
  readonly name: string;
  readonly predictor?: PredictorId;
  /** Whether it is a source of this device. */
  readonly isOwn: boolean;
  /** The expected value of each given value. */
  readonly expected: Float64Array;
  /** The robust spread of the differences of values and expectations. */
  readonly scale: number;
}

/**
 * Chooses, among the sources that know every network, the one that leaves the least robust spread, or the median of
 * the values themselves. Up to half of the values may be wrong. Undefined where there are fewer than 5 values and no
 * source of this device.
 * @param rows numbers of the measurements
 * @param logs the natural logarithms of their values
 */
export function referenceOf(
  samples: Samples,
  metric: CostMetric,
  rows: readonly number[],
  logs: Float64Array,
): Reference | undefined {
  const all = samples.sources[metric].flatMap((source) => {
    const x = Float64Array.from(rows, (row) => source.values[samples.network[row]]);
    return x.every(Number.isFinite) ? [{ source, x }] : [];
  });
  const own = all
    .filter(({ source }) => source.of === "this device")
    .map(({ source, x }) => ownLevel(source, x, logs))
    .sort((a, b) => a.scale - b.scale);
  if (logs.length < LEAST_VALUES) return own[0];
  const others = all
    .filter(({ source }) => source.of === "another device")
    .map(({ source, x }) => fitted(source.name, x, logs));
  const median = fitted(
    "the median of this device's networks",
    logs.map(() => 0),
    logs,
    [0],
  );
  const best = [...others, median].reduce((a, b) => (b.scale < a.scale ? b : a));
  return own.find(({ scale }) => scale <= OWN_ADVANTAGE * best.scale) ?? best;
}

function fitted(name: string, x: Float64Array, logs: Float64Array, slopes?: readonly number[]): Reference {
  const { slope, centre, scale } = leastMedianLine(x, logs, slopes);
  return {
    name,
    isOwn: false,
    expected: x.map((one) => centre + slope * one),
    scale: Math.max(LEAST_SCALE, scale),
  };
}

/**
 * Expectations by a source of this device. A common factor is allowed for (profiles are sums of layers), unless it is
 * so large that it is itself a finding.
 */
function ownLevel({ name, predictor }: Source, x: Float64Array, logs: Float64Array): Reference {
  const line = leastMedianLine(x, logs, [1]);
  const centre = logs.length < LEAST_VALUES || Math.abs(line.centre) > MOST_LEVEL ? 0 : line.centre;
  const scale = logs.length < LEAST_VALUES ? 0 : line.scale;
  return {
    name,
    isOwn: true,
    ...(predictor === undefined ? {} : { predictor }),
    expected: x.map((one) => centre + one),
    scale: Math.max(LEAST_SCALE, scale),
  };
}

/** The factors [ln] between this device and each other one of which at least 3 of these networks are known. */
export function levelsOf(
  samples: Samples,
  metric: CostMetric,
  rows: readonly number[],
  logs: Float64Array,
): readonly { readonly source: Source; readonly level: number }[] {
  return samples.sources[metric].flatMap((source) => {
    if (source.of === "this device") return [];
    const differences = rows.flatMap((row, i) => {
      const known = source.values[samples.network[row]];
      return Number.isFinite(known) ? [logs[i] - known] : [];
    });
    return differences.length < 3 ? [] : [{ source, level: median(differences) }];
  });
}
