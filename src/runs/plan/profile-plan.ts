import { Conflict } from "../../base/errors.js";
import { isCost } from "../../base/metric.js";
import { profileColumn, profileColumns } from "../../projections/predictors/profile-columns.js";
import type { Objective, ObjectiveColumn } from "../../search/ports.js";
import type { Space } from "../../space/space.js";
import type { RunContext } from "../run-context.js";
import type { PlannedColumn } from "./plan.js";

/** Per cost, what an operator profile says of it: the device's own, or where it does not cover the space, another device's. */
export async function plannedColumns(
  { catalog }: Pick<RunContext, "catalog">,
  space: Space,
  objectives: readonly Objective[],
): Promise<readonly PlannedColumn[]> {
  const planned: PlannedColumn[] = [];
  for (const [objective, { metric, device }] of objectives.entries()) {
    if (!isCost(metric) || device === undefined) continue;
    const [column] = await profileColumns(catalog, space, metric, device);
    if (column !== undefined) planned.push({ objective, name: column.name });
  }
  return planned;
}

/** Throws `Conflict` where a profile has changed since the run began: with it the run would solve another problem. */
export async function readColumns(
  { catalog }: Pick<RunContext, "catalog">,
  space: Space,
  planned: readonly PlannedColumn[] = [],
): Promise<readonly ObjectiveColumn[]> {
  const columns: ObjectiveColumn[] = [];
  for (const { objective, name } of planned) {
    const column = await profileColumn(catalog, space, name);
    if (column === undefined) {
      throw new Conflict(
        "id",
        `an operator profile from which the run's models have learnt has changed since it began (${name}); start a new search`,
      );
    }
    columns.push({ ...column, objective });
  }
  return columns;
}
