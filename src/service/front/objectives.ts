import { InvalidInput } from "../../base/errors.js";
import { isMaximised, METRICS, type Metric, SOURCES, type Source } from "../../base/metric.js";
import type { TaskOnDevice } from "../catalog/lookup.js";
import type { Context } from "../context.js";
import { estimatorOf } from "./estimators.js";
import type { PointPool } from "./point-pool.js";

/** Checks the objectives; none given: accuracy and every cost that the device has for this space. */
export async function chooseObjectives(
  context: Context,
  on: TaskOnDevice,
  pool: PointPool,
  given: readonly Metric[] | undefined,
): Promise<readonly Metric[]> {
  if (given !== undefined) return checkObjectives(given);
  const costs: Metric[] = [];
  for (const metric of ["latency", "energy"] as const) {
    const measured = pool.columns[metric].some((value) => !Number.isNaN(value));
    if (measured || (await estimatorOf(context, on, metric)) !== undefined) costs.push(metric);
  }
  return ["accuracy", ...costs];
}

export function checkObjectives(given: readonly Metric[]): readonly Metric[] {
  if (given.length === 0) throw new InvalidInput("objectives", "objectives must not be empty");
  for (const metric of given) {
    if (!METRICS.includes(metric))
      throw new InvalidInput("objectives", `objectives must be of ${METRICS.join(", ")}, not "${metric}"`);
  }
  if (new Set(given).size < given.length)
    throw new InvalidInput("objectives", "objectives must not repeat a metric");
  return given;
}

export function checkSources(given: readonly Source[] | undefined): readonly Source[] | undefined {
  if (given === undefined) return undefined;
  if (given.length === 0) throw new InvalidInput("sources", "sources must not be empty");
  for (const source of given) {
    if (!SOURCES.includes(source))
      throw new InvalidInput("sources", `sources must be of ${SOURCES.join(", ")}, not "${source}"`);
  }
  return given;
}

/** The column as the Pareto core wants it: minimised. */
export function minimised(metric: Metric, column: Float64Array, rows: ArrayLike<number>): Float64Array {
  const sign = isMaximised(metric) ? -1 : 1;
  return Float64Array.from(rows as ArrayLike<number>, (row) => sign * column[row]);
}
