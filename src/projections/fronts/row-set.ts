import type { Metric } from "../../base/metric.js";

/**
 * Some rows, their Pareto front, and the worst value of each objective among them. Rows and front are in ascending
 * order. It does not change.
 */
export interface RowSet {
  readonly objectives: readonly Metric[];
  readonly count: number;
  readonly front: readonly number[];
  /** The worst value per objective, in natural units; empty where there is no row. */
  readonly worst: Readonly<Partial<Record<Metric, number>>>;
  /** Lists all rows of the set. */
  rows(): readonly number[];
  /**
   * The front of those rows that keep limits, in ascending order. Where only objectives are limited, it is a part of
   * the whole front, because whatever dominates a row within the limits keeps them, too.
   * @param limits the limit on each objective, in natural units; undefined where there is none
   * @param kept has a 1 for each row that keeps all other limits, and 0 for others; absent where there are none
   */
  frontWhere(limits: readonly (number | undefined)[], kept?: Uint8Array): readonly number[];
}
