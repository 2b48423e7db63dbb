import type { ArchitectureId, DeviceId, MeasurementId, RunId, SpaceId, TaskId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { ArchitectureRecord } from "./architecture.js";
import type { Change, RecordKind, RecordTypes } from "./changes.js";
import type { Measurement } from "./measurement.js";
import type { PredictorRecord } from "./predictor.js";
import type { RunFinding, SearchRun } from "./run.js";

/** A measurement as the change log gives it back. `sequence` rises with every measurement stored or retracted. */
export interface LoggedMeasurement {
  readonly sequence: number;
  readonly measurement: Measurement;
}

export interface ArchiveCounts {
  readonly architectures: number;
  /** Architectures with at least one measurement that is not retracted, per task and per device; 0 for a record without any. */
  readonly tasks: Readonly<Record<string, { readonly measured: number }>>;
  readonly devices: Readonly<Record<string, { readonly measured: number }>>;
}

/**
 * The archive: everything the service knows, on disk or in a database.
 *
 * Guarantees. `commit` is atomic and, once its promise resolves, durable: a crash at any instant leaves all of a batch
 * or nothing of it. Batches of one archive are serialised; readers see only whole batches. The change log is gap-free
 * for readers: once a sequence number has been seen, no smaller one appears later, even with several writers.
 *
 * Ownership. The archive owns its connection and any lock on its file; it hands out plain data, never a cursor or a
 * handle. Callers own validation: what is committed is stored as it is.
 *
 * Left out on purpose: queries over values (the service keeps columns in memory and asks for what is new), migrations
 * between stores, and any notion of a Pareto front.
 *
 * Failures are `Conflict` (see `Change`) and `Unavailable` (held by another process, server away); the message says
 * what to do.
 */
export interface Archive {
  readonly description: string;
  commit(changes: Iterable<Change>): Promise<void>;
  get<K extends RecordKind>(kind: K, id: string): Promise<RecordTypes[K] | undefined>;
  /** All records of a kind, by id. Predictors, runs and receipts have methods of their own or none. */
  list<K extends Exclude<RecordKind, "predictor" | "run" | "receipt">>(
    kind: K,
  ): Promise<readonly RecordTypes[K][]>;
  /** Predictors without their (large) state, newest version first. */
  listPredictors(filter: {
    readonly space?: SpaceId;
    readonly task?: TaskId;
    readonly device?: DeviceId;
    readonly metric?: Metric;
    readonly promoted?: boolean;
  }): Promise<readonly Omit<PredictorRecord, "state">[]>;
  /** Newest first (createdAt, then id, both descending), at most `limit`, strictly after the `after` position. */
  listRuns(page: {
    readonly limit: number;
    readonly after?: { readonly createdAt: string; readonly id: RunId };
  }): Promise<readonly SearchRun[]>;
  /** In order of `index`, from `from` on. */
  findings(run: RunId, from?: number): Promise<readonly RunFinding[]>;
  architecture(id: ArchitectureId): Promise<ArchitectureRecord | undefined>;
  /** All architectures of a space that were stored after the first `skip` ones, in a stable order of insertion. */
  architectures(space: SpaceId, skip: number): Promise<readonly ArchitectureRecord[]>;
  /** The change log of one task or device in one space, after `sequence`, in order; the same id may come again when retracted. */
  measurementsSince(
    subject:
      | { readonly space: SpaceId; readonly task: TaskId }
      | { readonly space: SpaceId; readonly device: DeviceId },
    sequence: number,
  ): Promise<readonly LoggedMeasurement[]>;
  /** Every measurement of one architecture, retracted ones included, in order of sequence. */
  measurementsOf(architecture: ArchitectureId): Promise<readonly LoggedMeasurement[]>;
  measurement(id: MeasurementId): Promise<Measurement | undefined>;
  blob(key: string): Promise<Uint8Array | undefined>;
  counts(): Promise<ArchiveCounts>;
  /** Writes a complete copy to a new file, always as an SQLite archive (open it with `ARCHIVE=sqlite:FILE`); refuses to overwrite. */
  backup(file: string): Promise<void>;
  /** Deletes everything; sequence numbers go on rising, so that readers of the change log miss nothing later. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
