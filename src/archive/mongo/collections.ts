import type { Binary, Collection, Db } from "mongodb";
import type { RecordKind } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { Sealed } from "./sealed.js";

/** The archive's collections. Bodies are JSON text (`codec.ts`), so that any key, depth and number is kept exactly. */
export interface Collections {
  /** A single document, `_id: "clock"`. Every writer changes it first, which serialises the writers. */
  readonly clock: Collection<ClockDocument>;
  readonly records: Collection<Sealed<RecordDocument>>;
  readonly predictors: Collection<Sealed<PredictorDocument>>;
  readonly runs: Collection<Sealed<RunDocument>>;
  readonly evaluations: Collection<Sealed<EvaluationDocument>>;
  readonly architectures: Collection<Sealed<ArchitectureDocument>>;
  readonly measurements: Collection<Sealed<MeasurementDocument>>;
  /** Blobs and the states of predictors, in pieces because a document has at most 16 MiB. */
  readonly pieces: Collection<Sealed<PieceDocument>>;
}

export interface ClockDocument {
  readonly _id: "clock";
  readonly layout: number;
  readonly sequence: number;
  readonly commits: number;
  /** What the last commit changed, for those who follow; absent before layout 2. */
  readonly news?: NewsDocument;
}

/** Whose commit changed which spaces' measurements and which runs. `commit` makes each one differ from the last. */
export interface NewsDocument {
  readonly by: string;
  readonly commit: number;
  readonly spaces: readonly string[];
  readonly runs: readonly string[];
}
export interface RecordDocument {
  readonly _id: string;
  readonly kind: RecordKind;
  readonly body: string;
}
export interface PredictorDocument {
  readonly _id: string;
  readonly space: string;
  readonly metric: string;
  readonly task?: string;
  readonly device?: string;
  readonly version: number;
  readonly promoted: boolean;
  readonly body: string;
}
export interface RunDocument {
  readonly _id: string;
  readonly createdAt: string;
  readonly body: string;
}
export interface EvaluationDocument {
  readonly run: string;
  readonly index: number;
  readonly body: string;
}
export interface ArchitectureDocument {
  readonly _id: string;
  readonly space: string;
  readonly position: number;
  readonly body: string;
}
/**
 * A measurement with its id as `_id`, its task or device as `of`, and its sequence number in the change log.
 */
export type MeasurementDocument = Omit<Measurement, "id" | "task" | "device"> & {
  readonly of: string;
  readonly _id: string;
  readonly sequence: number;
};

export interface PieceDocument {
  readonly owner: "blob" | "predictor";
  readonly key: string;
  readonly number: number;
  readonly bytes: Binary;
}

/** `_id` of a record in the collection `records`. */
export const recordKey = (kind: RecordKind, id: string): string => `${kind}/${id}`;

export function collectionsOf(db: Db): Collections {
  return {
    clock: db.collection("clock"),
    records: db.collection("records"),
    predictors: db.collection("predictors"),
    runs: db.collection("runs"),
    evaluations: db.collection("evaluations"),
    architectures: db.collection("architectures"),
    measurements: db.collection("measurements"),
    pieces: db.collection("pieces"),
  };
}
