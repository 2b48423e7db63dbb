import type { Source } from "../../base/metric.js";
import {
  type Constraints,
  keepsLimit,
  limitedMetrics,
  limitOf,
  limitsStructure,
} from "../../search/constraints/constraints.js";
import type { NetworkRows } from "../networks/network-rows.js";
import type { RowSet } from "./row-set.js";

/**
 * Returns the Pareto front of the rows of a set that keep the constraints.
 * @param sources the sources that the limited metrics, too, may come from; those of objectives are the row set's own
 */
export function feasibleFront(
  networks: Pick<NetworkRows, "values" | "structureFilter">,
  set: RowSet,
  constraints: Constraints,
  sources: readonly Source[],
): readonly number[] {
  const others = limitedMetrics(constraints)
    .filter((metric) => !set.objectives.includes(metric))
    .map((metric) => ({ metric, values: networks.values(metric, sources) }));
  const isStructural = limitsStructure(constraints);
  const keepsStructure = networks.structureFilter(constraints);
  const keeps = (row: number): boolean =>
    others.every(({ metric, values }) => keepsLimit(constraints, metric, values.at(row))) &&
    keepsStructure(row);
  const limits = set.objectives.map((metric) => limitOf(constraints, metric));
  return set.frontWhere(limits, isStructural || others.length > 0 ? keeps : undefined);
}
