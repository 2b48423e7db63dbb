import { COST_METRICS, type Metric } from "../../base/metric.js";
import { checkObjectives } from "../../search/check-objectives.js";
import type { TaskOnDevice } from "../catalog.js";
import { estimatorOf } from "../predictors/estimators.js";
import type { Projections } from "../projections.js";
import type { KnownNetworks } from "./known-networks.js";

/**
 * Checks the objectives, which are given by name. If none are given, they are accuracy and every cost that the device
 * has in this space, measured or estimated.
 * @throws InvalidInput on `objectives` if the given ones are not valid
 */
export async function chooseObjectives(
  { promoted, catalog }: Pick<Projections, "promoted" | "catalog">,
  on: TaskOnDevice,
  known: KnownNetworks,
  given: readonly string[] | undefined,
): Promise<readonly Metric[]> {
  if (given !== undefined) return checkObjectives(given, await catalog.ownMetrics());
  const costs: Metric[] = [];
  for (const metric of COST_METRICS) {
    const isMeasured = known.columns[metric].some((value) => !Number.isNaN(value));
    if (isMeasured || (await estimatorOf(promoted, on, metric)) !== undefined) costs.push(metric);
  }
  return ["accuracy", ...costs];
}
