import { defined } from "../base/defined.js";
import { InvalidInput, NotFound } from "../base/errors.js";
import type { DeviceId, TaskId } from "../base/ids.js";
import { COST_METRICS, type Metric } from "../base/metric.js";
import type { CheapFidelity, Objective } from "../search/ports.js";
import { LEAST_SCORES } from "../search/surrogate/score-model.js";
import type { Space } from "../space/space.js";
import type { SampleTableData } from "./parse-table.js";
import type { ReplayTable } from "./replay.js";

type Columns = Pick<SampleTableData, "columns">;

/** What the table can be searched for: the task's accuracy, then the device's latency and energy as far as it has them. */
export function objectivesOf(table: Columns, task: TaskId, device: DeviceId): Objective[] {
  if (columnOf(table, "accuracy", task) === undefined) {
    throw new NotFound("task", task, "task", `the table has ${subjects(table, ["accuracy"])}`);
  }
  const costs = COST_METRICS.filter((metric) => columnOf(table, metric, device));
  if (costs.length === 0) {
    throw new NotFound("device", device, "device", `the table has ${subjects(table, COST_METRICS)}`);
  }
  return [{ metric: "accuracy" }, ...costs.map((metric) => ({ metric, device }))];
}

/** The table's columns of these objectives, for the table evaluator. `task` names the accuracy's column. */
export function replayTable(
  table: SampleTableData,
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
 * The table's columns of cheap scores. Throws `NotFound` for one that the table lacks, `InvalidInput` for a gene, a cost, a
 * column of less than four numbers, and for the accuracy that the search pays for.
 */
export function scoreColumns(
  table: Columns,
  space: Space,
  task: TaskId,
  fidelities: readonly CheapFidelity[],
): Float64Array[] {
  return fidelities.map(({ name }, i) => {
    const field = `fidelities[${i}].name`;
    if (space.position.has(name)) throw new InvalidInput(field, `${name} is a gene, no score`);
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
      throw new InvalidInput(field, `${name} is what the search evaluates, no cheaper version of it`);
    }
    if (kind !== "accuracy" && kind !== "note") {
      throw new InvalidInput(field, `${name} is a cost, no cheaper version of accuracy`);
    }
    return values;
  });
}

/** A column without a single value is as good as none. */
function columnOf(table: Columns, metric: Metric, subject: string) {
  return table.columns.find(
    (column) => column.kind === metric && column.subject === subject && column.missing < column.values.length,
  );
}

function subjects(table: Columns, kinds: readonly string[]): string {
  const names = table.columns.filter((column) => kinds.includes(column.kind)).map((column) => column.subject);
  return names.length === 0 ? "none" : [...new Set(names)].join(", ");
}
