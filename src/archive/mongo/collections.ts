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

/** Version of the layout of the collections, stored in the clock document. */
export const LAYOUT = 1;

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

/**
 * Makes the collections and indexes that do not exist yet. Collections are not left to the first write, because a
 * snapshot read needs a snapshot in which they exist.
 */
export async function createCollections(db: Db, all: Collections): Promise<void> {
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  for (const collection of Object.values(all)) {
    if (!existing.has(collection.collectionName)) await createOnce(db, collection.collectionName);
  }
  await all.records.createIndex({ kind: 1, _id: 1 });
  await all.predictors.createIndex({ space: 1, version: -1 });
  await all.runs.createIndex({ createdAt: -1, _id: -1 });
  await all.evaluations.createIndex({ run: 1, index: 1 }, { unique: true });
  await all.architectures.createIndex({ space: 1, position: 1 }, { unique: true });
  await all.measurements.createIndex({ subject: 1, of: 1, space: 1, sequence: 1 });
  await all.measurements.createIndex({ architecture: 1 });
  await all.pieces.createIndex({ owner: 1, key: 1, number: 1 }, { unique: true });
}

const NAMESPACE_EXISTS = 48;

async function createOnce(db: Db, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NAMESPACE_EXISTS) throw error;
  }
}
