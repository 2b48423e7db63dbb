import type { ClientSession } from "mongodb";
import { defined } from "../../base/defined.js";
import { Conflict, Overtaken } from "../../base/errors.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Change, RecordKind, RecordTypes, ReplacedKind } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import type { Quota } from "../../records/whole/quotas.js";
import { decode, encode } from "../codec.js";
import {
  insertFindings,
  type RecordWrite,
  recordWrite,
  retractAll,
  toDocument,
  writeRecords,
} from "./batches.js";
import {
  type ArchitectureDocument,
  type Collections,
  type MeasurementDocument,
  recordKey,
} from "./collections.js";
import { writePieces } from "./pieces.js";
import { isDuplicate } from "./problems.js";
import { type Sealed, sealed, unsealed } from "./sealed.js";

/** Documents per insert, and ids per look-up. */
const BATCH = 10_000;

/**
 * Writes the changes of one transaction. Records, architectures, measurements, findings and retractions are collected
 * and written many at a time. Changes that depend on them are applied after they are written.
 */
export class Writer {
  readonly #all: Collections;
  readonly #session: ClientSession;
  readonly #positions = new Map<string, number>();
  #architectures: ArchitectureRecord[] = [];
  #measurements: Measurement[] = [];
  #findings: RunFinding[] = [];
  #retracted: string[] = [];
  #records: RecordWrite[] = [];
  readonly #spaces = new Set<string>();
  readonly #runs = new Set<string>();
  readonly #added: Record<Quota, number> = { networks: 0, measurements: 0, runs: 0, megabytes: 0 };
  #sequence: number;

  constructor(all: Collections, session: ClientSession, sequence: number) {
    this.#all = all;
    this.#session = session;
    this.#sequence = sequence;
  }

