import type { AnyBulkWriteOperation, ClientSession } from "mongodb";
import { Conflict, Overtaken } from "../../../base/errors.js";
import type { RecordKind, RecordTypes } from "../../../records/changes.js";
import type { Measurement } from "../../../records/measurement.js";
import type { RunFinding } from "../../../records/run.js";
import { encode } from "../../codec.js";
import {
  type Collections,
  type EvaluationDocument,
  type MeasurementDocument,
  type RecordDocument,
  recordKey,
} from "../collections.js";
import { duplicateAt, isDuplicate } from "../problems.js";
import { type Sealed, sealed, unsealed } from "../sealed.js";

/** Documents per insert, and ids per look-up. */
export const BATCH = 10_000;

/** A record that waits to be written with others. */
export interface RecordWrite {
  readonly kind: RecordKind;
  readonly id: string;
  readonly operation: AnyBulkWriteOperation<Sealed<RecordDocument>>;
}

export function recordWrite(
  kind: RecordKind,
  record: RecordTypes[RecordKind],
  how: "put" | "insert",
): RecordWrite {
  const _id = recordKey(kind, record.id);
  const document = sealed({ _id, kind, body: encode(record) });
  const operation =
    how === "insert"
      ? { insertOne: { document } }
      : { replaceOne: { filter: { _id }, replacement: document, upsert: true } };
  return { kind, id: record.id, operation };
}

/** Writes records in order. Throws `Overtaken` if one that is inserted is there. */
export async function writeRecords(
  { records }: Collections,
  session: ClientSession,
  batch: readonly RecordWrite[],
): Promise<void> {
  if (batch.length === 0) return;
  try {
    await records.bulkWrite(
      batch.map(({ operation }) => operation),
      { session },
    );
  } catch (error) {
    const failed = batch[duplicateAt(error) ?? -1];
    if (failed === undefined) throw error;
    throw new Overtaken("id", `the ${failed.kind} "${failed.id}" exists already`);
  }
}

/** Appends findings. Throws `Conflict` if a run has one of that index. */
export async function insertFindings(
  { evaluations }: Collections,
  session: ClientSession,
  findings: readonly RunFinding[],
): Promise<void> {
  if (findings.length === 0) return;
  const documents: Sealed<EvaluationDocument>[] = findings.map(({ run, index, ...body }) =>
    sealed({ run, index, body: encode(body) }),
  );
  try {
    await evaluations.insertMany(documents, { session });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const runs = [...new Set(documents.map(({ run }) => run))].join(", ");
    throw new Conflict("run", `the run ${runs} has that finding already: another process continues it`);
  }
}

/**
 * Retracts measurements that are not retracted, in order.
 *
 * @param sequence the last sequence number given out
 * @return the last one given out now, and the spaces of the measurements
 */
export async function retractAll(
  { measurements }: Collections,
  session: ClientSession,
  ids: readonly string[],
  sequence: number,
): Promise<{ readonly sequence: number; readonly spaces: readonly string[] }> {
  const each = [...new Set(ids)];
  if (each.length === 0) return { sequence, spaces: [] };
  const found = await measurements.find({ _id: { $in: each }, retracted: false }, { session }).toArray();
  const known = new Map(found.map((document) => [document._id, document]));
  let last = sequence;
  const writes = each.flatMap((id) => {
    const stored = known.get(id);
    if (stored === undefined) return [];
    const document = { ...unsealed("measurement", stored), retracted: true, sequence: ++last };
    return [
      { replaceOne: { filter: { _id: id }, replacement: sealed(document) as Sealed<MeasurementDocument> } },
    ];
  });
  if (writes.length > 0) await measurements.bulkWrite(writes, { session });
  return { sequence: last, spaces: found.map(({ space }) => space) };
}

/** The document of a measurement with its sequence number. */
export function toDocument(measurement: Measurement, sequence: number): MeasurementDocument {
  if (measurement.subject === "task") {
    const { id, task, ...rest } = measurement;
    return { _id: id, of: task, sequence, ...rest };
  }
  const { id, device, ...rest } = measurement;
  return { _id: id, of: device, sequence, ...rest };
}
