import type { Metric } from "../../base/metric.js";
import type { LowerBound, OtherLimits } from "./front-index.js";
import type { StructureColumns } from "./structure-rows.js";

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
   * @param others all other limits; absent where there are none
   */
  frontWhere(limits: readonly (number | undefined)[], others?: OtherLimits): readonly number[];
  /**
   * Visits rows in parts with near values, those with the least lower bound first and each row once, until the bound of
   * all that are left is above what `visit` returned last.
   * @param structure limits on genes that rows have to keep to be visited (others may be visited, too), and the sizes
   * that `boundOf` is told
   */
  visitNear(boundOf: LowerBound, visit: (row: number) => number, structure?: StructureColumns): void;
}
