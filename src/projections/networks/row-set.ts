import { type Metric, minimised, type Source } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import {
  type Constraints,
  keepsLimit,
  limitedMetrics,
  limitsStructure,
} from "../../search/constraints/constraints.js";
import type { Genotype } from "../../space/types.js";
import type { NetworkRows, RowSet } from "./network-rows.js";

/** Computes the set of these rows from scratch. */
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
 * Returns the Pareto front of the rows that keep the constraints. If only objectives are limited, it is the feasible
 * part of the whole front, because whatever dominates a feasible row keeps the same limits.
 * @param sources the sources that the limited metrics, too, may come from; those of objectives are the row set's own
 * @param keepsStructure tells whether a network keeps the constraints on genes, parameters and MACs
 */
export function feasibleFront(
  networks: Pick<NetworkRows, "columns" | "genotypes" | "source">,
  { objectives, front, rows }: RowSet,
  constraints: Constraints,
  sources: readonly Source[],
  keepsStructure: (genotype: Genotype) => boolean,
): readonly number[] {
  const { columns, genotypes } = networks;
  const limited = limitedMetrics(constraints);
  const others = limited.filter((metric) => !objectives.includes(metric));
  const isStructural = limitsStructure(constraints);
  const isAllowed = (row: number, metric: Metric): boolean => {
    const source = networks.source(row, metric);
    return source !== undefined && sources.includes(source);
  };
  const keeps = (row: number): boolean =>
    limited.every((metric) => keepsLimit(constraints, metric, columns[metric][row])) &&
    others.every((metric) => isAllowed(row, metric)) &&
    (!isStructural || keepsStructure(genotypes[row]));
  if (!isStructural && others.length === 0) return front.filter(keeps);
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

/** Returns some rows of a column with the sign that makes smaller better, as the Pareto functions expect. */
export const minimisedColumn = (
  metric: Metric,
  column: Float64Array,
  rows: readonly number[],
): Float64Array => Float64Array.from(rows, (row) => minimised(metric, column[row]));
