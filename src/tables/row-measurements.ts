import {
  type ArchitectureId,
  type DeviceId,
  deviceId,
  type MeasurementId,
  type SpaceId,
  type TaskId,
  taskId,
} from "../base/ids.js";
import { COST_METRICS, nameOf, type OwnMetric, ownerOf } from "../base/metric.js";
import { fraction } from "../base/units.js";
import { contentId, contentIdOfText } from "../records/content-id.js";
import { type Fidelity, type Measurement, SD_FIELDS } from "../records/measurement.js";
import type { SampleTableData } from "./parse-table.js";
import { type ColumnKind, isOwnKind } from "./table-columns.js";
import type { TableColumn } from "./table-rows.js";

/** The fidelity of a table's accuracies: the column convention does not state splits, training or seeds. */
const UNSTATED: Fidelity = { split: "unspecified", training: "", seeds: [] };

/** The value columns of one task; undefined where the table has none. */
interface AccuracyColumns {
  readonly task: TaskId;
  readonly accuracy: Float64Array;
  readonly sd: Float64Array | undefined;
  readonly examples: Float64Array | undefined;
}

/** The value columns of one device, in the order of `COST_METRICS`; undefined where the table has none. */
interface CostColumns {
  readonly device: DeviceId;
  readonly costs: readonly (Float64Array | undefined)[];
  readonly deviations: readonly (Float64Array | undefined)[];
}

/** The values of an own metric of one task or device. */
interface OwnColumn {
  readonly metric: OwnMetric;
  readonly subject: string;
  readonly values: Float64Array;
}

type Of<Subject> = Writable<Extract<Measurement, { readonly subject: Subject }>>;
type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/**
 * Makes the measurements of a table's rows: one per task and one per device with a value, and one per value of an own
 * metric, so that a table that is imported again after a metric was declared adds that metric alone. Ids are derived
 * from the content and from the number of equal rows before it, so importing a table that has grown adds only what is
 * new, and an equal row of another file adds nothing.
 */
export class RowMeasurer {
  readonly #tasks: readonly AccuracyColumns[];
  readonly #costs: readonly CostColumns[];
  readonly #own: readonly OwnColumn[];
  /** The number of rows with the same content so far, by content id. */
  readonly #seen = new Map<string, number>();

