import type { ArchitectureId, SpaceId } from "../../base/ids.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Change } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { SampleTable } from "../../records/sample-table.js";
import { toArchitecture } from "../../space/architecture.js";
import { canonicalForm, idOfForm } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Architecture, Genotype } from "../../space/types.js";
import type { TableData } from "../../tables/parse-table.js";
import { RowMeasurer } from "../../tables/row-measurements.js";
import { tableBlob } from "../../tables/stored-table.js";
import { subjectKind } from "../../tables/table-columns.js";

/** The record of a sample table with the id that the archive needs. */
export type StoredTable = SampleTable & { readonly id: SampleTable["name"] };

/** The architecture of a row, whose map from gene to choice is made when it is asked for. */
class RowArchitecture implements ArchitectureRecord {
  readonly space: SpaceId;

  constructor(
    readonly id: ArchitectureId,
    private readonly compiled: Space,
    private readonly genotype: Genotype,
  ) {
    this.space = compiled.spec.id;
  }

  get architecture(): Architecture {
    return toArchitecture(this.compiled, this.genotype);
  }
}

/** The writes of an import. Measurements are generated one by one while the archive stores them. */
export class TableWriting {
  /** The first measurement of each task and device. */
  readonly examples: Measurement[] = [];
  /** The ids of the rows' networks. They are made while earlier changes are stored. */
  readonly #ids: ArchitectureId[] = [];

  constructor(
    private readonly space: Space,
    private readonly data: TableData,
    private readonly table: StoredTable,
  ) {}

  /** The writes of the table itself; `bytes` is the file, compressed by gzip. */
  tableChanges(bytes: Uint8Array): Change[] {
    return [
      { type: "put", kind: "sampleTable", record: this.table },
      { type: "blob", key: tableBlob(this.table.name), bytes },
    ];
  }

  /** The writes of architectures and measurements; with a `distinct` column only of the rows that are kept. */
  *measurementChanges(): Generator<Change> {
    const { genotypes } = this.data;
    const rows = keptRows(this.data);
    for (const row of rows) {
      const json = canonicalForm(this.space, genotypes[row]);
      const id = idOfForm(this.space, json);
      this.#ids[row] = id;
      yield { type: "architecture", record: new RowArchitecture(id, this.space, genotypes[row]), json };
    }
    for (const columns of bySubject(this.data)) yield* this.#measured(columns, rows);
  }

  *#measured(columns: TableData["columns"], rows: readonly number[]): Generator<Change> {
    const origin = `table ${this.table.name}`;
    const measurer = new RowMeasurer(this.table.space, { columns, ids: this.#ids }, origin);
    let isFirst = true;
    for (const row of rows) {
      for (const record of measurer.of(row)) {
        yield { type: "measurement", record };
        if (isFirst) this.examples.push(record);
        isFirst = false;
      }
    }
  }
}

/** The rows that are kept: with a `distinct` column the first row of each value, else all. */
export const keptRows = ({ rows, representative }: Pick<TableData, "rows" | "representative">): number[] =>
  Array.from({ length: rows }, (_, row) => row).filter((row) => (representative?.[row] ?? row) === row);

/** The value columns grouped by task and device: an archive stores rows of one subject faster together. */
export function bySubject(data: Pick<TableData, "columns">): readonly TableData["columns"][] {
  const groups = new Map<string, TableData["columns"][number][]>();
  for (const column of data.columns) {
    if (column.kind === "note") continue;
    const key = `${subjectKind(column.kind)} ${column.subject}`;
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()];
}
