import type { ArchitectureId } from "../../base/ids.js";
import { METRICS, type Metric } from "../../base/metric.js";
import { FloatColumn } from "../columns/float-column.js";
import type { Estimate } from "../estimate.js";
import type { SpaceNetworks } from "../networks/space-networks.js";
import { EstimateColumns, type EstimateEdit, type EstimateName } from "./estimate-columns.js";

/** What of a subject's measurements is combined: estimates by name. */
export type CombinedValues = Readonly<Partial<Record<EstimateName, Estimate>>>;

/** The columns of a table by the name of what they estimate. */
export type SubjectColumns = ReadonlyMap<EstimateName, EstimateColumns>;

/**
 * Everything measured of one task or device in one space, combined per architecture, as it is at one moment. The rows
 * are those of the space's architectures.
 */
export class SubjectTable<Combined extends CombinedValues = CombinedValues> {
  /**
   * @param version a number that rises whenever a value may have changed: the last sequence number that was read
   * @param strays what is measured of architectures that the archive does not hold
   * @param count the number of rows with something measured
   */
  constructor(
    readonly version: number,
    readonly networks: SpaceNetworks,
    readonly columns: SubjectColumns,
    readonly strays: ReadonlyMap<ArchitectureId, Combined>,
    readonly count: number,
  ) {}

  /** The number of architectures of which something is measured. */
  get size(): number {
    return this.count + this.strays.size;
  }

  /** What is measured of an architecture; undefined where there is nothing. */
  get(id: ArchitectureId): Combined | undefined {
    const row = this.networks.rowOf(id);
    return row === undefined ? this.strays.get(id) : this.at(row);
  }

  /** What is measured of a row; undefined where there is nothing. */
  at(row: number): Combined | undefined {
    let found: Partial<Record<EstimateName, Estimate>> | undefined;
    for (const [name, column] of this.columns) {
      const estimate = column.estimate(row);
      if (estimate === undefined) continue;
      found ??= {};
      found[name] = estimate;
    }
    return found as Combined | undefined;
  }

  /** One estimate of a row. */
  estimate(row: number, name: EstimateName): Estimate | undefined {
    return this.columns.get(name)?.estimate(row);
  }

  /** The values of a metric by row, in natural units; NaN where it is not measured. */
  values(name: EstimateName): FloatColumn {
    return this.columns.get(name)?.columns.value ?? FloatColumn.EMPTY;
  }

  /** Whether anything is measured of a row. */
  has(row: number): boolean {
    for (const { columns } of this.columns.values()) if (!Number.isNaN(columns.value.at(row))) return true;
    return false;
  }

  /** The number of architectures of which each metric is measured, the built-in ones first; those with any. */
  counts(): ReadonlyMap<Metric, number> {
    const counts = new Map<Metric, number>(METRICS.map((metric) => [metric, 0]));
    const count = (name: EstimateName, more: number) => {
      if (name !== "testAccuracy") counts.set(name, (counts.get(name) ?? 0) + more);
    };
    for (const [name, { columns }] of this.columns) {
      let rows = 0;
      for (const chunk of columns.value.chunks)
        for (const value of chunk ?? []) if (!Number.isNaN(value)) rows++;
      count(name, rows);
    }
    for (const combined of this.strays.values()) for (const name of keysOf(combined)) count(name, 1);
    return new Map([...counts].filter(([, rows]) => rows > 0));
  }

  /** The architectures of which something is measured: those of the rows in order, then the others. */
  *ids(): Generator<ArchitectureId> {
    for (let row = 0; row < this.networks.count; row++) if (this.has(row)) yield this.networks.id(row);
    yield* this.strays.keys();
  }
}

/** Makes a changed table from another one, which stays as it is. */
export class SubjectEdit<Combined extends CombinedValues> {
  readonly #edits = new Map<EstimateName, EstimateEdit>();
  #strays: Map<ArchitectureId, Combined> | undefined;
  #count: number;

  /** @param networks the rows of the changed table: those of the other one, and perhaps more */
  constructor(
    private readonly before: SubjectTable<Combined>,
    private readonly networks: SpaceNetworks,
  ) {
    this.#count = before.count;
    if (before.networks.count === networks.count) return;
    for (const [id, combined] of before.strays) {
      if (networks.rowOf(id) === undefined) continue;
      this.#ownStrays().delete(id);
      this.set(id, combined);
    }
  }

  /** Replaces what is measured of an architecture; an empty object says that nothing is any more. */
  set(id: ArchitectureId, combined: Combined): void {
    const row = this.networks.rowOf(id);
    const isEmpty = Object.keys(combined).length === 0;
    if (row === undefined) {
      if (isEmpty) this.#ownStrays().delete(id);
      else this.#ownStrays().set(id, combined);
      return;
    }
    if (this.#has(row)) this.#count--;
    if (!isEmpty) this.#count++;
    const values: CombinedValues = combined;
    for (const name of new Set([...this.before.columns.keys(), ...this.#edits.keys(), ...keysOf(values)]))
      this.#editOf(name).set(row, values[name]);
  }

  done(version: number): SubjectTable<Combined> {
    const columns = new Map(this.before.columns);
    for (const [name, edit] of this.#edits) columns.set(name, edit.done());
    const strays = this.#strays ?? this.before.strays;
    return new SubjectTable(version, this.networks, columns, strays, this.#count);
  }

  #has(row: number): boolean {
    for (const [name, { columns }] of this.before.columns)
      if (!this.#edits.has(name) && !Number.isNaN(columns.value.at(row))) return true;
    for (const edit of this.#edits.values()) if (edit.has(row)) return true;
    return false;
  }

  #editOf(name: EstimateName): EstimateEdit {
    const edit =
      this.#edits.get(name) ?? (this.before.columns.get(name) ?? EstimateColumns.empty(name)).edit();
    this.#edits.set(name, edit);
    return edit;
  }

  #ownStrays(): Map<ArchitectureId, Combined> {
    this.#strays ??= new Map(this.before.strays);
    return this.#strays;
  }
}

const keysOf = (values: CombinedValues): EstimateName[] => Object.keys(values) as EstimateName[];
