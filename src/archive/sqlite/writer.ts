import { Conflict, Overtaken } from "../../base/errors.js";
import type { RecordKind, RecordTypes, ReplacedKind } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { RunFinding } from "../../records/run.js";
import { encode } from "../codec.js";
import { checkedColumns, checkedLine, checkedRows, decoded } from "./checked.js";
import type { Connection } from "./connection.js";
import { PARTS, sumOf, sumOfBlob, sumOfMeasurement, type Value } from "./lines.js";
import { isDuplicate } from "./problems.js";
import { recordTable, summaryRow } from "./records.js";
import { ArchitectureRows } from "./rows/architecture-rows.js";
import { MeasurementRows } from "./rows/measurement-rows.js";
import { Numbers } from "./rows/numbers.js";
import { Statements } from "./rows/statements.js";
import type { OtherSegment, Segment } from "./writing/segments.js";

/**
 * Writes the changes of one transaction, which the caller begins and ends. An instance caches row numbers, so that it
 * must not be used for another transaction.
 */
export class Writer {
  readonly #db: Connection;
  readonly #statements: Statements;
  readonly #architectures: ArchitectureRows;
  readonly #measurements: MeasurementRows;
  readonly #start: number;

  constructor(db: Connection) {
    this.#db = db;
    const [clock] = checkedRows(db, PARTS.clock, "", []);
    this.#start = Number(clock[0]);
    this.#statements = new Statements(db);
    const numbers = new Numbers(this.#statements);
    this.#architectures = new ArchitectureRows(this.#statements, numbers);
    this.#measurements = new MeasurementRows(this.#statements, numbers, this.#start);
  }

  write(segment: Segment): void {
    // What waits to be written together must be there before anything that may depend on it.
    if (segment.type !== "architectures") this.#architectures.flush();
    if (segment.type !== "measurements") this.#measurements.flush();
    if (segment.type === "architectures") this.#architectures.add(segment);
    else if (segment.type === "measurements") this.#measurements.add(segment);
    else this.#apply(segment.change);
  }

  #apply(change: OtherSegment["change"]): void {
    switch (change.type) {
      case "put":
        this.#put(change.kind, change.record, "REPLACE");
        break;
      case "insert":
        this.#put(change.kind, change.record, "INSERT");
        break;
      case "update":
        this.#requireRecord(change.kind, change.record);
        this.#put(change.kind, change.record, "REPLACE");
        break;
      case "replace":
        this.#requireSame(change.kind, change.was);
        this.#put(change.kind, change.record, "REPLACE");
        break;
      case "delete":
        this.#delete(change.kind, change.id);
        break;
      case "retract":
        this.#retract(change.measurement);
        break;
      case "finding":
        this.#finding(change.record);
        break;
      case "blob":
        this.#run("REPLACE INTO blobs VALUES (?, ?, ?)", [
          change.key,
          asBuffer(change.bytes),
          sumOfBlob(change.key, change.bytes),
        ]);
        break;
      case "deleteBlob":
        this.#run("DELETE FROM blobs WHERE key = ?", [change.key]);
    }
  }

  /**
   * Writes what is still waiting and the last sequence number, and returns how many sequence numbers were given out. To
   * be called once, before the commit.
   */
  finish(): number {
    this.#architectures.flush();
    this.#measurements.flush();
    const { sequence } = this.#measurements;
    if (sequence !== this.#start) {
      const [[, unchecked]] = checkedRows(this.#db, PARTS.clock, "", []);
      const sum = sumOf(sequence, unchecked);
      this.#run("UPDATE clock SET sequence = ?, sum = ?", [sequence, sum]);
    }
    return sequence - this.#start;
  }

  #put(kind: RecordKind, record: RecordTypes[RecordKind], verb: "INSERT" | "REPLACE"): void {
    const { table, row } = recordTable(kind, record);
    const columns = Object.keys(row);
    const marks = columns.map(() => "?").join(", ");
    this.#unique(
      `${verb} INTO ${table} (${columns.join(", ")}) VALUES (${marks})`,
      Object.values(row),
      () => new Overtaken("id", `the ${kind} "${record.id}" exists already`),
    );
    if (kind === "predictor") this.#takeOthersOutOfUse(record as PredictorRecord);
  }

  /** Keeps the invariant of predictors: where this version is in use, no other one of its kind is. */
  #takeOthersOutOfUse({ id, space, metric, task, device, promoted }: PredictorRecord): void {
    if (!promoted) return;
    const others =
      "WHERE promoted = 1 AND space = ? AND metric = ? AND task IS ? AND device IS ? AND id <> ?";
    const kind = [space, metric, task ?? null, device ?? null, id];
    for (const fields of checkedRows(this.#db, PARTS.predictor, others, kind)) {
      const known = decoded<Omit<PredictorRecord, "state">>(PARTS.predictor, fields);
      const { body, sum } = summaryRow({ ...known, promoted: false });
      this.#run("UPDATE predictors SET promoted = 0, body = ?, sum = ? WHERE id = ?", [body, sum, known.id]);
    }
  }

  #requireRecord(kind: RecordKind, record: RecordTypes[RecordKind]): void {
    const { table, row } = recordTable(kind, record);
    const [where, values] =
      "kind" in row ? ["kind = ? AND id = ?", [kind, record.id]] : ["id = ?", [record.id]];
    if (this.#number(`SELECT 1 FROM ${table} WHERE ${where}`, values) !== undefined) return;
    throw new Conflict("id", `the ${kind} "${record.id}" is no longer there`);
  }

  #requireSame(kind: ReplacedKind, was: RecordTypes[ReplacedKind]): void {
    const found = "SELECT 1 FROM records WHERE kind = ? AND id = ? AND body = ?";
    if (this.#number(found, [kind, was.id, encode(was)]) !== undefined) return;
    throw new Overtaken("id", `the ${kind} "${was.id}" was changed by another request`);
  }

  #delete(kind: RecordKind, id: string): void {
    if (kind === "predictor") this.#run("DELETE FROM predictors WHERE id = ?", [id]);
    else if (kind !== "run") this.#run("DELETE FROM records WHERE kind = ? AND id = ?", [kind, id]);
    else {
      this.#run("DELETE FROM runs WHERE id = ?", [id]);
      this.#run("DELETE FROM evaluations WHERE run = ?", [id]);
    }
  }

  #retract(measurement: string): void {
    const part = PARTS.measurement;
    const select = `SELECT ${checkedColumns(part)}, CAST(numbers AS BLOB) FROM measurements`;
    const [found] = this.#statements.all<[Buffer, Value, Buffer]>(
      `${select} WHERE id = ? AND retracted = 0`,
      [measurement],
    );
    if (found === undefined) return;
    const [line, sum, numbers] = found;
    const [, id, subject, architecture, context] = JSON.parse(checkedLine(this.#db, part, line, sum));
    const sequence = this.#measurements.nextSequence();
    const row = [sequence, id, subject, architecture, context, 1, numbers.toString()] as const;
    this.#run("UPDATE measurements SET sequence = ?, retracted = 1, sum = ? WHERE id = ?", [
      sequence,
      sumOfMeasurement(row),
      measurement,
    ]);
  }

  #finding(record: RunFinding): void {
    const { run, index, ...rest } = record;
    const body = encode(rest);
    this.#unique(
      "INSERT INTO evaluations VALUES (?, ?, ?, ?)",
      [run, index, body, sumOf(run, index, body)],
      () =>
        new Conflict("run", `the run "${run}" has a finding ${index} already: another process continues it`),
    );
  }

  #unique(sql: string, values: readonly unknown[], conflict: () => Conflict): void {
    try {
      this.#run(sql, values);
    } catch (error) {
      throw isDuplicate(error) ? conflict() : error;
    }
  }

  #run(sql: string, values: readonly unknown[]): void {
    this.#statements.run(sql, values);
  }

  #number(sql: string, values: readonly unknown[]): number | undefined {
    return this.#statements.number(sql, values);
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
