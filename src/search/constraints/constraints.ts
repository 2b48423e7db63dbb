import type { Metric } from "../../base/metric.js";
import type { Fraction, Millijoules, Milliseconds } from "../../base/units.js";

/** The limit a constraint sets on a metric, in natural units. */
export function limitOf(constraints: Constraints, metric: Metric): number | undefined {
  if (metric === "accuracy") return constraints.minAccuracy;
  return metric === "latency" ? constraints.maxLatency : constraints.maxEnergy;
}

export interface Constraints {
  readonly minAccuracy?: Fraction;
  readonly maxLatency?: Milliseconds;
  readonly maxEnergy?: Millijoules;
  readonly maxParams?: number;
  /** Gene -> the choices allowed. */
  readonly genes?: Readonly<Record<string, readonly (string | number)[]>>;
}
