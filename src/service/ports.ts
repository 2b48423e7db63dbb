import type { Contest, PredictorState, Quality } from "../../predictors/port.js";
import type {
  ArchitectureId,
  DeviceId,
  MeasurementId,
  PredictorId,
  RunId,
  SampleTableName,
  SpaceId,
  TaskId,
} from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { Fraction, Millijoules, Milliseconds } from "../base/units.js";
import type { Device, OperatorProfile } from "../hardware/types.js";
import type { CheapFidelity, StrategyName } from "../search/ports.js";
import type { Plateau, StopRule } from "../search/run.js";
import type { Architecture, SearchSpace } from "../space/types.js";

/** What an accuracy is an accuracy of. */
export interface Task {
  readonly id: TaskId;
  readonly space: SpaceId;
  readonly name: string;
  readonly description: string;
}

export interface ArchitectureRecord {
  readonly id: ArchitectureId;
  readonly space: SpaceId;
  readonly architecture: Architecture;
}

/** How an accuracy was obtained: on which split, with how much training, over which seeds. Never mixed across splits. */
export interface Fidelity {
  readonly split: "validation" | "test" | "unspecified";
  /** E.g. "25 epochs", "inherited weights"; empty when not known. */
  readonly training: string;
  readonly seeds: readonly number[];
  /** How long training took, of all seeds together [s]; absent where not known. */
  readonly seconds?: number;
}

/**
 * One act of measuring one architecture, on a task (accuracy) or on a device (latency, energy). Kept for ever unless
 * retracted; repeats of the same architecture are kept side by side and combined when read.
 */
export type Measurement = {
  readonly id: MeasurementId;
  readonly space: SpaceId;
  readonly architecture: ArchitectureId;
  /** Where it came from: an imported table, a client, a search run, a publication. */
  readonly origin: string;
  /** ISO 8601, UTC; absent when the origin does not say. */
  readonly measuredAt?: string;
  readonly retracted: boolean;
} & (
  | {
      readonly subject: "task";
      readonly task: TaskId;
      readonly accuracy: Fraction;
      readonly repeats: number;
      readonly accuracySd?: number;
      readonly fidelity: Fidelity;
    }
  | {
      readonly subject: "device";
      readonly device: DeviceId;
      readonly latency?: Milliseconds;
      readonly latencySd?: Milliseconds;
      readonly energy?: Millijoules;
      readonly energySd?: Millijoules;
      readonly repeats: number;
      readonly batch?: number;
      readonly powerMode?: string;
      readonly runtime?: string;
    }
);

/** A trained predictor, versioned per (space, task or device, metric). At most one version of each is promoted. */
export interface PredictorRecord {
  readonly id: PredictorId;
  readonly space: SpaceId;
  readonly metric: Metric;
  /** Accuracy predictors belong to a task, cost predictors to a device. */
  readonly task?: TaskId;
  readonly device?: DeviceId;
  readonly version: number;
  readonly promoted: boolean;
  readonly family: string;
  readonly seed: number;
  readonly trainedOn: number;
  /** On networks held out of training. */
  readonly quality: Quality;
  /** Why this family and scale; absent in records that were stored before contests were kept. */
  readonly contest?: Contest;
  readonly createdAt: string;
  readonly state: PredictorState;
}

/** An imported table, kept column-wise so that the table evaluator can replay it. */
export interface SampleTable {
  readonly name: SampleTableName;
  readonly space: SpaceId;
  /** SHA-256 of the file. */
  readonly checksum: string;
  readonly distinct?: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly importedAt: string;
  /** False: kept for replaying by the table evaluator only; its values are not in the archive's measurements. */
  readonly measurementsStored: boolean;
}

export interface Constraints {
  readonly minAccuracy?: Fraction;
  readonly maxLatency?: Milliseconds;
  readonly maxEnergy?: Millijoules;
  readonly maxParams?: number;
  /** Gene -> the choices allowed. */
  readonly genes?: Readonly<Record<string, readonly (string | number)[]>>;
}

export interface RunSettings {
  readonly task: TaskId;
  readonly devices: readonly DeviceId[];
  readonly budget: number;
  readonly evaluator: "table" | "training" | "external";
  readonly samples?: SampleTableName;
  readonly strategy: StrategyName;
  readonly constraints: Constraints;
  /** What is optimised, in the order of `METRICS`; absent: accuracy and every cost. Another metric only has to keep its limit. */
  readonly objectives?: readonly Metric[];
  readonly seed: number;
  /** Seconds of execution, interruptions left out, after which the run ends. */
  readonly timeLimitSeconds?: number;
  /** Ends the run once its front has stopped growing. */
  readonly plateau?: Plateau;
  /** Cheaper scores of accuracy that the strategy may buy. */
  readonly fidelities?: readonly CheapFidelity[];
}

export type RunStatus =
  | { readonly kind: "running"; readonly owner: string; readonly heartbeatAt: string }
  | { readonly kind: "interrupted" }
  | { readonly kind: "cancelled"; readonly at: string }
  | {
      readonly kind: "finished";
      readonly at: string;
      readonly reason: string;
      /** Absent in runs that ended before rules were told apart. */
      readonly rule?: StopRule;
      /** With a plateau rule: the share by which the hypervolume was expected to grow in the next `window` evaluations. */
      readonly expectedGain?: number;
    }
  | { readonly kind: "failed"; readonly at: string; readonly reason: string };

export interface SearchRun {
  readonly id: RunId;
  readonly space: SpaceId;
  readonly settings: RunSettings;
  readonly status: RunStatus;
  readonly createdAt: string;
  /** Distinct networks evaluated, failed ones included. */
  readonly evaluations: number;
}

/** What a run was told, and acknowledged: an evaluation, or a cheap score; `index` counts both from 0 without gaps. */
export interface RunFinding {
  readonly run: RunId;
  readonly index: number;
  readonly architecture: ArchitectureId;
  readonly genes: Architecture;
  readonly outcome:
    | { readonly kind: "evaluated"; readonly values: readonly number[] }
    | { readonly kind: "failed"; readonly reason: string }
    /** `fidelity`: its position among those of the run's settings; `value` is absent where the evaluator had none. */
    | { readonly kind: "scored"; readonly fidelity: number; readonly value?: number };
}

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
