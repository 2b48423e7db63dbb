import { Conflict, Overtaken } from "../../base/errors.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Change, RecordKind, RecordTypes, ReplacedKind } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { RunFinding } from "../../records/run.js";
import { encode } from "../codec.js";
import { checksum } from "../damage.js";
import { contextOf, hasSameOrigin, numbersOf, subjectOf } from "../measurement-parts.js";
import { checkedColumns, checkedLine, checkedRows, decoded } from "./checked.js";
import type { Connection } from "./connection.js";
import { PARTS, sumOf, sumOfBlob, sumOfMeasurement, sumOfShared, type Value } from "./lines.js";
import { isDuplicate } from "./problems.js";
import { recordTable, summaryRow } from "./records.js";

/** Tables whose rows others refer to by number. */
type Numbered = "architectures" | "contexts" | "subjects";

/** Returns the number of an architecture that was not stored; of one that is, nothing. */
const INSERT_ARCHITECTURE = `INSERT INTO architectures (number, id, space, position, body, id_sum, sum)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE
  SET space = excluded.space, position = excluded.position, body = excluded.body, sum = excluded.sum
  WHERE position IS NULL RETURNING number`;
const INSERT_MEASUREMENT =
  "INSERT INTO measurements VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";

/**
 * Writes the changes of one transaction, which the caller begins and ends. An instance caches row numbers, so that it
 * must not be used for another transaction.
 */
export class Writer {
  readonly #db: Connection;
  readonly #statements = new Map<string, ReturnType<Connection["prepare"]>>();
  readonly #numbers = {
    subjects: new Map<string, number>(),
    architectures: new Map<string, number>(),
    contexts: new Map<string, number>(),
  };
  readonly #stored = new Set<string>();
  readonly #positions = new Map<string, number>();
  /** The next free number of each table of shared values. */
  readonly #next = new Map<string, number>();
  readonly #start: number;
  #sequence: number;
  #last: Measurement | undefined;
  #subject = 0;
  #context = 0;

  constructor(db: Connection) {
    this.#db = db;
    const [clock] = checkedRows(db, PARTS.clock, "", []);
    this.#start = Number(clock[0]);
    this.#sequence = this.#start;
  }

  apply(change: Change): void {
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
      case "architecture":
        this.#architecture(change.record);
        break;
      case "measurement":
        this.#measurement(change.record);
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
   * Stores the last sequence number, and returns how many sequence numbers were given out. To be called once, before
   * the commit.
   */
  finish(): number {
    if (this.#sequence !== this.#start) {
      const [[, unchecked]] = checkedRows(this.#db, PARTS.clock, "", []);
      const sum = sumOf(this.#sequence, unchecked);
      this.#run("UPDATE clock SET sequence = ?, sum = ?", [this.#sequence, sum]);
    }
    return this.#sequence - this.#start;
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

  #architecture({ id, space, architecture }: ArchitectureRecord): void {
    if (this.#stored.has(id)) return;
    this.#stored.add(id);
    const next = "SELECT ifnull(max(position) + 1, 0) FROM architectures WHERE space = ?";
    const position = this.#positions.get(space) ?? this.#number(next, [space])!;
    const body = encode(architecture);
    const free = this.#freeNumber("architectures");
    const row = [free, id, space, position, body, sumOfShared(free, id), sumOf(id, space, position, body)];
    // One statement for the new and the known: an import asks for every network of its table.
    const [stored] = this.#prepared(INSERT_ARCHITECTURE).raw().all(row) as [number][];
    this.#positions.set(space, stored === undefined ? position : position + 1);
    if (stored === undefined) return;
    if (stored[0] === free) this.#next.set("architectures", free + 1);
    this.#numbers.architectures.set(id, stored[0]);
  }

  #measurement(measurement: Measurement): void {
    if (!hasSameOrigin(this.#last, measurement)) {
      this.#subject = this.#subjectNumber(measurement);
      this.#context = this.#numberOf("contexts", "body", "sum", encode(contextOf(measurement)));
      this.#last = measurement;
    }
    const row = [
      this.#sequence + 1,
      measurement.id,
      this.#subject,
      this.#numberOf("architectures", "id", "id_sum", measurement.architecture),
      this.#context,
      measurement.retracted ? 1 : 0,
      JSON.stringify(numbersOf(measurement)),
    ] as const;
    this.#sequence += this.#run(INSERT_MEASUREMENT, [...row, sumOfMeasurement(row)]).changes;
  }

  #retract(measurement: string): void {
    const part = PARTS.measurement;
    const found = this.#prepared(
      `SELECT ${checkedColumns(part)}, CAST(numbers AS BLOB) FROM measurements WHERE id = ? AND retracted = 0`,
    )
      .raw()
      .get([measurement]) as [Buffer, Value, Buffer] | undefined;
    if (found === undefined) return;
    const [line, sum, numbers] = found;
    const [, id, subject, architecture, context] = JSON.parse(checkedLine(this.#db, part, line, sum));
    const sequence = ++this.#sequence;
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

  #subjectNumber(measurement: Measurement): number {
    const { space, kind, id } = subjectOf(measurement);
    const key = JSON.stringify([space, kind, id]);
    const known = this.#numbers.subjects.get(key);
    if (known !== undefined) return known;
    const select = "SELECT number FROM subjects WHERE space = ? AND kind = ? AND id = ?";
    let number = this.#number(select, [space, kind, id]);
    if (number === undefined) {
      number = this.#nextNumber("subjects");
      const sum = checksum(JSON.stringify([number, [space, kind, id]]));
      this.#run("INSERT INTO subjects VALUES (?, ?, ?, ?, ?)", [number, space, kind, id, sum]);
    }
    this.#numbers.subjects.set(key, number);
    return number;
  }

  /** The number of a text in a table of distinct texts, to which it is added if it is new. */
  #numberOf(
    table: "architectures" | "contexts",
    column: "id" | "body",
    sum: "id_sum" | "sum",
    text: string,
  ): number {
    const known = this.#numbers[table].get(text);
    if (known !== undefined) return known;
    let number = this.#number(`SELECT number FROM ${table} WHERE ${column} = ?`, [text]);
    if (number === undefined) {
      number = this.#nextNumber(table);
      const values = [number, text, sumOfShared(number, text)];
      this.#run(`INSERT INTO ${table} (number, ${column}, ${sum}) VALUES (?, ?, ?)`, values);
    }
    this.#numbers[table].set(text, number);
    return number;
  }

  /** A row number that no row of the table has. */
  #nextNumber(table: Numbered): number {
    const number = this.#freeNumber(table);
    this.#next.set(table, number + 1);
    return number;
  }

  #freeNumber(table: Numbered): number {
    return this.#next.get(table) ?? this.#number(`SELECT ifnull(max(number), 0) + 1 FROM ${table}`, [])!;
  }

  #unique(sql: string, values: readonly unknown[], conflict: () => Conflict): void {
    try {
      this.#run(sql, values);
    } catch (error) {
      throw isDuplicate(error) ? conflict() : error;
    }
  }

  #run(sql: string, values: readonly unknown[]): { readonly changes: number } {
    return this.#prepared(sql).run(values);
  }

  #number(sql: string, values: readonly unknown[]): number | undefined {
    const row = this.#prepared(sql).get(values) as Record<string, number> | undefined;
    return row === undefined ? undefined : Object.values(row)[0];
  }

  #prepared(sql: string): ReturnType<Connection["prepare"]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
