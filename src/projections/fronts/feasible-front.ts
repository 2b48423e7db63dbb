import { type Metric, minimised, type Source } from "../../base/metric.js";
import {
  type Constraints,
  limitedMetrics,
  limitOf,
  limitsStructure,
} from "../../search/constraints/constraints.js";
import type { FloatColumn } from "../columns/float-column.js";
import type { NetworkRows } from "../networks/network-rows.js";
import type { RowSet } from "./row-set.js";

/**
 * Returns the Pareto front of the rows of a set that keep the constraints.
 * @param sources the sources that the limited metrics, too, may come from; those of objectives are the row set's own
 */
export function feasibleFront(
  networks: Pick<NetworkRows, "values" | "structureFilter" | "structureColumns">,
  set: RowSet,
  constraints: Constraints,
  sources: readonly Source[],
): readonly number[] {
  const others = limitedMetrics(constraints).filter((metric) => !set.objectives.includes(metric));
  const limits = set.objectives.map((metric) => limitOf(constraints, metric));
  if (others.length === 0 && !limitsStructure(constraints)) return set.frontWhere(limits);
  const keepsStructure = networks.structureFilter(constraints);
  const within = others.map((metric) =>
    isWithin(networks.values(metric, sources), metric, limitOf(constraints, metric) as number),
  );
  return set.frontWhere(limits, {
    keeps: (row) => keepsStructure(row) && within.every((isKept) => isKept(row)),
    structure: networks.structureColumns(constraints),
  });
}

/** Tells of rows whether their value is known and not beyond the limit. */
function isWithin(column: FloatColumn, metric: Metric, limit: number): (row: number) => boolean {
  const sign = minimised(metric, 1);
  return (row) => sign * (column.at(row) - limit) <= 0;
}
