import type { ArchitectureId, MeasurementId, RunId, SpaceId } from "../../base/ids.js";
import type { AuditEntry } from "../../records/access/audit-entry.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Archive, ArchiveCounts, LoggedMeasurement, NamedKind } from "../../records/archive.js";
import type { RecordKind, RecordTypes } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import { RESET_RECEIPT } from "../../records/whole/reset-receipt.js";
import { Damaged, NO_CHECKSUM, WRONG_CHECKSUM } from "../damage.js";
import type { Subject } from "../measurement-parts.js";
import { afterPrefix } from "../prefix.js";
import { checkedRows, decoded, mayBeUnchecked } from "./checked.js";
import type { Connection } from "./connection.js";
import { counts } from "./counts.js";
import { countWithoutIndex, Indexes } from "./indexes.js";
import { PARTS, type Part, sumOfBlob } from "./lines.js";
import { measurementsWhere, subjectNumber } from "./measurements.js";

/** The rows of each kind that have an id. An architecture without a position was never stored, only named. */
const NAMED: Readonly<Record<NamedKind, string>> = {
  architecture: "architectures WHERE position IS NOT NULL AND",
  run: "runs WHERE",
  measurement: "measurements WHERE",
};

type Listed = Omit<PredictorRecord, "state">;

/**
 * SQL of what tells the rows of predictors from those of another time; none of it lies behind the states. The time of
 * the training is at the end of the body. Counting characters, or looking for that time, would take most of the time.
 */
const PREDICTOR_ROWS =
  "group_concat(id || ' ' || version || ' ' || promoted || ' ' || octet_length(body) || ' ' || " +
  "substr(CAST(body AS BLOB), -160), ',')";

/** The kinds of records that nearly every question reads, of which an archive has few, and which change rarely. */
export const CATALOGUE: ReadonlySet<RecordKind> = new Set(["space", "task", "device", "metric", "profile"]);

/**
 * SQL of a text that says which rows the catalogue has, with the last reset and the predictors: a row that is written
 * again gets a number above all others, and its checksum belongs to its content.
 */
const CATALOGUE_ROWS =
  "ifnull(group_concat(kind || ' ' || id || ' ' || rowid || ' ' || ifnull(sum, ''), ','), '') || ';' || " +
  `ifnull((SELECT ${PREDICTOR_ROWS} FROM predictors), '')`;
const IN_CATALOGUE = `kind IN (${[...CATALOGUE].map((kind) => `'${kind}'`).join(", ")})`;

/** The reading half of the archive. Every answer is a snapshot of one instant, of rows whose checksums were checked. */
export class Reader {
  readonly #db: Connection;
  readonly #indexes: Indexes;
  #listed: { readonly rows: string; readonly all: readonly Listed[] } | undefined;

  constructor(db: Connection) {
    this.#db = db;
    this.#indexes = new Indexes(db);
  }

  get<K extends RecordKind>(kind: K, id: string): RecordTypes[K] | undefined {
    if (kind === "predictor") return this.#predictor(id) as RecordTypes[K] | undefined;
    if (kind === "run") return this.#bodies<RecordTypes[K]>(PARTS.run, "WHERE id = ?", [id])[0];
    return this.#bodies<RecordTypes[K]>(PARTS.record, "WHERE kind = ? AND id = ?", [kind, id])[0];
  }

  list<K extends RecordKind>(kind: K): readonly RecordTypes[K][] {
    return this.#bodies(PARTS.record, "WHERE kind = ? ORDER BY id", [kind]);
  }

  listPredictors(
    filter: Parameters<Archive["listPredictors"]>[0],
  ): readonly Omit<PredictorRecord, "state">[] {
    const all = this.#predictors();
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
    return all.filter((listed) =>
      wanted.every(([field, value]) => listed[field as keyof typeof filter] === value),
    );
  }

