import { COST_METRICS, type Metric, minimised } from "../../base/metric.js";
import { checkObjectives } from "../../search/check-objectives.js";
import type { TaskOnDevice } from "../catalog.js";
import { estimatorOf } from "../predictors/estimators.js";
import type { Projections } from "../projections.js";
import type { PointPool } from "./point-pool.js";

/** Checks the objectives; none given: accuracy and every cost that the device has for this space. */
export async function chooseObjectives(
  { promoted }: Pick<Projections, "promoted">,
  on: TaskOnDevice,
  pool: PointPool,
  given: readonly Metric[] | undefined,
): Promise<readonly Metric[]> {
  if (given !== undefined) return checkObjectives(given);
  const costs: Metric[] = [];
  for (const metric of COST_METRICS) {
    const measured = pool.columns[metric].some((value) => !Number.isNaN(value));
    if (measured || (await estimatorOf(promoted, on, metric)) !== undefined) costs.push(metric);
  }
  return ["accuracy", ...costs];
}

/** The column as the Pareto core wants it: minimised. */
export function minimisedColumn(metric: Metric, column: Float64Array, rows: ArrayLike<number>): Float64Array {
  return Float64Array.from(rows, (row) => minimised(metric, column[row]));
}
