import type { OwnMetric } from "../base/metric.js";

/** A metric that a user declared. It never changes. */
export interface MetricDefinition {
  /** The name, which is unique. */
  readonly id: string;
  /** What it belongs to, which direction is better, its name and its unit. */
  readonly metric: OwnMetric;
}
