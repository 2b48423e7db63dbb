import { InvalidInput } from "../../../base/errors.js";
import type { ArchitectureId } from "../../../base/ids.js";
import { COST_METRICS, type Metric } from "../../../base/metric.js";
import type { Measurement } from "../../../records/measurement.js";
import type { RunSettings } from "../../../records/run.js";
import type { Objective } from "../../../search/ports.js";
import type { Space } from "../../../space/space.js";
import type { SampleTableData } from "../../../tables/parse-table.js";
import { RowMeasurer } from "../../../tables/row-measurements.js";
import { matters } from "../../request/optimised.js";

/** Accuracy of the task, then the costs that matter and that the table has of each device. Throws `InvalidInput` where one has none. */
export function tableObjectives(data: SampleTableData, settings: RunSettings): readonly Objective[] {
  const { task, devices, samples } = settings;
  if (!hasValues(data, "accuracy", task)) {
    const known = subjects(data, ["accuracy"]);
    throw new InvalidInput(
      "task",
      `sample table "${samples}" has no accuracy of task "${task}"; it has ${known}`,
    );
  }
  const costs = devices.flatMap((device, i) => {
    const metrics = COST_METRICS.filter((metric) => hasValues(data, metric, device));
    const counting = metrics.filter((metric) => matters(settings, metric));
    if (metrics.length > 0) return counting.map((metric) => ({ metric, device }));
    const known = subjects(data, COST_METRICS);
    throw new InvalidInput(
      `devices[${i}]`,
      `sample table "${samples}" has no cost of device "${device}"; it has ${known}`,
    );
  });
  return [{ metric: "accuracy" }, ...costs];
}

/**
 * What evaluating a network measures: the table's rows of it, for the task and the devices of the run only. The ids are
 * those that an import gives, so a table whose measurements are stored adds nothing.
 */
export function tableMeasurements(
  data: SampleTableData,
  space: Space,
  { task, devices, samples }: RunSettings,
): (architecture: ArchitectureId) => readonly Measurement[] {
  const wanted = new Set<string>([task, ...devices]);
  const columns = data.columns.filter((column) => column.kind !== "note" && wanted.has(column.subject));
  const measurer = new RowMeasurer(space.spec.id, { ...data, columns }, `table ${samples}`);
  const rows = new Map<ArchitectureId, number[]>();
  data.ids.forEach((id, row) => {
    if (data.representative !== undefined && data.representative[row] !== row) return;
    const others = rows.get(id);
    if (others === undefined) rows.set(id, [row]);
    else others.push(row);
  });
  return (architecture) => (rows.get(architecture) ?? []).flatMap((row) => measurer.of(row));
}

const hasValues = (data: SampleTableData, metric: Metric, subject: string): boolean =>
  data.columns.some(
    (column) => column.kind === metric && column.subject === subject && column.missing < data.rows,
  );

function subjects(data: SampleTableData, kinds: readonly string[]): string {
  const names = data.columns.filter((column) => kinds.includes(column.kind)).map((column) => column.subject);
  return names.length === 0 ? "none" : [...new Set(names)].join(", ");
}
