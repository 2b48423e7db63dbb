import { defined, optional } from "../base/defined.js";
import { deviceId, type MeasurementId, type SpaceId, taskId } from "../base/ids.js";
import { fraction, millijoules, milliseconds } from "../base/units.js";
import { contentId } from "../records/content-id.js";
import type { Fidelity, Measurement } from "../records/measurement.js";
import type { SampleTableData } from "./parse-table.js";
import type { TableColumn } from "./table-rows.js";

/** A table says nothing of splits, training or seeds unless its source does. */
const UNSTATED: Fidelity = { split: "unspecified", training: "", seeds: [] };

/** The columns of one device; absent where the table has none. */
interface CostColumns {
  readonly device: string;
  readonly latency: Float64Array | undefined;
  readonly latencySd: Float64Array | undefined;
  readonly energy: Float64Array | undefined;
}

type Shared = Pick<Measurement, "space" | "architecture" | "origin" | "retracted" | "repeats">;

/**
 * Makes the measurements of rows: one per task, one per device. Ids follow from the content and from how many equal rows
 * came before, so a table that has grown adds only what is new, and the same row of another file adds nothing.
 */
export class RowMeasurer {
  readonly #tasks: readonly TableColumn[];
  readonly #costs: readonly CostColumns[];
  /** How many rows had the same content so far. */
  readonly #seen = new Map<string, number>();

  constructor(
    private readonly space: SpaceId,
    private readonly data: Pick<SampleTableData, "columns" | "ids">,
    private readonly origin: string,
  ) {
    this.#tasks = data.columns.filter((column) => column.kind === "accuracy");
    this.#costs = costColumns(data.columns);
  }

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

  #costOf({ device, latency, latencySd, energy }: CostColumns, row: number, shared: Shared): Measurement[] {
    const [ms, sd, mj] = [latency, latencySd, energy].map((values) => values?.[row] ?? Number.NaN);
    if (Number.isNaN(ms) && Number.isNaN(mj)) return [];
    return [
      {
        ...shared,
        id: this.#idOf(shared.architecture, "device", device, ms, mj),
        subject: "device",
        device: deviceId(device),
        ...defined({
          latency: optional(whereNumber(ms), milliseconds),
          latencySd: Number.isNaN(ms) ? undefined : optional(whereNumber(sd), milliseconds),
          energy: optional(whereNumber(mj), millijoules),
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
  const costs = columns.filter(({ kind }) => kind === "latency" || kind === "energy");
  const valuesOf = (kind: string, subject: string) =>
    columns.find((column) => column.kind === kind && column.subject === subject)?.values;
  return [...new Set(costs.map(({ subject }) => subject))].map((device) => ({
    device,
    latency: valuesOf("latency", device),
    latencySd: valuesOf("latency_sd", device),
    energy: valuesOf("energy", device),
  }));
}

const whereNumber = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);
