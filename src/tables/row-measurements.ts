import { defined, optional } from "../base/defined.js";
import { deviceId, type MeasurementId, type SpaceId, taskId } from "../base/ids.js";
import { COST_METRICS } from "../base/metric.js";
import { fraction, milliseconds } from "../base/units.js";
import { contentId } from "../records/content-id.js";
import { costsOf } from "../records/costs.js";
import type { Fidelity, Measurement } from "../records/measurement.js";
import type { SampleTableData } from "./parse-table.js";
import type { TableColumn } from "./table-rows.js";

/** The fidelity of a table's accuracies: the column convention does not state splits, training or seeds. */
const UNSTATED: Fidelity = { split: "unspecified", training: "", seeds: [] };

/** The value columns of one device; undefined where the table has none. */
interface CostColumns {
  readonly device: string;
  /** In the order of `COST_METRICS`. */
  readonly costs: readonly (Float64Array | undefined)[];
  readonly latencySd: Float64Array | undefined;
}

/** The fields that all measurements of a row share. */
type Shared = Pick<Measurement, "space" | "architecture" | "origin" | "retracted" | "repeats">;

/**
 * Makes the measurements of a table's rows: one per task and one per device with a value. Ids are derived from the
 * content and from the number of equal rows before it, so importing a table that has grown adds only what is new, and
 * an equal row of another file adds nothing.
 */
export class RowMeasurer {
  readonly #tasks: readonly TableColumn[];
  readonly #costs: readonly CostColumns[];
  /** The number of rows with the same content so far, by content id. */
  readonly #seen = new Map<string, number>();

  constructor(
    private readonly space: SpaceId,
    private readonly data: Pick<SampleTableData, "columns" | "ids">,
    private readonly origin: string,
  ) {
    this.#tasks = data.columns.filter((column) => column.kind === "accuracy");
    this.#costs = costColumns(data.columns);
  }

  /** Makes the measurements of one row. Call it for the rows in their order, since ids count equal rows. */
  of(row: number): Measurement[] {
    const architecture = this.data.ids[row];
    const shared = { space: this.space, architecture, origin: this.origin, retracted: false, repeats: 1 };
    return [
      ...this.#tasks.flatMap((column) => this.#accuracyOf(column, row, shared)),
      ...this.#costs.flatMap((columns) => this.#costOf(columns, row, shared)),
    ];
  }

  #accuracyOf({ subject, values }: TableColumn, row: number, shared: Shared): Measurement[] {
    const accuracy = values[row];
    if (Number.isNaN(accuracy)) return [];
    const id = this.#idOf(shared.architecture, "task", subject, accuracy);
    return [
      {
        ...shared,
        id,
        subject: "task",
        task: taskId(subject),
        accuracy: fraction(accuracy),
        fidelity: UNSTATED,
      },
    ];
  }

  #costOf({ device, costs, latencySd }: CostColumns, row: number, shared: Shared): Measurement[] {
    const [sd, ...values] = [latencySd, ...costs].map((column) => column?.[row] ?? Number.NaN);
    if (values.every(Number.isNaN)) return [];
    const measured = costsOf((metric) => whereNumber(values[COST_METRICS.indexOf(metric)]));
    return [
      {
        ...shared,
        id: this.#idOf(shared.architecture, "device", device, ...values),
        subject: "device",
        device: deviceId(device),
        ...measured,
        ...defined({
          latencySd: measured.latency === undefined ? undefined : optional(whereNumber(sd), milliseconds),
        }),
      },
    ];
  }

  #idOf(...content: readonly unknown[]): MeasurementId {
    const base = contentId(this.space, ...content);
    const before = this.#seen.get(base) ?? 0;
    this.#seen.set(base, before + 1);
    return before === 0 ? base : contentId(base, before);
  }
}

function costColumns(columns: readonly TableColumn[]): CostColumns[] {
  const costs = columns.filter(({ kind }) => COST_METRICS.some((metric) => metric === kind));
  const valuesOf = (kind: string, subject: string) =>
    columns.find((column) => column.kind === kind && column.subject === subject)?.values;
  return [...new Set(costs.map(({ subject }) => subject))].map((device) => ({
    device,
    costs: COST_METRICS.map((metric) => valuesOf(metric, device)),
    latencySd: valuesOf("latency_sd", device),
  }));
}

const whereNumber = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);
