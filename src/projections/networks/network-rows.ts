import type { ArchitectureId } from "../../base/ids.js";
import type { Metric, Source } from "../../base/metric.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Estimate } from "../estimate.js";

/** All that is known or estimated of one network for a task on a device. */
export interface RowEstimates {
  readonly accuracy?: Estimate;
  readonly testAccuracy?: Estimate;
  readonly latency?: Estimate;
  readonly energy?: Estimate;
}

/** Some rows, their front, and the worst value of each objective among them. Rows and front are in ascending order. */
export interface RowSet {
  readonly objectives: readonly Metric[];
  readonly count: number;
  readonly front: readonly number[];
  /** By objective, in natural units; empty where there is no row. */
  readonly worst: Readonly<Partial<Record<Metric, number>>>;
  /** All rows of the set. */
  rows(): readonly number[];
}

/**
 * Networks that a front can be formed of, one per row. Values are columns in natural units (fraction, ms, mJ), NaN where
 * nothing is known. Rows never change: when something new is known, there are new rows.
 */
export interface NetworkRows {
  readonly space: Space;
  readonly genotypes: readonly Genotype[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  id(row: number): ArchitectureId;
  source(row: number, metric: Metric): Source | undefined;
  /** Estimates with their intervals, in the order of `rows`. One call for many rows works intervals out in one batch. */
  estimatesOf(rows: readonly number[]): readonly RowEstimates[];
  /**
   * The rows whose every objective is known from the sources allowed. Where `extrapolates` is false, rows with an estimate beyond
   * what its predictor learned from are left out.
   */
  rowSet(objectives: readonly Metric[], sources: readonly Source[], extrapolates: boolean): RowSet;
}
