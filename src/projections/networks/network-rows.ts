import type { ArchitectureId } from "../../base/ids.js";
import type { Metric, Source } from "../../base/metric.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { MetricEstimates } from "../point.js";

/**
 * Some rows, their Pareto front, and the worst value of each objective among them. Rows and front are in ascending
 * order.
 */
export interface RowSet {
  readonly objectives: readonly Metric[];
  readonly count: number;
  readonly front: readonly number[];
  /** The worst value per objective, in natural units; empty where there is no row. */
  readonly worst: Readonly<Partial<Record<Metric, number>>>;
  /** Lists all rows of the set. */
  rows(): readonly number[];
}

/**
 * Networks from which a front can be formed, one per row. Values are columns in natural units; NaN
 * where nothing is known. An instance never changes: new values make a new instance.
 */
export interface NetworkRows {
  readonly space: Space;
  readonly genotypes: readonly Genotype[];
  /** The metrics that have a column: the built-in ones and those that users declared. */
  readonly metrics: readonly Metric[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  id(row: number): ArchitectureId;
  source(row: number, metric: Metric): Source | undefined;
  /** Tells whether the value of a metric of the row is an estimate beyond its predictor's training data. */
  isExtrapolated(row: number, metric: Metric): boolean;
  /**
   * Returns the estimates of some rows with their intervals, in the order of `rows`. One call for many rows computes
   * the intervals in one batch.
   */
  estimatesOf(rows: readonly number[]): readonly MetricEstimates[];
  /**
   * Returns the rows whose every objective is known from an allowed source. Unless `keepsExtrapolated` is true, rows
   * with an objective that is estimated beyond its predictor's training data are left out.
   */
  rowSet(objectives: readonly Metric[], sources: readonly Source[], keepsExtrapolated: boolean): RowSet;
}
