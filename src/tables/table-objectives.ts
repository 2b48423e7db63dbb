import { defined } from "../base/defined.js";
import { InvalidInput, NotFound } from "../base/errors.js";
import type { DeviceId, TaskId } from "../base/ids.js";
import { COST_METRICS, type Metric } from "../base/metric.js";
import type { CheapFidelity, Objective } from "../search/ports.js";
import { LEAST_SCORES } from "../search/surrogate/score-model.js";
import type { Space } from "../space/space.js";
import type { NetworkTable, SampleTableData } from "./parse-table.js";
import type { ReplayTable } from "./replay.js";
import { isOwnKind } from "./table-columns.js";

type Columns = Pick<SampleTableData, "columns">;

/**
 * Lists the objectives that the table is searched for: the task's accuracy, then the device's latency and energy as far
 * as the table has them, each only if the search needs it.
 * @throws NotFound if the search needs accuracy and the table has none of the task, or if it needs a cost and the table
 * has none of the device
 */
export function objectivesOf(
  table: Columns,
  task: TaskId,
  device: DeviceId,
  isNeeded: (metric: Metric) => boolean = () => true,
): Objective[] {
  const needsAccuracy = isNeeded("accuracy");
  if (needsAccuracy && columnOf(table, "accuracy", task) === undefined) {
    throw new NotFound("task", task, "task", `the table has ${subjects(table, ["accuracy"])}`);
  }
  const costs = COST_METRICS.filter((metric) => columnOf(table, metric, device));
  if (costs.length === 0 && COST_METRICS.some(isNeeded)) {
    throw new NotFound("device", device, "device", `the table has ${subjects(table, COST_METRICS)}`);
  }
  return [
    ...(needsAccuracy ? [{ metric: "accuracy" } as const] : []),
    ...costs.filter(isNeeded).map((metric) => ({ metric, device })),
  ];
}

/**
 * Selects the table's columns of these objectives for the table evaluator. The accuracy is that of `task`.
 * @throws NotFound on `samples` for an objective that the table lacks
 */
export function replayTable(
  table: NetworkTable,
  task: TaskId,
  objectives: readonly Objective[],
): ReplayTable {
  const values = objectives.map(({ metric, device }) => {
    const column = columnOf(table, metric, device ?? task);
    if (column === undefined) throw new NotFound("column", `${metric} of ${device ?? task}`, "samples");
    return column.values;
  });
  const { genotypes, ids, representative } = table;
  return { genotypes, ids, values, ...defined({ representative }) };
}

/**
 * Selects the table's columns of cheap scores, one per fidelity; NaN where a cell is empty or not a number.
 * @throws NotFound for a column that the table lacks
 * @throws InvalidInput for a gene, a cost, a column of fewer than four numbers, and the accuracy that the search pays
 * for
 */
export function scoreColumns(
  table: Columns,
  space: Space,
  task: TaskId,
  fidelities: readonly CheapFidelity[],
): Float64Array[] {
  return fidelities.map(({ name }, i) => {
    const field = `fidelities[${i}].name`;
    if (space.position.has(name)) throw new InvalidInput(field, `${name} is a gene, not a score`);
    const column = table.columns.find((other) => other.name === name);
    if (column === undefined) throw new NotFound("column", name, field);
    const { kind, subject, values } = column;
    const numbers = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
    if (numbers < LEAST_SCORES) {
      throw new InvalidInput(
        field,
        `${name} has ${numbers} numbers in the table; a score needs at least ${LEAST_SCORES}`,
      );
    }
    if (kind === "accuracy" && subject === task) {
      throw new InvalidInput(field, `${name} is what the search evaluates, not a cheaper version of it`);
    }
    if (kind !== "accuracy" && kind !== "note" && !isOwnKind(kind)) {
      throw new InvalidInput(field, `${name} is a cost, not a cheaper version of accuracy`);
    }
    return values;
  });
}

/** Finds the column of a metric. A column without a single value counts as missing. */
function columnOf(table: Columns, metric: Metric, subject: string) {
  return table.columns.find(
    (column) => column.kind === metric && column.subject === subject && column.missing < column.values.length,
  );
}

function subjects(table: Columns, kinds: readonly string[]): string {
  const names = table.columns.filter((column) => kinds.includes(column.kind)).map((column) => column.subject);
  return names.length === 0 ? "none" : [...new Set(names)].join(", ");
}
