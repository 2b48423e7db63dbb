import { type Metric, minimised } from "../../../src/base/metric.js";
import { FloatColumn } from "../../../src/projections/columns/float-column.js";
import { plainFront } from "../../support/plain-pareto.js";

export const columnOf = (values: ArrayLike<number>): FloatColumn => {
  const edit = FloatColumn.EMPTY.edit();
  Array.from(values, (value, row) => edit.set(row, value));
  return edit.done();
};

/** The rows that are complete, their front by comparing all pairs, and the worst values. */
export function plainSet(objectives: readonly Metric[], columns: readonly FloatColumn[], count: number) {
  const rows = [...Array(count).keys()].filter((row) =>
    columns.every((column) => !Number.isNaN(column.at(row))),
  );
  const worst = objectives.map((metric, m) => {
    const values = rows.map((row) => columns[m].at(row));
    return [metric, metric === "accuracy" ? Math.min(...values) : Math.max(...values)] as const;
  });
  return {
    count: rows.length,
    front: frontByPairs(objectives, columns, rows),
    worst: rows.length === 0 ? {} : Object.fromEntries(worst),
    rows,
  };
}

/** The front of some rows by comparing all pairs. */
export function frontByPairs(
  objectives: readonly Metric[],
  columns: readonly FloatColumn[],
  rows: readonly number[],
): number[] {
  const points = rows.map((row) => objectives.map((metric, m) => minimised(metric, columns[m].at(row))));
  return plainFront(points).map((i) => rows[i]);
}
