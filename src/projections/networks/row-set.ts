import { type Metric, minimised } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import { type Constraints, keepsLimit, limitedMetrics } from "../../search/constraints/constraints.js";
import type { Genotype } from "../../space/types.js";
import type { NetworkRows, RowSet } from "./network-rows.js";

/** The set of these rows, worked out from scratch. */
export function rowSetOf(
  columns: NetworkRows["columns"],
  objectives: readonly Metric[],
  rows: readonly number[],
): RowSet {
  const worst: Partial<Record<Metric, number>> = {};
  for (const metric of rows.length === 0 ? [] : objectives) {
    const column = minimisedColumn(metric, columns[metric], rows);
    worst[metric] = minimised(
      metric,
      column.reduce((most, value) => Math.max(most, value)),
    );
  }
  const front = frontOf(columns, objectives, rows);
  return { objectives, count: rows.length, front, worst, rows: () => rows };
}

/**
 * The front of the rows that keep the constraints. Where these only limit objectives, that is the feasible part of the
 * whole front: whatever dominates a feasible row keeps the same limits.
 */
export function feasibleFront(
  { columns, genotypes }: Pick<NetworkRows, "columns" | "genotypes">,
  { objectives, front, rows }: RowSet,
  constraints: Constraints,
  keepsStructure: (genotype: Genotype) => boolean,
): readonly number[] {
  const limited = limitedMetrics(constraints);
  const isStructural = constraints.genes !== undefined || constraints.maxParams !== undefined;
  const keeps = (row: number): boolean =>
    limited.every((metric) => keepsLimit(constraints, metric, columns[metric][row])) &&
    (!isStructural || keepsStructure(genotypes[row]));
  if (!isStructural && limited.every((metric) => objectives.includes(metric))) return front.filter(keeps);
  return frontOf(columns, objectives, rows().filter(keeps));
}

function frontOf(
  columns: NetworkRows["columns"],
  objectives: readonly Metric[],
  rows: readonly number[],
): number[] {
  if (rows.length === 0) return [];
  const front = paretoFront(objectives.map((metric) => minimisedColumn(metric, columns[metric], rows)));
  return Array.from(front, (i) => rows[i]);
}

/** Some rows of a column as the Pareto arithmetic wants it: smaller is better. */
export const minimisedColumn = (
  metric: Metric,
  column: Float64Array,
  rows: readonly number[],
): Float64Array => Float64Array.from(rows, (row) => minimised(metric, column[row]));
