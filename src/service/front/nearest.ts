import { defined } from "../../base/defined.js";
import { excess, type Metric, minimised } from "../../base/metric.js";
import type { FloatColumn } from "../../projections/columns/float-column.js";
import type { RowSet } from "../../projections/fronts/row-set.js";
import type { NetworkRows } from "../../projections/networks/network-rows.js";
import type { Point } from "../../projections/point.js";
import { type Constraints, limitedSizes, SIZE_FIELDS } from "../../search/constraints/constraints.js";
import type { ObjectiveName } from "../../search/objective-names.js";
import type { Front, Misses } from "./front.js";

/** The least divisor of an excess, for limits at 0. */
const LEAST_SCALE = 1e-12;
/** Number of nearest points shown. */
const SHOWN = 5;

/** A limit on one metric, with its values in all rows, in natural units. */
export interface LimitedColumn {
  readonly name: ObjectiveName;
  readonly metric: Metric;
  readonly limit: number;
  readonly column: FloatColumn;
}

/** Rows to choose from, and the metrics that the bounds of `visitNear` are of. */
export type NearRows = Pick<RowSet, "objectives" | "visitNear">;

/** Rows that are all visited. */
export const everyRow = (rows: Iterable<number>): NearRows => ({
  objectives: [],
  visitNear(_, visit) {
    for (const row of rows) visit(row);
  },
});

/**
 * The rows nearest to the limits, nearest first: those with the smallest sum of relative excesses over the limits,
 * among the rows with the gene choices asked for of which every limited metric is known. Of rows
 * that are equally near, the first ones are taken. Each point comes with its excess over each limit, in natural units.
 */
export function nearestPoints(
  networks: Pick<NetworkRows, "size" | "structureFilter" | "structureColumns">,
  rows: NearRows,
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
    for (const size of sizes) {
      const miss = networks.size(row, size) - (constraints[SIZE_FIELDS[size]] as number);
      if (miss > 0) misses[size] = miss;
    }
    return misses;
  };
  const scaled = limits.map(({ metric, limit, column }) => ({
    column,
    limit,
    sign: minimised(metric, 1),
    scale: Math.max(Math.abs(limit), LEAST_SCALE),
    objective: rows.objectives.indexOf(metric),
  }));
  const scaledSizes = sizes.map((size) => {
    const limit = constraints[SIZE_FIELDS[size]] as number;
    return { size, limit, scale: Math.max(Math.abs(limit), LEAST_SCALE) };
  });
  /** The sum of the relative excesses over the limits; NaN where a limited metric is not known. */
  const distanceOf = (row: number): number => {
    let sum = 0;
    for (const { column, limit, sign, scale } of scaled) {
      const miss = sign * column.at(row) - sign * limit;
      if (Number.isNaN(miss)) return miss;
      if (miss > 0) sum += miss / scale;
    }
    for (const { size, limit, scale } of scaledSizes) {
      const miss = networks.size(row, size) - limit;
      if (miss > 0) sum += miss / scale;
    }
    return sum;
  };
  /** The least distance of rows with these best objectives and least sizes; computed as above, so rounded alike. */
  const leastDistance = (values: Float64Array, start: number, leastSizes: Float64Array): number => {
    let sum = 0;
    for (const { objective, limit, sign, scale } of scaled) {
      const miss = objective < 0 ? 0 : values[start + objective] - sign * limit;
      if (miss > 0) sum += miss / scale;
    }
    for (const [i, { limit, scale }] of scaledSizes.entries()) {
      const miss = leastSizes[i] - limit;
      if (miss > 0) sum += miss / scale;
    }
    return sum;
  };
  const structure = networks.structureColumns(constraints);
  const unlimited = structure?.sizes.map((size) => ({ ...size, most: Number.POSITIVE_INFINITY })) ?? [];
  const best: { row: number; distance: number }[] = [];
  let most = Number.POSITIVE_INFINITY;
  const visit = (row: number): number => {
    const distance = distanceOf(row);
    if (Number.isNaN(distance) || distance > most) return most;
    if (best.length === SHOWN && distance === most && row > best[SHOWN - 1].row) return most;
    if (!keepsGenes(row)) return most;
    const isAfter = (other: { row: number; distance: number }) =>
      distance < other.distance || (distance === other.distance && row < other.row);
    const place = best.findIndex(isAfter);
    best.splice(place < 0 ? best.length : place, 0, { row, distance });
    best.length = Math.min(best.length, SHOWN);
    if (best.length === SHOWN) most = best[SHOWN - 1].distance;
    return most;
  };
  rows.visitNear(leastDistance, visit, structure && { ...structure, sizes: unlimited });
  const nearest = best.map(({ row }) => row);
  const points = pointsOf(nearest);
  return nearest.map((row, i) => ({ point: points[i], misses: missesOf(row) }));
}
