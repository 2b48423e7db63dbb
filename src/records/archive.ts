import type { ArchitectureId, DeviceId, MeasurementId, RunId, SpaceId, TaskId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { AuditEntry } from "./access/audit-entry.js";
import type { ArchitectureRecord } from "./architecture.js";
import type { Change, RecordKind, RecordTypes } from "./changes.js";
import type { Measurement } from "./measurement.js";
import type { PredictorRecord } from "./predictor.js";
import type { RunFinding, SearchRun } from "./run.js";

/** A measurement in the change log. `sequence` rises with every measurement that is stored or retracted. */
export interface LoggedMeasurement {
  readonly sequence: number;
  readonly measurement: Measurement;
}

/** How much an archive holds. */
export interface ArchiveCounts {
  readonly architectures: number;
  /**
   * The number of architectures with at least one measurement that is not retracted, per task; 0 for a task without
   * any.
   */
  readonly tasks: Readonly<Record<string, { readonly measured: number }>>;
  /** The same number per device. */
  readonly devices: Readonly<Record<string, { readonly measured: number }>>;
}

/** What another connection to the archive has stored: measurements of a space, or something of a run. */
export type ArchiveNews =
  | { readonly kind: "measurements"; readonly space: SpaceId }
  | { readonly kind: "run"; readonly run: RunId };

/** Some of an archive's content, as changes that make the same content in an empty archive. */
export interface ContentsPage {
  readonly changes: readonly Change[];
  /** The number of changes of all pages. */
  readonly total: number;
}

/** The kinds of things that people name by an id that nobody chose, and so by its beginning. */
export type NamedKind = "architecture" | "run" | "measurement";

/**
 * The archive keeps everything the service knows, on disk or in a database.
 *
 * Guarantees. `commit` is atomic and, once its promise resolves, durable: after a crash at any instant the archive
 * holds either the whole batch or nothing of it. Batches of one archive are serialised, and readers see only whole
 * batches. The change log has no gaps for readers: once a sequence number has been seen, no smaller one appears
 * later, even with several writers.
 *
 * Ownership. The archive owns its connection and any lock on its file. It hands out plain data, never a cursor or a
 * handle. Callers are responsible for validation: what is committed is stored unchanged.
 *
 * Left out on purpose: queries over values (the service keeps columns in memory and asks only for changes)
 * and any notion of a Pareto front.
 *
 * Failures are `Conflict` (see `Change`) and `Unavailable` (another process holds the archive, or the server is
 * unreachable). The message says what to do.
 */
export interface Archive {
  /** Names the store and its location, for people. It never has credentials. */
  readonly description: string;
  /**
   * Stores all changes or none of them. Returns the number of entries that the change log gained: measurements that
   * were new or newly retracted. Where `signal` aborts before the batch is complete, it throws `Cancelled` and nothing
   * is stored.
   */
  commit(changes: Iterable<Change>, signal?: AbortSignal): Promise<number>;
  /** Returns the record of an id; undefined if there is none. */
  get<K extends RecordKind>(kind: K, id: string): Promise<RecordTypes[K] | undefined>;
  /**
   * Lists all records of a kind, ordered by id. Predictors, runs and the audit trail have methods of their own;
   * receipts cannot be listed.
   */
  list<K extends Exclude<RecordKind, "predictor" | "run" | "receipt" | "audit">>(
    kind: K,
  ): Promise<readonly RecordTypes[K][]>;
  /** Lists predictors without their state, which is large, newest version first. */
  listPredictors(filter: {
    readonly space?: SpaceId;
    readonly task?: TaskId;
    readonly device?: DeviceId;
    readonly metric?: Metric;
    readonly promoted?: boolean;
  }): Promise<readonly Omit<PredictorRecord, "state">[]>;
  /**
   * Lists at most `limit` runs, newest first (by createdAt, then id, both descending), strictly after the `after`
   * position.
   */
  listRuns(page: {
    readonly limit: number;
    readonly after?: { readonly createdAt: string; readonly id: RunId };
  }): Promise<readonly SearchRun[]>;
  /** Lists at most `limit` entries of the audit trail, newest first (by id, descending), strictly after `after`. */
  auditTrail(page: { readonly limit: number; readonly after?: string }): Promise<readonly AuditEntry[]>;
  /** Lists a run's findings in order of `index`, starting at `from` (default 0). */
  findings(run: RunId, from?: number): Promise<readonly RunFinding[]>;
  architecture(id: ArchitectureId): Promise<ArchitectureRecord | undefined>;
  /**
   * Lists the architectures of a space in the stable order in which they were stored, without the first `skip` ones; at
   * most `limit` of them, where it is given.
   */
  architectures(space: SpaceId, skip: number, limit?: number): Promise<readonly ArchitectureRecord[]>;
  /**
   * Lists the change log of one task or device in one space after `sequence`, in order; at most `limit` entries, where
   * it is given. An id that comes again has been retracted since.
   */
  measurementsSince(
    subject:
      | { readonly space: SpaceId; readonly task: TaskId }
      | { readonly space: SpaceId; readonly device: DeviceId },
    sequence: number,
    limit?: number,
  ): Promise<readonly LoggedMeasurement[]>;
  /** Lists every measurement of one architecture in order of sequence, retracted ones included. */
  measurementsOf(architecture: ArchitectureId): Promise<readonly LoggedMeasurement[]>;
  measurement(id: MeasurementId): Promise<Measurement | undefined>;
  /**
   * Lists at most `limit` ids of a kind that begin with `prefix`, in ascending order, so that an id that equals the
   * prefix comes first. The time it takes does not depend on how much the archive holds.
   */
  idsWithPrefix(kind: NamedKind, prefix: string, limit: number): Promise<readonly string[]>;
  /** Returns the bytes stored under a key; undefined if there are none. */
  blob(key: string): Promise<Uint8Array | undefined>;
  /** Lists the keys of stored bytes that begin with `prefix`, in ascending order. */
  blobKeys(prefix: string): Promise<readonly string[]>;
  counts(): Promise<ArchiveCounts>;
  /**
   * Calls `hear` soon after another connection has stored measurements, a run or its findings, until the function that
   * it returns is called. News may be lost while the database is away, and a store that cannot tell never calls:
   * whoever follows also looks from time to time. It never rejects.
   */
  follow(hear: (news: ArchiveNews) => void): Promise<() => Promise<void>>;
  /** Reads something small, to see whether the archive answers. Throws `Unavailable` where it does not. */
  check(): Promise<void>;
  /**
   * Reads everything of one instant in pages of bounded size: records by kind and id, predictors by id, runs from the
   * oldest, findings by run and index, architectures by space and position, measurements in the order of the change
   * log (a retracted one as such, so that it needs no change of its own), and blobs by key. Equal content gives equal
   * pages in every store. An archive in memory waits with its writes until the last page is read.
   */
  contents(): AsyncIterable<ContentsPage>;
  /**
   * Writes a complete copy to a new file, always as an SQLite archive (open it with `ARCHIVE=sqlite:FILE`). It
   * refuses to overwrite an existing file.
   */
  backup(file: string): Promise<void>;
  /**
   * Deletes everything except tokens and the audit trail: a server that asks for tokens goes on asking. Sequence
   * numbers continue to rise, so that readers of the change log miss nothing later.
   */
  reset(): Promise<void>;
  close(): Promise<void>;
}
