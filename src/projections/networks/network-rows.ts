import type { ArchitectureId } from "../../base/ids.js";
import type { Metric, Source } from "../../base/metric.js";
import type { Constraints, SizeMetric } from "../../search/constraints/constraints.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { FloatColumn } from "../columns/float-column.js";
import type { RowSet } from "../fronts/row-set.js";
import type { StructureColumns } from "../fronts/structure-rows.js";
import type { MetricEstimates } from "../point.js";

/**
 * Networks from which a front can be formed, one per row. Values are columns in natural units; NaN where nothing is
 * known. An instance never changes: new values make a new instance.
 */
export interface NetworkRows {
  readonly space: Space;
  /** The metrics that have a column: the built-in ones and those that users declared. */
  readonly metrics: readonly Metric[];
  /** The numbers of the rows, in order. They may have a gap. */
  rows(): Iterable<number>;
  genotype(row: number): Genotype;
  /** The parameters or the MACs of a row; NaN where they cannot be counted. */
  size(row: number, metric: SizeMetric): number;
  /**
   * The values of a metric by row; only those from `sources`, where these are given. Unless `keepsExtrapolated`
   * (default true) is true, estimates beyond their predictor's training data are left out.
   */
  values(metric: Metric, sources?: readonly Source[], keepsExtrapolated?: boolean): FloatColumn;
  id(row: number): ArchitectureId;
  source(row: number, metric: Metric): Source | undefined;
  /** Tells whether the value of a metric of the row is an estimate beyond its predictor's training data. */
  isExtrapolated(row: number, metric: Metric): boolean;
  /** A test whether a row keeps the limits on genes, parameters and MACs. */
  structureFilter(constraints: Constraints): (row: number) => boolean;
  /** The limits on genes, parameters and MACs of the first rows as columns; undefined if there are none. */
  structureColumns(constraints: Constraints): StructureColumns | undefined;
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
