import { COST_METRICS, type Metric } from "../../base/metric.js";
import type { TaskOnDevice } from "../catalog.js";
import { estimatorOf } from "../predictors/estimators.js";
import type { Projections } from "../projections.js";
import type { KnownNetworks } from "./known-networks.js";

/** The objectives where none are named: accuracy and every cost that the device has in this space, also estimated. */
export async function defaultObjectives(
  { promoted }: Pick<Projections, "promoted">,
  on: TaskOnDevice,
  known: KnownNetworks,
): Promise<readonly Metric[]> {
  const costs: Metric[] = [];
  for (const metric of COST_METRICS) {
    const isMeasured = !known.values(metric).isEmpty;
    if (isMeasured || (await estimatorOf(promoted, on, metric)) !== undefined) costs.push(metric);
  }
  return ["accuracy", ...costs];
}
