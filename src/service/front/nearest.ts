import { defined } from "../../base/defined.js";
import { excess, type Metric } from "../../base/metric.js";
import type { NetworkRows } from "../../projections/networks/network-rows.js";
import { toPoints } from "../../projections/networks/points.js";
import { type Constraints, limitedMetrics, limitOf } from "../../search/constraints/constraints.js";
import { structureFilter } from "../../search/constraints/structure-filter.js";
import { complexityOf } from "../../space/network/index.js";
import type { Front } from "./front.js";

const SHOWN = 5;

/** The rows that miss the limits by least (sum of the relative misses), among those with the gene choices asked for. */
export function nearestPoints(
  networks: NetworkRows,
  rows: readonly number[],
  constraints: Constraints,
): Front["nearest"] {
  const { space } = networks;
  const { genes, maxParams } = constraints;
  const keeps = structureFilter(space, defined({ genes }));
  const missesOf = (row: number): Partial<Record<Metric | "params", number>> => {
    const misses: Partial<Record<Metric | "params", number>> = {};
    for (const metric of limitedMetrics(constraints)) {
      const miss = excess(metric, networks.columns[metric][row], limitOf(constraints, metric) as number);
      if (miss > 0) misses[metric] = miss;
    }
    if (maxParams !== undefined) {
      const miss = (complexityOf(space, networks.genotypes[row])?.params ?? 0) - maxParams;
      if (miss > 0) misses.params = miss;
    }
    return misses;
  };
  const relative = (misses: Partial<Record<Metric | "params", number>>): number =>
    Object.entries(misses).reduce((sum, [name, miss]) => {
      const limit = name === "params" ? maxParams : limitOf(constraints, name as Metric);
      return sum + miss / Math.max(Math.abs(limit ?? 1), 1e-12);
    }, 0);
  const best: { row: number; distance: number }[] = [];
  for (const row of rows) {
    if (!keeps(networks.genotypes[row])) continue;
    const distance = relative(missesOf(row));
    if (best.length === SHOWN && distance >= best[SHOWN - 1].distance) continue;
    const place = best.findIndex((other) => distance < other.distance);
    best.splice(place < 0 ? best.length : place, 0, { row, distance });
    best.length = Math.min(best.length, SHOWN);
  }
  const nearest = best.map(({ row }) => row);
  const points = toPoints(networks, nearest, constraints);
  return nearest.map((row, i) => ({ point: points[i], misses: missesOf(row) }));
}