  /** The spaces whose measurements were changed, and the runs that were. */
  get touched(): { readonly spaces: readonly string[]; readonly runs: readonly string[] } {
    return { spaces: [...this.#spaces], runs: [...this.#runs] };
  }

  /** How much was added of what a quota limits: new networks, measurements and runs; 0 megabytes. */
  added(quota: Quota): number {
    return this.#added[quota];
  }

  /** Applies all changes; returns the last sequence number given out. */
  async write(changes: Iterable<Change>): Promise<number> {
    for (const change of changes) {
      // Most changes are only collected, and waiting for each of them would take as long as writing it.
      const applied = this.#apply(change);
      if (applied !== undefined) await applied;
    }
    await this.#flushRecords();
    await this.#flushArchitectures();
    await this.#flushLog();
    await this.#flushFindings();
    return this.#sequence;
  }

  #apply(change: Change): Promise<unknown> | undefined {
    switch (change.type) {
      case "put":
      case "insert":
        if (change.kind === "predictor" || change.kind === "run") {
          return this.#put(change.kind, change.record, change.type);
        }
        this.#records.push(recordWrite(change.kind, change.record, change.type));
        return this.#records.length === BATCH ? this.#flushRecords() : undefined;
      case "update":
        return this.#put(change.kind, change.record, change.type);
      case "replace":
        return this.#replace(change.kind, change.record, change.was);
      case "delete":
        return this.#delete(change.kind, change.id);
      case "architecture":
        return this.#architectures.push(change.record) === BATCH ? this.#flushArchitectures() : undefined;
      case "measurement":
        return this.#measure(change.record);
      case "finding":
        return this.#findings.push(change.record) === BATCH ? this.#flushFindings() : undefined;
      case "retract":
        return this.#retract(change.measurement);
      case "blob":
        return writePieces(this.#all, this.#session, "blob", change.key, change.bytes);
      case "deleteBlob":
        return this.#all.pieces.deleteMany({ owner: "blob", key: change.key }, { session: this.#session });
    }
  }

  async #put(
    kind: RecordKind,
    record: RecordTypes[RecordKind],
    how: "put" | "insert" | "update",
  ): Promise<void> {
    await this.#flushRecords();
    try {
      const known = how !== "insert" && (await this.#delete(kind, record.id, true));
      if (how === "update" && !known) {
        throw new Conflict("id", `the ${kind} "${record.id}" is no longer there`);
      }
      await this.#insert(kind, record, how);
    } catch (error) {
      throw isDuplicate(error) ? new Overtaken("id", `the ${kind} "${record.id}" exists already`) : error;
    }
  }

  async #replace(
    kind: ReplacedKind,
    record: RecordTypes[ReplacedKind],
    was: RecordTypes[ReplacedKind],
  ): Promise<void> {
    await this.#flushRecords();
    const { matchedCount } = await this.#all.records.replaceOne(
      { _id: recordKey(kind, was.id), body: encode(was) },
      sealed({ _id: recordKey(kind, record.id), kind, body: encode(record) }),
      { session: this.#session },
    );
    if (matchedCount === 1) return;
    throw new Overtaken("id", `the ${kind} "${was.id}" was changed by another request`);
  }

  async #insert(kind: RecordKind, record: RecordTypes[RecordKind], how: string): Promise<void> {
    const session = this.#session;
    if (kind === "predictor") return this.#insertPredictor(record as PredictorRecord);
    if (kind === "run") {
      const run = record as SearchRun;
      this.#runs.add(run.id);
      const document = sealed({ _id: run.id, createdAt: run.createdAt, body: encode(run) });
      await this.#all.runs.insertOne(document, { session });
      if (how === "insert") this.#added.runs++;
      return;
    }
    await this.#all.records.insertOne(
      sealed({ _id: recordKey(kind, record.id), kind, body: encode(record) }),
      { session },
    );
  }

  async #insertPredictor({ state, ...body }: PredictorRecord): Promise<void> {
    const { id, space, metric, task, device, version, promoted } = body;
    if (promoted) await this.#takeOutOfUse(body);
    const keys = { space, metric, version, promoted, ...defined({ task, device }) };
    await this.#all.predictors.insertOne(sealed({ _id: id, ...keys, body: encode(body) }), {
      session: this.#session,
    });
    await writePieces(this.#all, this.#session, "predictor", id, Buffer.from(encode(state)));
  }

  /** Keeps the invariant of predictors: where a version is put into use, no other one of its kind is. */
  async #takeOutOfUse(kind: Omit<PredictorRecord, "state">): Promise<void> {
    const { space, metric, task = null, device = null } = kind;
    const session = this.#session;
    const inUse = this.#all.predictors.find(
      { space, metric, promoted: true, task: task as string, device: device as string },
      { session },
    );
    for (const stored of await inUse.toArray()) {
      const { body, ...keys } = unsealed("predictor", stored);
      const changed = { promoted: false, body: encode({ ...decode<object>(body), promoted: false }) };
      await this.#all.predictors.replaceOne({ _id: keys._id }, sealed({ ...keys, ...changed }), { session });
    }
  }

  /**
   * Deletes a record, and returns whether there was one. The findings of a run are deleted with it, unless the run is
   * being replaced.
   */
  async #delete(kind: RecordKind, id: string, isReplaced = false): Promise<boolean> {
    await this.#flushRecords();
    const { records, predictors, pieces, runs, evaluations } = this.#all;
    const session = this.#session;
    if (kind === "predictor") {
      const { deletedCount } = await predictors.deleteOne({ _id: id }, { session });
      await pieces.deleteMany({ owner: "predictor", key: id }, { session });
      return deletedCount > 0;
    }
    if (kind === "run") {
      const { deletedCount } = await runs.deleteOne({ _id: id }, { session });
      if (isReplaced) return deletedCount > 0;
      await this.#flushFindings();
      await evaluations.deleteMany({ run: id }, { session });
      return deletedCount > 0;
    }
    return (await records.deleteOne({ _id: recordKey(kind, id) }, { session })).deletedCount > 0;
  }

  async #flushArchitectures(): Promise<void> {
    const batch = this.#architectures;
    this.#architectures = [];
    const seen = await this.#known(
      "architectures",
      batch.map(({ id }) => id),
    );
    const documents: Sealed<ArchitectureDocument>[] = [];
    for (const { id, space, architecture } of batch) {
      if (seen.has(id)) continue;
      seen.add(id);
      const position = await this.#nextPosition(space);
      documents.push(sealed({ _id: id, space, position, body: encode(architecture) }));
    }
    this.#added.networks += documents.length;
    if (documents.length > 0) await this.#all.architectures.insertMany(documents, { session: this.#session });
  }

  async #nextPosition(space: string): Promise<number> {
    const options = { session: this.#session, sort: { position: -1 } } as const;
    const next =
      this.#positions.get(space) ??
      ((await this.#all.architectures.findOne({ space }, options))?.position ?? -1) + 1;
    this.#positions.set(space, next + 1);
    return next;
  }

  async #flushMeasurements(): Promise<void> {
    const batch = this.#measurements;
    this.#measurements = [];
    const seen = await this.#known(
      "measurements",
      batch.map(({ id }) => id),
    );
    const documents: Sealed<MeasurementDocument>[] = [];
    for (const measurement of batch) {
      if (seen.has(measurement.id)) continue;
      seen.add(measurement.id);
      this.#spaces.add(measurement.space);
      documents.push(sealed(toDocument(measurement, ++this.#sequence)));
    }
    this.#added.measurements += documents.length;
    if (documents.length > 0) await this.#all.measurements.insertMany(documents, { session: this.#session });
  }

  async #measure(measurement: Measurement): Promise<void> {
    if (this.#retracted.length > 0) await this.#flushRetractions();
    if (this.#measurements.push(measurement) === BATCH) await this.#flushMeasurements();
  }

  async #retract(id: string): Promise<void> {
    if (this.#measurements.length > 0) await this.#flushMeasurements();
    if (this.#retracted.push(id) === BATCH) await this.#flushRetractions();
  }

  /** Writes collected measurements or retractions, of which only one kind is collected at a time. */
  async #flushLog(): Promise<void> {
    await this.#flushMeasurements();
    await this.#flushRetractions();
  }

  async #flushRetractions(): Promise<void> {
    const ids = this.#retracted;
    this.#retracted = [];
    const { sequence, spaces } = await retractAll(this.#all, this.#session, ids, this.#sequence);
    this.#sequence = sequence;
    for (const space of spaces) this.#spaces.add(space);
  }

  async #flushRecords(): Promise<void> {
    const batch = this.#records;
    this.#records = [];
    await writeRecords(this.#all, this.#session, batch);
  }

  async #flushFindings(): Promise<void> {
    const batch = this.#findings;
    this.#findings = [];
    for (const { run } of batch) this.#runs.add(run);
    await insertFindings(this.#all, this.#session, batch);
  }

  async #known(collection: "architectures" | "measurements", ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const filter = { _id: { $in: ids } };
    const options = { session: this.#session, projection: { _id: 1 }, batchSize: BATCH } as const;
    const found =
      collection === "architectures"
        ? this.#all.architectures.find(filter, options)
        : this.#all.measurements.find(filter, options);
    return new Set((await found.toArray()).map(({ _id }) => _id));
  }
}
