import type { MeasurementId, SampleTableName } from "../base/ids.js";
import type { Device, OperatorProfile } from "../hardware/types.js";
import type { SearchSpace } from "../space/types.js";
import type { AuditEntry } from "./access/audit-entry.js";
import type { TokenRecord } from "./access/token.js";
import type { ArchitectureRecord } from "./architecture.js";
import type { JobRecord } from "./job.js";
import type { Measurement } from "./measurement.js";
import type { MetricDefinition } from "./metric.js";
import type { PredictorRecord } from "./predictor.js";
import type { RunFinding, SearchRun } from "./run.js";
import type { SampleTable } from "./sample-table.js";
import type { Task } from "./task.js";
import type { VerificationRound } from "./verification.js";

/** The kinds of records that an archive keeps by id, with their types. */
export interface RecordTypes {
  space: SearchSpace;
  task: Task;
  device: Device;
  metric: MetricDefinition;
  /** The id is the device id for a profile that serves every space, otherwise the device id + "/" + the space id. */
  profile: OperatorProfile & { readonly id: string };
  predictor: PredictorRecord;
  run: SearchRun;
  sampleTable: SampleTable & { readonly id: SampleTableName };
  /** The id is that of the verification, a stroke, and the number of the round. */
  verification: VerificationRound;
  /**
   * What must be done only once, by its key: the answer to a request with an idempotency key, the filling of a new
   * archive, the last reset.
   */
  receipt: { readonly id: string; readonly fingerprint: string; readonly answer: unknown };
  /** The lease of an evaluation, and what became of earlier ones. */
  job: JobRecord;
  /** Survives a reset. */
  token: TokenRecord;
  /** Can only be inserted: no change replaces or deletes an entry, and it survives a reset. */
  audit: AuditEntry;
}

export type RecordKind = keyof RecordTypes;

/** The kinds of records that may be replaced and deleted. */
export type ChangeableKind = Exclude<RecordKind, "audit">;

/** The kinds whose records may be replaced on the condition that nobody has changed them. */
export type ReplacedKind = Exclude<RecordKind, "predictor" | "run" | "audit">;

/**
 * One write. Later changes of a batch see the earlier ones. Storing a predictor that is promoted takes every other one
 * of its space, metric, and task or device out of use, so that no two processes can leave two of them in use.
 */
export type Change =
  /** Stores a record; it replaces one of the same id. */
  | {
      [K in ChangeableKind]: { readonly type: "put"; readonly kind: K; readonly record: RecordTypes[K] };
    }[ChangeableKind]
  /** Stores a new record. The whole batch fails with `Overtaken` if a record of that id exists already. */
  | {
      [K in RecordKind]: { readonly type: "insert"; readonly kind: K; readonly record: RecordTypes[K] };
    }[RecordKind]
  /**
   * Replaces a record. The whole batch fails with `Conflict` if there is none of that id, because another process
   * deleted it.
   */
  | {
      [K in ChangeableKind]: { readonly type: "update"; readonly kind: K; readonly record: RecordTypes[K] };
    }[ChangeableKind]
  /**
   * Replaces a record that is still as `was`, which was read before. The whole batch fails with `Overtaken` if it is
   * not, because another request has changed or deleted it.
   */
  | {
      [K in ReplacedKind]: {
        readonly type: "replace";
        readonly kind: K;
        readonly record: RecordTypes[K];
        readonly was: RecordTypes[K];
      };
    }[ReplacedKind]
  /** Deletes a record; the findings of a run are deleted with it. An unknown id changes nothing. */
  | { readonly type: "delete"; readonly kind: ChangeableKind; readonly id: string }
  /** Stores an architecture. A known id changes nothing, since an architecture never changes. */
  | {
      readonly type: "architecture";
      readonly record: ArchitectureRecord;
      /** The compact JSON of `record.architecture`, where whoever makes the change has it. */
      readonly json?: string;
    }
  /** Stores a measurement. A known id changes nothing, so repeating a submission or an import is harmless. */
  | { readonly type: "measurement"; readonly record: Measurement }
  /**
   * Retracts a measurement, which gives it a new sequence number. One that is unknown or already retracted stays as
   * it is.
   */
  | { readonly type: "retract"; readonly measurement: MeasurementId }
  /**
   * Appends a finding to a run. The whole batch fails with `Conflict` if the run already has that index, so two
   * processes cannot both continue a run.
   */
  | { readonly type: "finding"; readonly record: RunFinding }
  /** Stores bytes of any size under a key, for example a sample table's file. They replace those of the same key. */
  | { readonly type: "blob"; readonly key: string; readonly bytes: Uint8Array }
  /** Deletes the bytes under a key. An unknown key changes nothing. */
  | { readonly type: "deleteBlob"; readonly key: string };
