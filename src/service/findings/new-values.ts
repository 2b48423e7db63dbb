import type { ArchitectureId, MeasurementId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import { combineAccuracy, combineCost } from "../../projections/measurements/combine.js";
import type { MetricEstimates } from "../../projections/point.js";
import type { LoggedMeasurement } from "../../records/archive.js";
import type { Measurement } from "../../records/measurement.js";
import type { PredictorSummary } from "../prediction/promotion.js";
import { isHeldOut } from "../prediction/training-rows.js";

/** The combined value of a network's new measurements. */
export interface NewValue {
  readonly architecture: ArchitectureId;
  readonly measurements: readonly MeasurementId[];
  readonly value: number;
}

/** What was measured after a predictor was trained, and what of it could not be placed. */
export interface NewValues {
  /** One value per network from which the predictor has not learnt. */
  readonly values: readonly NewValue[];
  /** The networks that were measured again, but from whose earlier measurements the predictor learnt. */
  readonly learnt: number;
  /** The number of measurements without a date of which it is not known whether the predictor learnt from them. */
  readonly undated: number;
}

/**
 * Finds what was measured of a metric after its predictor was trained. The predictor's record names the last
 * measurement that was there at its training: what follows in the log is new unless it is dated earlier. Without
 * that measurement (an older record, or it has been retracted), only measurements that are dated later are new.
 *
 * @param log every measurement of the predictor's task or device in its space, in order
 */
export function newValues(
  { learntUpTo, createdAt, metric }: PredictorSummary,
  log: readonly LoggedMeasurement[],
): NewValues {
  const mark = log.findIndex(({ measurement }) => measurement.id === learntUpTo && !measurement.retracted);
  const fresh = new Map<ArchitectureId, Measurement[]>();
  const earlier = new Set<ArchitectureId>();
  let undated = 0;
  for (const [i, { measurement }] of log.entries()) {
    if (combinedValue([{ ...measurement, retracted: false }], metric) === undefined) continue;
    const { architecture, measuredAt, retracted } = measurement;
    const isDated = measuredAt !== undefined;
    const isLater = isDated && Date.parse(measuredAt) > Date.parse(createdAt);
    const isNew = mark < 0 ? isLater : i > mark && (isLater || (!isDated && !retracted));
    if (mark < 0 && !isDated && !retracted) undated++;
    if (!isNew) earlier.add(architecture);
    else if (!retracted) fresh.set(architecture, [...(fresh.get(architecture) ?? []), measurement]);
  }
  const values: NewValue[] = [];
  let learnt = 0;
  for (const [architecture, measurements] of fresh) {
    if (earlier.has(architecture) && !isHeldOut(architecture)) learnt++;
    else {
      const value = combinedValue(measurements, metric);
      if (value !== undefined)
        values.push({ architecture, measurements: measurements.map(({ id }) => id), value });
    }
  }
  return { values, learnt, undated };
}

/** Combines measurements of one network on one task or device to a value of the metric; undefined if it has none. */
function combinedValue(measurements: readonly Measurement[], metric: Metric): number | undefined {
  const combined: MetricEstimates =
    measurements[0].subject === "task"
      ? combineAccuracy(measurements.filter((one) => one.subject === "task"))
      : combineCost(measurements.filter((one) => one.subject === "device"));
  return combined[metric]?.value;
}
