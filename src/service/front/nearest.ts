import { defined } from "../../base/defined.js";
import { excess, type Metric } from "../../base/metric.js";
import type { FloatColumn } from "../../projections/columns/float-column.js";
import type { NetworkRows } from "../../projections/networks/network-rows.js";
import type { Point } from "../../projections/point.js";
import {
  type Constraints,
  limitedSizes,
  SIZE_FIELDS,
  SIZE_METRICS,
  type SizeMetric,
} from "../../search/constraints/constraints.js";
import type { ObjectiveName } from "../../search/objective-names.js";
import { complexityOf } from "../../space/network/index.js";
import type { Front, Misses } from "./front.js";

/** Number of nearest points shown. */
const SHOWN = 5;

/** A limit on one metric, with its values in all rows, in natural units. */
export interface LimitedColumn {
  readonly name: ObjectiveName;
  readonly metric: Metric;
  readonly limit: number;
  readonly column: FloatColumn;
}

/**
 * The rows nearest to the limits, nearest first: those with the smallest sum of relative excesses over the limits,
 * among the rows with the gene choices asked for of which every limited metric is known. Each point comes with its
 * excess over each limit, in natural units.
 */
export function nearestPoints(
  networks: Pick<NetworkRows, "space" | "genotype" | "structureFilter">,
  rows: Iterable<number>,
  { constraints, limits }: { readonly constraints: Constraints; readonly limits: readonly LimitedColumn[] },
  pointsOf: (rows: readonly number[]) => readonly Point[],
): Front["nearest"] {
  const { genes } = constraints;
  const keepsGenes = networks.structureFilter(defined({ genes }));
  const sizes = limitedSizes(constraints);
  const missesOf = (row: number): Misses => {
    const misses: { -readonly [K in keyof Misses]: Misses[K] } = {};
    for (const { name, metric, limit, column } of limits) {
      const miss = excess(metric, column.at(row), limit);
      if (miss > 0) misses[name] = miss;
    }
    const complexity = sizes.length === 0 ? undefined : complexityOf(networks.space, networks.genotype(row));
    for (const size of sizes) {
      const miss = (complexity?.[size] ?? 0) - (constraints[SIZE_FIELDS[size]] as number);
      if (miss > 0) misses[size] = miss;
    }
    return misses;
  };
  const relative = (misses: Misses): number =>
    Object.entries(misses).reduce((sum, [name, miss = 0]) => {
      const limit = isSize(name)
        ? constraints[SIZE_FIELDS[name]]
        : limits.find((limited) => limited.name === name)?.limit;
      return sum + miss / Math.max(Math.abs(limit ?? 1), 1e-12);
    }, 0);
  const best: { row: number; distance: number }[] = [];
  for (const row of rows) {
    if (limits.some(({ column }) => Number.isNaN(column.at(row)))) continue;
    if (!keepsGenes(row)) continue;
    const distance = relative(missesOf(row));
    if (best.length === SHOWN && distance >= best[SHOWN - 1].distance) continue;
    const place = best.findIndex((other) => distance < other.distance);
    best.splice(place < 0 ? best.length : place, 0, { row, distance });
    best.length = Math.min(best.length, SHOWN);
  }
  const nearest = best.map(({ row }) => row);
  const points = pointsOf(nearest);
  return nearest.map((row, i) => ({ point: points[i], misses: missesOf(row) }));
}

const isSize = (name: string): name is SizeMetric => SIZE_METRICS.some((size) => size === name);
