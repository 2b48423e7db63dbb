import type { ClientSession } from "mongodb";
import { defined } from "../../../base/defined.js";
import { Conflict, Overtaken } from "../../../base/errors.js";
import type { Change, RecordKind, RecordTypes, ReplacedKind } from "../../../records/changes.js";
import type { Measurement } from "../../../records/measurement.js";
import type { PredictorRecord } from "../../../records/predictor.js";
import type { RunFinding, SearchRun } from "../../../records/run.js";
import type { Quota } from "../../../records/whole/quotas.js";
import { decode, encode } from "../../codec.js";
import { type Collections, recordKey } from "../collections.js";
import { writePieces } from "../pieces.js";
import { isDuplicate } from "../problems.js";
import { sealed, unsealed } from "../sealed.js";
import { BATCH, insertFindings, type RecordWrite, recordWrite, retractAll, writeRecords } from "./batches.js";
import { Insertions } from "./insertions.js";

/**
 * Writes the changes of one transaction. Records, architectures, measurements, findings and retractions are collected
 * and written many at a time. Changes that depend on them are applied after they are written.
 */
export class Writer {
  readonly #all: Collections;
  readonly #session: ClientSession;
  readonly #insertions: Insertions;
  #findings: RunFinding[] = [];
  #retracted: string[] = [];
  #records: RecordWrite[] = [];
  readonly #spaces = new Set<string>();
  readonly #runs = new Set<string>();
  #addedRuns = 0;

  constructor(all: Collections, session: ClientSession, sequence: number) {
    this.#all = all;
    this.#session = session;
    this.#insertions = new Insertions(all, session, sequence);
  }

  /** The spaces whose measurements were changed, and the runs that were. */
  get touched(): { readonly spaces: readonly string[]; readonly runs: readonly string[] } {
    return { spaces: [...new Set([...this.#spaces, ...this.#insertions.spaces])], runs: [...this.#runs] };
  }

  /** How much was added of what a quota limits: new networks, measurements and runs; 0 megabytes. */
  added(quota: Quota): number {
    return { ...this.#insertions.added, runs: this.#addedRuns, megabytes: 0 }[quota];
  }

  /** Applies all changes; returns the last sequence number given out. */
  async write(changes: Iterable<Change>): Promise<number> {
    try {
      for (const change of changes) {
        // Most changes are only collected, and waiting for each of them would take as long as writing it.
        const applied = this.#apply(change);
        if (applied !== undefined) await applied;
      }
      await this.#flushRecords();
      await this.#insertions.flush();
      await this.#flushRetractions();
      await this.#flushFindings();
      return this.#insertions.sequence;
    } catch (error) {
      // The session is used by one operation at a time, also by the one that ends the transaction.
      await this.#insertions.settled().catch(() => undefined);
      throw error;
    }
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
        return this.#insertions.architecture(change);
      case "measurement":
        return this.#measure(change.record);
      case "finding":
        return this.#findings.push(change.record) === BATCH ? this.#flushFindings() : undefined;
      case "retract":
        return this.#retract(change.measurement);
      case "blob":
        return this.#replaceBlob(change.key, change.bytes);
      case "deleteBlob":
        return this.#deleteBlob(change.key);
    }
  }

  async #replaceBlob(key: string, bytes: Uint8Array): Promise<void> {
    await this.#insertions.settled();
    await writePieces(this.#all, this.#session, "blob", key, bytes);
  }

  async #deleteBlob(key: string): Promise<void> {
    await this.#insertions.settled();
    await this.#all.pieces.deleteMany({ owner: "blob", key }, { session: this.#session });
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
      if (how === "insert") this.#addedRuns++;
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

  async #measure(measurement: Measurement): Promise<void> {
    if (this.#retracted.length > 0) await this.#flushRetractions();
    await this.#insertions.measurement(measurement);
  }

  async #retract(id: string): Promise<void> {
    if (this.#insertions.hasMeasurements) await this.#insertions.flush();
    if (this.#retracted.push(id) === BATCH) await this.#flushRetractions();
  }

  async #flushRetractions(): Promise<void> {
    const ids = this.#retracted;
    this.#retracted = [];
    await this.#insertions.settled();
    const before = this.#insertions.sequence;
    const { sequence, spaces } = await retractAll(this.#all, this.#session, ids, before);
    this.#insertions.sequence = sequence;
    for (const space of spaces) this.#spaces.add(space);
  }

  async #flushRecords(): Promise<void> {
    const batch = this.#records;
    this.#records = [];
    await this.#insertions.settled();
    await writeRecords(this.#all, this.#session, batch);
  }

  async #flushFindings(): Promise<void> {
    const batch = this.#findings;
    this.#findings = [];
    for (const { run } of batch) this.#runs.add(run);
    await this.#insertions.settled();
    await insertFindings(this.#all, this.#session, batch);
  }
}