  constructor(
    private readonly space: SpaceId,
    private readonly data: Pick<SampleTableData, "columns" | "ids">,
    private readonly origin: string,
  ) {
    this.#tasks = accuracyColumns(data.columns);
    this.#costs = costColumns(data.columns);
    this.#own = data.columns.flatMap(({ kind, subject, values }) =>
      isOwnKind(kind) ? [{ metric: kind, subject, values }] : [],
    );
  }

  /** Makes the measurements of one row. Call it for the rows in their order, since ids count equal rows. */
  of(row: number): Measurement[] {
    const measured: Measurement[] = [];
    for (const column of this.#tasks) this.#addAccuracy(measured, column, row);
    for (const columns of this.#costs) this.#addCost(measured, columns, row);
    for (const column of this.#own) this.#addOwn(measured, column, row);
    return measured;
  }

  // Measurements are made field by field, all with the fields in one order: copies of parts take ten times as long.

  #addAccuracy(measured: Measurement[], columns: AccuracyColumns, row: number): void {
    const accuracy = columns.accuracy[row];
    if (Number.isNaN(accuracy)) return;
    const { task } = columns;
    const architecture = this.data.ids[row];
    const made: Of<"task"> = {
      space: this.space,
      architecture,
      origin: this.origin,
      retracted: false,
      repeats: 1,
      id: this.#idOf(architecture, `"task",${JSON.stringify(task)},${jsonOf(accuracy)}`),
      subject: "task",
      task,
      accuracy: fraction(accuracy),
      fidelity: UNSTATED,
    };
    const [sd, examples] = [valueAt(columns.sd, row), valueAt(columns.examples, row)];
    if (!Number.isNaN(sd)) made.accuracySd = sd;
    if (!Number.isNaN(examples)) made.examples = examples;
    measured.push(made);
  }

  #addCost(measured: Measurement[], { device, costs, deviations }: CostColumns, row: number): void {
    let content = `"device",${JSON.stringify(device)}`;
    let isKnown = false;
    for (const column of costs) {
      const value = valueAt(column, row);
      content += `,${jsonOf(value)}`;
      if (!Number.isNaN(value)) isKnown = true;
    }
    if (!isKnown) return;
    const architecture = this.data.ids[row];
    const made: Of<"device"> = {
      space: this.space,
      architecture,
      origin: this.origin,
      retracted: false,
      repeats: 1,
      id: this.#idOf(architecture, content),
      subject: "device",
      device,
    };
    const fields = made as unknown as Record<string, number>;
    for (let m = 0; m < COST_METRICS.length; m++) {
      const value = valueAt(costs[m], row);
      if (Number.isNaN(value)) continue;
      fields[COST_METRICS[m]] = value;
      const sd = valueAt(deviations[m], row);
      if (!Number.isNaN(sd)) fields[SD_FIELDS[COST_METRICS[m]]] = sd;
    }
    measured.push(made);
  }

  #addOwn(measured: Measurement[], { metric, subject, values }: OwnColumn, row: number): void {
    const value = values[row];
    if (Number.isNaN(value)) return;
    const owner = ownerOf(metric);
    const architecture = this.data.ids[row];
    const names = `"${owner}",${JSON.stringify(subject)},${JSON.stringify(nameOf(metric))}`;
    const shared = {
      space: this.space,
      architecture,
      origin: this.origin,
      retracted: false,
      repeats: 1,
      id: this.#idOf(architecture, `${names},${jsonOf(value)}`),
      metrics: { [metric]: value },
    };
    measured.push(
      owner === "task"
        ? { ...shared, subject: owner, task: taskId(subject), fidelity: UNSTATED }
        : { ...shared, subject: owner, device: deviceId(subject) },
    );
  }

  /** @param content the JSON of what is measured, values separated by commas */
  #idOf(architecture: ArchitectureId, content: string): MeasurementId {
    const base = contentIdOfText(`[${JSON.stringify(this.space)},"${architecture}",${content}]`);
    const before = this.#seen.get(base) ?? 0;
    this.#seen.set(base, before + 1);
    return before === 0 ? base : contentId(base, before);
  }
}

/** The JSON of a number, which is null where it is not finite. */
const jsonOf = (value: number): string => (Number.isFinite(value) ? String(value) : "null");

/** The value of a row; NaN where the table does not have the column. */
const valueAt = (column: Float64Array | undefined, row: number): number =>
  column === undefined ? Number.NaN : column[row];

function accuracyColumns(columns: readonly TableColumn[]): AccuracyColumns[] {
  return columns
    .filter(({ kind }) => kind === "accuracy")
    .map(({ subject, values }) => ({
      task: taskId(subject),
      accuracy: values,
      sd: valuesOf(columns, "accuracy_sd", subject),
      examples: valuesOf(columns, "examples", subject),
    }));
}

function costColumns(columns: readonly TableColumn[]): CostColumns[] {
  const costs = columns.filter(({ kind }) => COST_METRICS.some((metric) => metric === kind));
  return [...new Set(costs.map(({ subject }) => subject))].map((device) => ({
    device: deviceId(device),
    costs: COST_METRICS.map((metric) => valuesOf(columns, metric, device)),
    deviations: COST_METRICS.map((metric) => valuesOf(columns, `${metric}_sd`, device)),
  }));
}

/** Returns the values of a column; undefined where the table has no such column. */
const valuesOf = (
  columns: readonly TableColumn[],
  kind: ColumnKind,
  subject: string,
): Float64Array | undefined =>
  columns.find((column) => column.kind === kind && column.subject === subject)?.values;
