import type { Metric } from "../../base/metric.js";
import { combineAccuracy, combineCost } from "../../projections/measurements/combine.js";
import type { MetricEstimates } from "../../projections/point.js";
import type { Measurement } from "../../records/measurement.js";

/** Combines measurements of one network on one task or device to a value of the metric; undefined if it has none. */
export function combinedValue(measurements: readonly Measurement[], metric: Metric): number | undefined {
  if (measurements.length === 0) return undefined;
  const combined: MetricEstimates =
    measurements[0].subject === "task"
      ? combineAccuracy(measurements.filter((one) => one.subject === "task"))
      : combineCost(measurements.filter((one) => one.subject === "device"));
  return combined[metric]?.value;
}
