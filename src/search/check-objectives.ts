import { InvalidInput } from "../base/errors.js";
import { METRICS, type Metric, nameOf, type OwnMetric } from "../base/metric.js";

/**
 * Checks the objectives that a user asks for by name, and returns the metrics.
 * @param own the metrics that users declared
 * @throws InvalidInput (field `objectives`) for an empty list, an unknown metric, or a metric given twice
 */
export function checkObjectives(given: readonly string[], own: readonly OwnMetric[] = []): readonly Metric[] {
  if (given.length === 0) throw new InvalidInput("objectives", "objectives must not be empty");
  const known: readonly Metric[] = [...METRICS, ...own];
  const metrics = given.map((name) => {
    const metric = known.find((one) => nameOf(one) === name);
    if (metric !== undefined) return metric;
    const names = known.map(nameOf).join(", ");
    throw new InvalidInput("objectives", `every objective must be one of ${names}, not "${name}"`);
  });
  if (new Set(metrics).size < metrics.length)
    throw new InvalidInput("objectives", "objectives must not repeat a metric");
  return metrics;
}
