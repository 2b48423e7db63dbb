import { deviceId, type MeasurementId, type SpaceId, taskId } from "../base/ids.js";
import { COST_METRICS, nameOf, type OwnMetric, ownerOf } from "../base/metric.js";
import { fraction } from "../base/units.js";
import { contentId } from "../records/content-id.js";
import { type Fidelity, type Measurement, SD_FIELDS } from "../records/measurement.js";
import type { SampleTableData } from "./parse-table.js";
import { type ColumnKind, isOwnKind } from "./table-columns.js";
import type { TableColumn } from "./table-rows.js";

/** The fidelity of a table's accuracies: the column convention does not state splits, training or seeds. */
const UNSTATED: Fidelity = { split: "unspecified", training: "", seeds: [] };

/** The value columns of one task; undefined where the table has none. */
interface AccuracyColumns {
  readonly task: string;
  readonly accuracy: Float64Array;
  readonly sd: Float64Array | undefined;
  readonly examples: Float64Array | undefined;
}

/** The value columns of one device, in the order of `COST_METRICS`; undefined where the table has none. */
interface CostColumns {
  readonly device: string;
  readonly costs: readonly (Float64Array | undefined)[];
  readonly deviations: readonly (Float64Array | undefined)[];
}

/** The values of an own metric of one task or device. */
interface OwnColumn {
  readonly metric: OwnMetric;
  readonly subject: string;
  readonly values: Float64Array;
}

/** The fields that all measurements of a row share. */
type Shared = Pick<Measurement, "space" | "architecture" | "origin" | "retracted" | "repeats">;

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
    const architecture = this.data.ids[row];
    const shared = { space: this.space, architecture, origin: this.origin, retracted: false, repeats: 1 };
    const measured: Measurement[] = [];
    for (const column of this.#tasks) measured.push(...this.#accuracyOf(column, row, shared));
    for (const columns of this.#costs) measured.push(...this.#costOf(columns, row, shared));
    for (const column of this.#own) measured.push(...this.#ownOf(column, row, shared));
    return measured;
  }

  #accuracyOf(
    { task, sd, examples, ...columns }: AccuracyColumns,
    row: number,
    shared: Shared,
  ): Measurement[] {
    const accuracy = columns.accuracy[row];
    if (Number.isNaN(accuracy)) return [];
    const id = this.#idOf(shared.architecture, "task", task, accuracy);
    return [
      {
        ...shared,
        id,
        subject: "task",
        task: taskId(task),
        accuracy: fraction(accuracy),
        ...numberAt("accuracySd", sd, row),
        ...numberAt("examples", examples, row),
        fidelity: UNSTATED,
      },
    ];
  }

  #costOf({ device, costs, deviations }: CostColumns, row: number, shared: Shared): Measurement[] {
    const values: number[] = [];
    const fields: Record<string, number> = {};
    let isKnown = false;
    for (let m = 0; m < COST_METRICS.length; m++) {
      const value = costs[m]?.[row] ?? Number.NaN;
      values.push(value);
      if (Number.isNaN(value)) continue;
      isKnown = true;
      fields[COST_METRICS[m]] = value;
      const sd = deviations[m]?.[row] ?? Number.NaN;
      if (!Number.isNaN(sd)) fields[SD_FIELDS[COST_METRICS[m]]] = sd;
    }
    if (!isKnown) return [];
    const id = this.#idOf(shared.architecture, "device", device, ...values);
    return [{ ...shared, id, subject: "device", device: deviceId(device), ...fields }];
  }

  #ownOf({ metric, subject, values }: OwnColumn, row: number, shared: Shared): Measurement[] {
    const value = values[row];
    if (Number.isNaN(value)) return [];
    const owner = ownerOf(metric);
    const id = this.#idOf(shared.architecture, owner, subject, nameOf(metric), value);
    const measured = { ...shared, id, metrics: { [metric]: value } };
    return [
      owner === "task"
        ? { ...measured, subject: owner, task: taskId(subject), fidelity: UNSTATED }
        : { ...measured, subject: owner, device: deviceId(subject) },
    ];
  }

  #idOf(...content: readonly unknown[]): MeasurementId {
    const base = contentId(this.space, ...content);
    const before = this.#seen.get(base) ?? 0;
    this.#seen.set(base, before + 1);
    return before === 0 ? base : contentId(base, before);
  }
}

function accuracyColumns(columns: readonly TableColumn[]): AccuracyColumns[] {
  return columns
    .filter(({ kind }) => kind === "accuracy")
    .map(({ subject, values }) => ({
      task: subject,
      accuracy: values,
      sd: valuesOf(columns, "accuracy_sd", subject),
      examples: valuesOf(columns, "examples", subject),
    }));
}

function costColumns(columns: readonly TableColumn[]): CostColumns[] {
  const costs = columns.filter(({ kind }) => COST_METRICS.some((metric) => metric === kind));
  return [...new Set(costs.map(({ subject }) => subject))].map((device) => ({
    device,
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

/** A field with one value of a column; none where there is no value. */
function numberAt<Name extends string>(
  name: Name,
  column: Float64Array | undefined,
  row: number,
): { readonly [N in Name]?: number } | undefined {
  const value = column?.[row] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : ({ [name]: value } as { readonly [N in Name]?: number });
}
