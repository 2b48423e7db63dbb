import { COST_METRICS, type Metric } from "../../base/metric.js";
import { checkObjectives } from "../../search/check-objectives.js";
import type { TaskOnDevice } from "../catalog.js";
import { estimatorOf } from "../predictors/estimators.js";
import type { Projections } from "../projections.js";
import type { KnownNetworks } from "./known-networks.js";

/** Checks the objectives; none given: accuracy and every cost that the device has for this space. */
export async function chooseObjectives(
  { promoted }: Pick<Projections, "promoted">,
  on: TaskOnDevice,
  known: KnownNetworks,
  given: readonly Metric[] | undefined,
): Promise<readonly Metric[]> {
  if (given !== undefined) return checkObjectives(given);
  const costs: Metric[] = [];
  for (const metric of COST_METRICS) {
    const measured = known.columns[metric].some((value) => !Number.isNaN(value));
    if (measured || (await estimatorOf(promoted, on, metric)) !== undefined) costs.push(metric);
  }
  return ["accuracy", ...costs];
}