  /**
   * All predictors without their states: a damaged column would hide its row from a condition in SQL. They are read
   * again once any was stored or taken into or out of use, because their checksums lie behind the states, which are
   * long.
   */
  #predictors(): readonly Listed[] {
    return this.#snapshot(() => {
      const row = this.#db.prepare(`SELECT CAST(${PREDICTOR_ROWS} AS BLOB) FROM predictors`).raw().get([]);
      const rows = String((row as [Buffer | null])[0]);
      if (this.#listed?.rows !== rows) {
        const all = this.#bodies<Listed>(PARTS.predictor, "ORDER BY version DESC, id DESC", []);
        this.#listed = { rows, all };
      }
      return this.#listed.all;
    });
  }

  /** A text that is another one whenever a record of the catalogue, the last reset or a predictor is. */
  catalogueStamp(): string {
    const where = `${IN_CATALOGUE} OR (kind = 'receipt' AND id = '${RESET_RECEIPT}')`;
    const from = this.#indexes.from("records");
    const row = this.#db
      .prepare(`SELECT CAST(${CATALOGUE_ROWS} AS BLOB) FROM ${from} WHERE ${where}`)
      .raw()
      .get([]);
    return String((row as [Buffer])[0]);
  }

  listRuns({ limit, after }: Parameters<Archive["listRuns"]>[0]): readonly SearchRun[] {
    const where = after === undefined ? "" : "WHERE (created_at, id) < (?, ?)";
    return this.#bodies(PARTS.run, `${where} ORDER BY created_at DESC, id DESC LIMIT ?`, [
      ...(after === undefined ? [] : [after.createdAt, after.id]),
      limit,
    ]);
  }

  auditTrail({ limit, after }: Parameters<Archive["auditTrail"]>[0]): readonly AuditEntry[] {
    const older = after === undefined ? [] : [after];
    const where = `WHERE kind = 'audit' ${older.length > 0 ? "AND id < ? " : ""}ORDER BY id DESC LIMIT ?`;
    return this.#bodies(PARTS.record, where, [...older, limit]);
  }

  findings(run: RunId, from: number): readonly RunFinding[] {
    const rest = "WHERE run = ? AND number >= ? ORDER BY number";
    return this.#rows(PARTS.finding, rest, [run, from]).map(
      (fields) =>
        ({
          run,
          index: Number(fields[1]),
          ...decoded<object>(PARTS.finding, fields),
        }) as RunFinding,
    );
  }

  architecture(id: ArchitectureId): ArchitectureRecord | undefined {
    const [fields] = this.#rows(PARTS.architecture, "WHERE id = ? AND position IS NOT NULL", [id]);
    return fields && architectureOf(fields);
  }

  architectures(space: SpaceId, skip: number, limit?: number): readonly ArchitectureRecord[] {
    if (skip > 0 && !this.#isThere(MORE_ARCHITECTURES, [space, skip])) return [];
    return this.#snapshot(() => {
      const where = "space = ? AND position >= ?";
      const read = (hint: string) =>
        this.#rows(PARTS.architecture, `${hint} WHERE ${where} ORDER BY position LIMIT ?`, [
          space,
          skip,
          limit ?? -1,
        ]);
      const found = read("");
      // Positions have no gaps: a page that has one lacks a row.
      const isWhole = limit === undefined || found.every((row, i) => Number(row[2]) === skip + i);
      const isLast = limit === undefined || found.length < limit;
      // Counting takes as long as reading everything; what is new since then was just written.
      const isCounted = isLast && (skip === 0 || (limit !== undefined && found.length >= LEAST_COUNTED));
      const isRight =
        isWhole &&
        (!isCounted || countWithoutIndex(this.#db, "architectures", where, [space, skip]) === found.length);
      return (isRight ? found : read("NOT INDEXED")).map(architectureOf);
    });
  }

  measurementsSince(subject: Subject, sequence: number, limit?: number): readonly LoggedMeasurement[] {
    const { space, kind, id } = subject;
    if (sequence > 0 && !this.#isThere(MORE_MEASUREMENTS, [space, kind, id, sequence])) return [];
    return this.#snapshot(() => {
      const number = subjectNumber(this.#db, subject);
      if (number === undefined) return [];
      const where = "m.subject = ? AND m.sequence > ?";
      const found = measurementsWhere(this.#db, where, [number, sequence], limit);
      // Counting takes as long as reading; what is new since a moment ago was just written.
      if (sequence > 0 && (limit === undefined || found.length < LEAST_COUNTED)) return found;
      const last = found.length === limit ? found[found.length - 1].sequence : Number.MAX_SAFE_INTEGER;
      const range = [number, sequence, last];
      const all = "measurements AS m";
      const count = countWithoutIndex(this.#db, all, `${where} AND m.sequence <= ?`, range);
      if (count === found.length && areAllOf(found, subject)) return found;
      return this.#measurementsWithoutIndex(subject, sequence, found.length).slice(0, limit);
    });
  }

  measurementsOf(architecture: ArchitectureId): readonly LoggedMeasurement[] {
    return this.#snapshot(() =>
      measurementsWhere(
        this.#db,
        "m.architecture = (SELECT number FROM architectures WHERE id = ?) AND m.sequence > ?",
        [architecture, 0],
      ),
    );
  }

  measurement(id: MeasurementId): LoggedMeasurement | undefined {
    return this.#snapshot(() => measurementsWhere(this.#db, "m.id = ? AND m.sequence > ?", [id, 0])[0]);
  }

  idsWithPrefix(kind: NamedKind, prefix: string, limit: number): readonly string[] {
    const rows = this.#db
      .prepare(`SELECT CAST(id AS BLOB) FROM ${NAMED[kind]} id >= ? AND id < ? ORDER BY id LIMIT ?`)
      .raw()
      .all([prefix, afterPrefix(prefix), limit]) as [Buffer][];
    return rows.map(([id]) => id.toString());
  }

  blob(key: string): Uint8Array | undefined {
    const from = this.#indexes.from("blobs");
    const row = this.#db
      .prepare(`SELECT CAST(ifnull(bytes, x'') AS BLOB), CAST(sum AS INTEGER) FROM ${from} WHERE key = ?`)
      .raw()
      .get([key]) as [Buffer, number | null] | undefined;
    if (row === undefined) return undefined;
    const [bytes, sum] = row;
    if (sum === null ? !mayBeUnchecked(this.#db) : sum !== sumOfBlob(key, bytes)) {
      throw new Damaged("blob", key, sum === null ? NO_CHECKSUM : WRONG_CHECKSUM);
    }
    return new Uint8Array(bytes);
  }

  blobKeys(prefix: string): readonly string[] {
    const from = this.#indexes.from("blobs");
    const rows = this.#db
      .prepare(`SELECT CAST(key AS BLOB) FROM ${from} WHERE key >= ? AND key < ? ORDER BY key`)
      .raw()
      .all([prefix, afterPrefix(prefix)]) as [Buffer][];
    return rows.map(([key]) => key.toString());
  }

  counts(): ArchiveCounts {
    return this.#snapshot(() => counts(this.#db));
  }

  /**
   * The log of a subject where its index and its table disagree: every row of the table is read and checked, also those
   * of other subjects, because the column with the subject may be what is damaged.
   */
  #measurementsWithoutIndex(subject: Subject, sequence: number, indexed: number): LoggedMeasurement[] {
    const all = measurementsWhere(
      this.#db,
      "m.sequence > ?",
      [sequence],
      undefined,
      "measurements AS m NOT INDEXED",
    );
    const found = all.filter((one) => isOf(one, subject));
    if (found.length >= indexed) return found;
    throw new Damaged("change log of", subject.id, "its table lacks rows that its index has");
  }

  #predictor(id: string): PredictorRecord | undefined {
    return this.#snapshot(() => {
      const [body] = this.#bodies<object>(PARTS.predictor, "WHERE id = ?", [id]);
      if (body === undefined) return undefined;
      const [state] = this.#bodies(PARTS.state, "WHERE id = ?", [id]);
      return { ...body, state } as PredictorRecord;
    });
  }

  #bodies<T>(part: Part, rest: string, values: readonly unknown[]): T[] {
    return this.#rows(part, rest, values).map((fields) => decoded<T>(part, fields));
  }

  #rows(part: Part, rest: string, values: readonly unknown[]): readonly (string | null)[][] {
    return checkedRows(this.#db, part, rest, values, this.#indexes.from(part.table));
  }

  /** Whether a query finds a row: where most commits bring nothing new, this takes a third of the time of reading. */
  #isThere(sql: string, values: readonly unknown[]): boolean {
    return this.#db.prepare(sql).raw().get(values) !== undefined;
  }

  #snapshot<T>(read: () => T): T {
    if (this.#db.inTransaction) return read();
    this.#db.exec("BEGIN");
    try {
      return read();
    } finally {
      this.#db.exec("COMMIT");
    }
  }
}

