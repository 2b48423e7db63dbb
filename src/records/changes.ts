import type { MeasurementId, SampleTableName } from "../base/ids.js";
import type { Device, OperatorProfile } from "../hardware/types.js";
import type { SearchSpace } from "../space/types.js";
import type { ArchitectureRecord } from "./architecture.js";
import type { Measurement } from "./measurement.js";
import type { PredictorRecord } from "./predictor.js";
import type { RunFinding, SearchRun } from "./run.js";
import type { SampleTable } from "./sample-table.js";
import type { Task } from "./task.js";

/** The record kinds an archive keeps by id, and their types. */
export interface RecordTypes {
  space: SearchSpace;
  task: Task;
  device: Device;
  /** Id: device id, or device id + "/" + space id. */
  profile: OperatorProfile & { readonly id: string };
  predictor: PredictorRecord;
  run: SearchRun;
  sampleTable: SampleTable & { readonly id: SampleTableName };
  /** Answers already given to requests that carried an idempotency key. */
  receipt: { readonly id: string; readonly fingerprint: string; readonly answer: unknown };
}

export type RecordKind = keyof RecordTypes;

/** One write. Later changes of a batch see earlier ones. */
export type Change =
  | {
      [K in RecordKind]: { readonly type: "put"; readonly kind: K; readonly record: RecordTypes[K] };
    }[RecordKind]
  /** Fails the whole batch with `Conflict` if a record of that id exists already. */
  | {
      [K in RecordKind]: { readonly type: "insert"; readonly kind: K; readonly record: RecordTypes[K] };
    }[RecordKind]
  /** Replaces a record; fails the whole batch with `Conflict` if there is none of that id: another process deleted it. */
  | {
      [K in RecordKind]: { readonly type: "update"; readonly kind: K; readonly record: RecordTypes[K] };
    }[RecordKind]
  /** A run takes its findings with it; an unknown id changes nothing. */
  | { readonly type: "delete"; readonly kind: RecordKind; readonly id: string }
  /** Known ids are left as they are: an architecture never changes. */
  | { readonly type: "architecture"; readonly record: ArchitectureRecord }
  /** A known measurement id is left as it is, so that repeating a submission or an import changes nothing. */
  | { readonly type: "measurement"; readonly record: Measurement }
  /** Gives the measurement a new sequence number; one that is unknown or retracted already is left as it is. */
  | { readonly type: "retract"; readonly measurement: MeasurementId }
  /** Fails the batch with `Conflict` if the run already has that index: two processes cannot both continue a run. */
  | { readonly type: "finding"; readonly record: RunFinding }
  /** A file-like value of any size, e.g. a sample table's columns; replaces one of the same key. */
  | { readonly type: "blob"; readonly key: string; readonly bytes: Uint8Array };
