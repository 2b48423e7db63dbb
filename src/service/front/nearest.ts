import { defined } from "../../base/defined.js";
import { excess, type Metric } from "../../base/metric.js";
import type { NetworkRows } from "../../projections/networks/network-rows.js";
import { toPoints } from "../../projections/networks/points.js";
import {
  type Constraints,
  limitedMetrics,
  limitedSizes,
  limitOf,
  SIZE_FIELDS,
  SIZE_METRICS,
  type SizeMetric,
} from "../../search/constraints/constraints.js";
import { structureFilter } from "../../search/constraints/structure-filter.js";
import { complexityOf } from "../../space/network/index.js";
import type { Front, Misses } from "./front.js";

/** Number of nearest points shown. */
const SHOWN = 5;

/**
 * The rows nearest to the limits, nearest first: those with the smallest sum of relative excesses over the limits,
 * among the rows with the gene choices asked for of which every limited metric is known. Each point comes with its
 * excess over each limit, in natural units.
 */
export function nearestPoints(
  networks: NetworkRows,
  rows: readonly number[],
  constraints: Constraints,
): Front["nearest"] {
  const { space, columns } = networks;
  const { genes } = constraints;
  const keepsGenes = structureFilter(space, defined({ genes }));
  const metrics = limitedMetrics(constraints);
  const sizes = limitedSizes(constraints);
  const missesOf = (row: number): Misses => {
    const misses: { -readonly [K in keyof Misses]: Misses[K] } = {};
    for (const metric of metrics) {
      const miss = excess(metric, columns[metric][row], limitOf(constraints, metric) as number);
      if (miss > 0) misses[metric] = miss;
    }
    const complexity = sizes.length === 0 ? undefined : complexityOf(space, networks.genotypes[row]);
    for (const size of sizes) {
      const miss = (complexity?.[size] ?? 0) - (constraints[SIZE_FIELDS[size]] as number);
      if (miss > 0) misses[size] = miss;
    }
    return misses;
  };
  const relative = (misses: Misses): number =>
    Object.entries(misses).reduce((sum, [name, miss]) => {
      const limit = isSize(name) ? constraints[SIZE_FIELDS[name]] : limitOf(constraints, name as Metric);
      return sum + (miss ?? 0) / Math.max(Math.abs(limit ?? 1), 1e-12);
    }, 0);
  const best: { row: number; distance: number }[] = [];
  for (const row of rows) {
    if (metrics.some((metric) => Number.isNaN(columns[metric][row]))) continue;
    if (!keepsGenes(networks.genotypes[row])) continue;
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

const isSize = (name: string): name is SizeMetric => SIZE_METRICS.some((size) => size === name);
