import { NotFound } from "../base/errors.js";
import type { DeviceId, TaskId } from "../base/ids.js";
import { type OwnMetric, ownMetric } from "../base/metric.js";
import type { LimitInput } from "../search/constraints/own-limits.js";
import type { NetworkTable } from "../tables/parse-table.js";
import { columnName } from "../tables/table-columns.js";

/** What a search is benchmarked on, and the limits on metrics of a user's own. */
interface Limited {
  readonly task: TaskId;
  readonly device: DeviceId;
  readonly limits: readonly LimitInput[];
}

/**
 * The metrics of a user's own that limits name, each a column `DEVICE.NAME` or `TASK.NAME` of the table. Nothing is
 * declared without an archive, so the side of the limit says which direction is better, and no unit is known.
 * @throws NotFound on `constraints.limits` for a metric of which the table has neither column
 */
export function limitedMetrics(table: NetworkTable, { task, device, limits }: Limited): readonly OwnMetric[] {
  const has = (name: string) => table.columns.some((column) => column.name === name);
  return limits.map(({ metric: name, max }) => {
    const owner = has(`${device}.${name}`) ? "device" : "task";
    if (owner === "task" && !has(`${task}.${name}`)) {
      throw new NotFound("column", `${device}.${name}`, "constraints.limits", `nor is there ${task}.${name}`);
    }
    return ownMetric(owner, max === undefined ? "max" : "min", name, "");
  });
}

/** The table with its notes of these metrics read as values. */
export const withMetrics = (table: NetworkTable, metrics: readonly OwnMetric[]): NetworkTable => ({
  ...table,
  columns: table.columns.map((column) =>
    column.kind === "note" ? { ...column, ...columnName(column.name, metrics) } : column,
  ),
});
