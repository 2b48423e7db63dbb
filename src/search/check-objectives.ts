import { InvalidInput } from "../base/errors.js";
import { isOwn, METRICS, type Metric } from "../base/metric.js";

/**
 * Checks the objectives that a user asks for, and returns them unchanged.
 * @throws InvalidInput (field `objectives`) for an empty list, an unknown metric, or a metric given twice
 */
export function checkObjectives(given: readonly Metric[]): readonly Metric[] {
  if (given.length === 0) throw new InvalidInput("objectives", "objectives must not be empty");
  for (const metric of given) {
    if (!isOwn(metric) && !METRICS.includes(metric))
      throw new InvalidInput(
        "objectives",
        `every objective must be one of ${METRICS.join(", ")}, not "${metric}"`,
      );
  }
  if (new Set(given).size < given.length)
    throw new InvalidInput("objectives", "objectives must not repeat a metric");
  return given;
}
