import { excess, METRICS, type Metric } from "../../base/metric.js";
import type { Fraction, Millijoules, Milliseconds } from "../../base/units.js";

/** Limits on what a network is worth and how it is built, checked (see `parseConstraints`). */
export interface Constraints {
  readonly minAccuracy?: Fraction;
  readonly maxLatency?: Milliseconds;
  readonly maxEnergy?: Millijoules;
  readonly maxParams?: number;
  /** Gene -> the choices allowed. */
  readonly genes?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** The limits on metrics alone. */
export type MetricLimits = Pick<Constraints, "minAccuracy" | "maxLatency" | "maxEnergy">;

/** The field of `Constraints` that limits a metric. */
export const LIMIT_FIELDS = {
  accuracy: "minAccuracy",
  latency: "maxLatency",
  energy: "maxEnergy",
} as const satisfies Readonly<Record<Metric, keyof MetricLimits>>;

/** The limit that constraints set on a metric, in the metric's unit. */
export const limitOf = (constraints: MetricLimits, metric: Metric): number | undefined =>
  constraints[LIMIT_FIELDS[metric]];

/** The metrics that constraints limit, in the order of `METRICS`. */
export const limitedMetrics = (constraints: MetricLimits): readonly Metric[] =>
  METRICS.filter((metric) => limitOf(constraints, metric) !== undefined);

/** Whether a value keeps the limit on its metric. */
export function keepsLimit(constraints: MetricLimits, metric: Metric, value: number): boolean {
  const limit = limitOf(constraints, metric);
  return limit === undefined || excess(metric, value, limit) <= 0;
}
