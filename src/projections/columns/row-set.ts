import { type Metric, minimised, type Source } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import { type Constraints, keepsLimit, limitedMetrics } from "../../search/constraints/constraints.js";
import type { Genotype } from "../../space/types.js";
import type { Candidates } from "./candidates.js";
import { minimisedColumn } from "./objectives.js";

/** The rows of which every objective is known from the sources allowed, their front, and the worst value of each objective. */
export interface RowSet {
  readonly rows: readonly number[];
  readonly front: readonly number[];
  readonly worst: Readonly<Partial<Record<Metric, number>>>;
}

/** Kept as long as the columns that they were worked out from. */
const sets = new WeakMap<Candidates["columns"], Map<string, RowSet>>();

/** @param extrapolate whether rows count of which an estimate reaches beyond what its predictor learned from */
export function rowSet(
  candidates: Candidates,
  objectives: readonly Metric[],
  sources: readonly Source[],
  extrapolate: boolean,
): RowSet {
  const known = sets.get(candidates.columns) ?? new Map<string, RowSet>();
  sets.set(candidates.columns, known);
  const key = JSON.stringify([objectives, sources, extrapolate]);
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const rows = completeRows(candidates, objectives, sources, extrapolate);
  const worst: Partial<Record<Metric, number>> = {};
  for (const metric of rows.length === 0 ? [] : objectives) {
    const column = minimisedColumn(metric, candidates.columns[metric], rows);
    const highest = column.reduce((most, value) => Math.max(most, value));
    worst[metric] = minimised(metric, highest);
  }
  const set = { rows, front: frontOf(candidates, objectives, rows), worst };
  known.set(key, set);
  return set;
}

function completeRows(
  candidates: Candidates,
  objectives: readonly Metric[],
  sources: readonly Source[],
  extrapolate: boolean,
): number[] {
  const { columns, extrapolated } = candidates;
  const all = candidates.possible.every((source) => sources.includes(source));
  const rows: number[] = [];
  for (let row = 0; row < candidates.genotypes.length; row++) {
    if (objectives.some((metric) => Number.isNaN(columns[metric][row]))) continue;
    if (!extrapolate && extrapolated?.[row] === 1) continue;
    if (all || objectives.every((m) => sources.includes(candidates.source(row, m) ?? "PREDICTED")))
      rows.push(row);
  }
  return rows;
}

/**
 * The front of the rows that keep the constraints. Where these only limit objectives, that is the feasible part of the
 * whole front: whatever dominates a feasible row keeps the same limits.
 */
export function feasibleFront(
  candidates: Candidates,
  set: RowSet,
  objectives: readonly Metric[],
  constraints: Constraints,
  keepsStructure: (genotype: Genotype) => boolean,
): readonly number[] {
  const limited = limitedMetrics(constraints);
  const structural = constraints.genes !== undefined || constraints.maxParams !== undefined;
  const keeps = (row: number): boolean =>
    limited.every((metric) => keepsLimit(constraints, metric, candidates.columns[metric][row])) &&
    (!structural || keepsStructure(candidates.genotypes[row]));
  if (!structural && limited.every((metric) => objectives.includes(metric))) return set.front.filter(keeps);
  return frontOf(candidates, objectives, set.rows.filter(keeps));
}

function frontOf(candidates: Candidates, objectives: readonly Metric[], rows: readonly number[]): number[] {
  if (rows.length === 0) return [];
  const columns = objectives.map((metric) => minimisedColumn(metric, candidates.columns[metric], rows));
  return Array.from(paretoFront(columns), (i) => rows[i]);
}
