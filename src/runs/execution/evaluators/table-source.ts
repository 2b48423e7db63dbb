import { InvalidInput } from "../../../base/errors.js";
import type { ArchitectureId } from "../../../base/ids.js";
import { COST_METRICS, type Metric, nameOf, ownerOf } from "../../../base/metric.js";
import type { Measurement } from "../../../records/measurement.js";
import type { RunSettings } from "../../../records/run.js";
import type { Objective } from "../../../search/ports.js";
import type { Space } from "../../../space/space.js";
import type { SampleTableData } from "../../../tables/parse-table.js";
import type { ReplayTable, TableReplay } from "../../../tables/replay.js";
import { RowMeasurer } from "../../../tables/row-measurements.js";
import { isNeeded, ownObjectives } from "../../request/optimised.js";

/** Combinations of metrics that an error names. */
const MOST_EXAMPLES = 3;

/**
 * The objectives of a replay, as far as the run needs them: accuracy of the task, the costs of each device that the
 * table has, and metrics that users declared. Throws `InvalidInput` where the run needs accuracy and the table has none
 * of the task, or where it needs a cost and the table has none of a device.
 */
export function tableObjectives(data: SampleTableData, settings: RunSettings): readonly Objective[] {
  const { task, devices, samples } = settings;
  const needsAccuracy = isNeeded(settings, "accuracy");
  if (needsAccuracy && !hasValues(data, "accuracy", task)) {
    const known = subjects(data, ["accuracy"]);
    throw new InvalidInput(
      "task",
      `sample table "${samples}" has no accuracy of task "${task}"; it has ${known}. ` +
        "A search for costs alone names its objectives, for example latency",
    );
  }
  const costs = devices.flatMap((device, i) => {
    const metrics = COST_METRICS.filter((metric) => hasValues(data, metric, device));
    const isWanted = (metric: Metric) => isNeeded(settings, metric, device);
    const needed = metrics.filter(isWanted);
    const needsCosts = COST_METRICS.some(isWanted);
    if (metrics.length > 0 || !needsCosts) return needed.map((metric) => ({ metric, device }));
    const known = subjects(data, COST_METRICS);
    throw new InvalidInput(
      `devices[${i}]`,
      `sample table "${samples}" has no cost of device "${device}"; it has ${known}. ` +
        "A search for accuracy alone names it as its objective",
    );
  });
  const own = ownObjectives(settings, devices);
  for (const { metric, device } of own) {
    if (hasValues(data, metric, device ?? task)) continue;
    const name = nameOf(metric);
    throw new InvalidInput(
      settings.objectives?.includes(metric) ? "objectives" : "constraints.limits",
      `sample table "${samples}" has no ${name} of ${ownerOf(metric)} "${device ?? task}"; ` +
        `it has ${subjects(data, [metric])}`,
    );
  }
  return [...(needsAccuracy ? [{ metric: "accuracy" } as const] : []), ...costs, ...own];
}

/**
 * Refuses a table of which no network has a value of every objective; it could be searched for some of them. Throws
 * `InvalidInput` on `objectives` that says of how many networks each objective is known, and which go together.
 */
export function requireReplayable(
  { samples }: RunSettings,
  objectives: readonly Objective[],
  replay: Pick<TableReplay, "candidates">,
  { values }: Pick<ReplayTable, "values">,
): void {
  if (replay.candidates.length > 0) return;
  const isKnown = (m: number, row: number) => !Number.isNaN(values[m][row]);
  const rows = [...(values[0] ?? []).keys()];
  const knownIn = (row: number) => objectives.flatMap((_, m) => (isKnown(m, row) ? [m] : []));
  const counts = objectives.map(({ metric, device }, m) => {
    const of = device === undefined ? "" : ` on ${device}`;
    return `${metric}${of}: ${rows.filter((row) => isKnown(m, row)).length}`;
  });
  const together = [
    ...new Set(rows.map((row) => [...new Set(knownIn(row).map((m) => objectives[m].metric))].join(","))),
  ].filter((metrics) => metrics !== "");
  throw new InvalidInput(
    "objectives",
    `no row of sample table "${samples}" has all values that the search needs ` +
      `(of ${rows.length} rows: ${counts.join(", ")}); ` +
      `name as objectives what rows have together: ${together.slice(0, MOST_EXAMPLES).join(" or ")}`,
  );
}

/**
 * The measurements that evaluating a network makes: the table's rows of that network, for the task and the devices of
 * the run only. Their ids are those that an import gives, so a table whose measurements are stored already adds
 * nothing.
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
