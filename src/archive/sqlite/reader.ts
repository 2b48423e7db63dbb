import type { ArchitectureId, MeasurementId, RunId, SpaceId } from "../../base/ids.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Archive, ArchiveCounts, LoggedMeasurement, NamedKind } from "../../records/archive.js";
import type { RecordKind, RecordTypes } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import { decode } from "../codec.js";
import type { Subject } from "../measurement-parts.js";
import { afterPrefix } from "../prefix.js";
import type { Connection } from "./connection.js";
import { counts } from "./counts.js";
import { measurementsWhere, subjectNumber } from "./measurements.js";

/** The rows of each kind that have an id. An architecture without a position was never stored, only named. */
const NAMED: Readonly<Record<NamedKind, string>> = {
  architecture: "architectures WHERE position IS NOT NULL AND",
  run: "runs WHERE",
  measurement: "measurements WHERE",
};

type Row = readonly (string | number | null)[];

/** The reading half of the archive. Every answer is a snapshot of one instant. */
export class Reader {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  get<K extends RecordKind>(kind: K, id: string): RecordTypes[K] | undefined {
    if (kind === "predictor") {
      const [row] = this.#rows("SELECT body, state FROM predictors WHERE id = ?", [id]);
      if (row === undefined) return undefined;
      return { ...decode<object>(row[0] as string), state: decode(row[1] as string) } as RecordTypes[K];
    }
    if (kind === "run") return this.#bodies<RecordTypes[K]>("SELECT body FROM runs WHERE id = ?", [id])[0];
    return this.#bodies<RecordTypes[K]>("SELECT body FROM records WHERE kind = ? AND id = ?", [kind, id])[0];
  }

  list<K extends RecordKind>(kind: K): readonly RecordTypes[K][] {
    return this.#bodies("SELECT body FROM records WHERE kind = ? ORDER BY id", [kind]);
  }

  listPredictors(
    filter: Parameters<Archive["listPredictors"]>[0],
  ): readonly Omit<PredictorRecord, "state">[] {
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
    const where =
      wanted.length === 0 ? "" : `WHERE ${wanted.map(([column]) => `${column} = ?`).join(" AND ")}`;
    return this.#bodies(
      `SELECT body FROM predictors ${where} ORDER BY version DESC, id DESC`,
      wanted.map(([, value]) => (typeof value === "boolean" ? Number(value) : value)),
    );
  }

  listRuns({ limit, after }: Parameters<Archive["listRuns"]>[0]): readonly SearchRun[] {
    const where = after === undefined ? "" : "WHERE (created_at, id) < (?, ?)";
    return this.#bodies(`SELECT body FROM runs ${where} ORDER BY created_at DESC, id DESC LIMIT ?`, [
      ...(after === undefined ? [] : [after.createdAt, after.id]),
      limit,
    ]);
  }

  findings(run: RunId, from: number): readonly RunFinding[] {
    const rows = this.#rows(
      "SELECT number, body FROM evaluations WHERE run = ? AND number >= ? ORDER BY number",
      [run, from],
    );
    return rows.map(([index, body]) => ({ run, index, ...decode<object>(body as string) }) as RunFinding);
  }

  architecture(id: ArchitectureId): ArchitectureRecord | undefined {
    return this.#architectures("id = ? AND position IS NOT NULL", [id])[0];
  }

  architectures(space: SpaceId, skip: number): readonly ArchitectureRecord[] {
    return this.#architectures("space = ? AND position >= ? ORDER BY position", [space, skip]);
  }

  measurementsSince(subject: Subject, sequence: number): readonly LoggedMeasurement[] {
    return this.#snapshot(() => {
      const number = subjectNumber(this.#db, subject);
      if (number === undefined) return [];
      return measurementsWhere(this.#db, "m.subject = ? AND m.sequence > ?", [number, sequence]);
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
    const rows = this.#rows(`SELECT id FROM ${NAMED[kind]} id >= ? AND id < ? ORDER BY id LIMIT ?`, [
      prefix,
      afterPrefix(prefix),
      limit,
    ]);
    return rows.map(([id]) => id as string);
  }

  blob(key: string): Uint8Array | undefined {
    const row = this.#db.prepare("SELECT bytes FROM blobs WHERE key = ?").raw().get([key]) as
      | [Buffer]
      | undefined;
    return row === undefined ? undefined : new Uint8Array(row[0]);
  }

  counts(): ArchiveCounts {
    return this.#snapshot(() => counts(this.#db));
  }

  #architectures(where: string, values: readonly unknown[]): readonly ArchitectureRecord[] {
    const rows = this.#rows(`SELECT id, space, body FROM architectures WHERE ${where}`, values);
    return rows.map(
      ([id, space, body]) =>
        ({ id, space, architecture: decode(body as string) }) as unknown as ArchitectureRecord,
    );
  }

  #bodies<T>(sql: string, values: readonly unknown[]): T[] {
    return this.#rows(sql, values).map(([body]) => decode<T>(body as string));
  }

  #rows(sql: string, values: readonly unknown[]): readonly Row[] {
    return this.#db.prepare(sql).raw().all(values) as Row[];
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
