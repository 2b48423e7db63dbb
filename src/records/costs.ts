import { defined } from "../base/defined.js";
import { COST_METRICS, type CostMetric } from "../base/metric.js";
import { millijoules, milliseconds } from "../base/units.js";
import type { Measurement } from "./measurement.js";

/** The costs of a measurement on a device, each in its metric's unit. */
type Costs = Pick<Extract<Measurement, { subject: "device" }>, CostMetric>;

const IN_UNIT: Readonly<Record<CostMetric, (value: number) => number>> = {
  latency: milliseconds,
  energy: millijoules,
};

/** The costs of which `numberOf` gives a number, in the metric's unit. */
export function costsOf(numberOf: (metric: CostMetric) => number | undefined): Costs {
  const costs = COST_METRICS.map((metric) => {
    const value = numberOf(metric);
    return [metric, value === undefined ? undefined : IN_UNIT[metric](value)] as const;
  });
  return defined(Object.fromEntries(costs));
}