const MORE_ARCHITECTURES = "SELECT 1 FROM architectures WHERE space = ? AND position >= ? LIMIT 1";
const MORE_MEASUREMENTS =
  "SELECT 1 FROM measurements WHERE sequence > ?4 AND " +
  "subject = (SELECT number FROM subjects WHERE space = ?1 AND kind = ?2 AND id = ?3) LIMIT 1";

/** Rows from which on a page that an index led to is compared with the table. */
const LEAST_COUNTED = 1_000;

const architectureOf = (fields: readonly (string | null)[]): ArchitectureRecord =>
  ({
    id: fields[0],
    space: fields[1],
    architecture: decoded(PARTS.architecture, fields),
  }) as unknown as ArchitectureRecord;

/** Whether an index led to rows of this subject only, and to each of them once. */
function areAllOf(found: readonly LoggedMeasurement[], subject: Subject): boolean {
  let last = 0;
  for (const one of found) {
    if (one.sequence <= last || !isOf(one, subject)) return false;
    last = one.sequence;
  }
  return true;
}

function isOf({ measurement }: LoggedMeasurement, { space, kind, id }: Subject): boolean {
  const subject = measurement.subject === "task" ? measurement.task : measurement.device;
  return measurement.subject === kind && subject === id && measurement.space === space;
}
