import type { Change } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { SampleTable } from "../../records/sample-table.js";
import { toArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { SampleTableData } from "../../tables/parse-table.js";
import { RowMeasurer } from "../../tables/row-measurements.js";
import { tableBlob } from "../../tables/stored-table.js";

export type StoredTable = SampleTable & { readonly id: SampleTable["name"] };

/** The writes of an import. Measurements are made one by one while the archive takes them. */
export class TableWriting {
  /** How many measurements were made. */
  stored = 0;
  /** One measurement per task and device. */
  readonly examples: Measurement[] = [];

  constructor(
    private readonly space: Space,
    private readonly data: SampleTableData,
    private readonly table: StoredTable,
  ) {}

  tableChanges(bytes: Uint8Array): Change[] {
    return [
      { type: "put", kind: "sampleTable", record: this.table },
      { type: "blob", key: tableBlob(this.table.name), bytes },
    ];
  }

  *measurementChanges(): Generator<Change> {
    const { ids, genotypes, representative } = this.data;
    const rows = [...ids.keys()].filter((row) => (representative?.[row] ?? row) === row);
    for (const row of rows) {
      const architecture = toArchitecture(this.space, genotypes[row]);
      yield { type: "architecture", record: { id: ids[row], space: this.table.space, architecture } };
    }
    for (const columns of bySubject(this.data)) yield* this.#measured(columns, rows);
  }

  *#measured(columns: SampleTableData["columns"], rows: readonly number[]): Generator<Change> {
    const origin = `table ${this.table.name}`;
    const measurer = new RowMeasurer(this.table.space, { ...this.data, columns }, origin);
    let isFirst = true;
    for (const row of rows) {
      for (const record of measurer.of(row)) {
        yield { type: "measurement", record };
        this.stored++;
        if (isFirst) this.examples.push(record);
        isFirst = false;
      }
    }
  }
}

/** The value columns of one task or device at a time: an archive stores what belongs together faster. */
function bySubject(data: SampleTableData): readonly SampleTableData["columns"][] {
  const groups = new Map<string, SampleTableData["columns"][number][]>();
  for (const column of data.columns) {
    if (column.kind === "note") continue;
    const key = `${column.kind === "accuracy"} ${column.subject}`;
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()];
}
