import type { OwnMetric } from "../../base/metric.js";
import { unitOf } from "../../base/metric.js";
import type { TableData } from "../../tables/parse-table.js";
import { type ColumnKind, isOwnKind } from "../../tables/table-columns.js";

/** A column of a sample table: what it holds, and its values counted. */
export interface ColumnReport {
  readonly name: string;
  /** `own` for a metric that a user declared. */
  readonly kind: Exclude<ColumnKind, OwnMetric> | "own";
  /** Id of the task or device; of a note, its name. */
  readonly subject: string;
  /** Unit of the values; empty for one without, for counts and notes. */
  readonly unit: string;
  readonly values: number;
  readonly missing: number;
  readonly min?: number;
  readonly max?: number;
}

/** Says what a column holds. */
export function columnReport(column: TableData["columns"][number]): ColumnReport {
  let [values, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    values++;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const { name, kind, subject } = column;
  return {
    name,
    kind: isOwnKind(kind) ? "own" : kind,
    subject,
    unit: unitOfKind(kind),
    values,
    missing: column.values.length - values,
    ...(values > 0 ? { min, max } : {}),
  };
}

function unitOfKind(kind: ColumnKind): string {
  if (isOwnKind(kind)) return unitOf(kind);
  if (kind === "note" || kind === "examples") return "";
  return unitOf(kind.replace("_sd", "") as "accuracy" | "latency" | "energy");
}
