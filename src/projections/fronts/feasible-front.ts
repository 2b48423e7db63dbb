import { type Metric, minimised, type Source } from "../../base/metric.js";
import {
  type Constraints,
  limitedMetrics,
  limitOf,
  limitsStructure,
} from "../../search/constraints/constraints.js";
import { CHUNK_ROWS, type FloatColumn } from "../columns/float-column.js";
import type { NetworkRows } from "../networks/network-rows.js";
import type { RowSet } from "./row-set.js";

/**
 * Returns the Pareto front of the rows of a set that keep the constraints.
 * @param sources the sources that the limited metrics, too, may come from; those of objectives are the row set's own
 */
export function feasibleFront(
  networks: Pick<NetworkRows, "values" | "structureMask">,
  set: RowSet,
  constraints: Constraints,
  sources: readonly Source[],
): readonly number[] {
  const others = limitedMetrics(constraints).filter((metric) => !set.objectives.includes(metric));
  const limits = set.objectives.map((metric) => limitOf(constraints, metric));
  if (others.length === 0 && !limitsStructure(constraints)) return set.frontWhere(limits);
  const kept = networks.structureMask(constraints);
  for (const metric of others) {
    clearBeyond(kept, networks.values(metric, sources), metric, limitOf(constraints, metric) as number);
  }
  return set.frontWhere(limits, kept);
}

/** Clears the rows whose value is not known or beyond the limit. */
function clearBeyond(kept: Uint8Array, { chunks }: FloatColumn, metric: Metric, limit: number): void {
  const sign = minimised(metric, 1);
  for (let first = 0, c = 0; first < kept.length; first += CHUNK_ROWS, c++) {
    const chunk = chunks[c];
    const end = Math.min(CHUNK_ROWS, kept.length - first);
    for (let i = 0; i < end; i++) {
      if (chunk === undefined || !(sign * (chunk[i] - limit) <= 0)) kept[first + i] = 0;
    }
  }
}
