import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClientSession } from "mongodb";
import { untilCancelled } from "../../base/async/cancelling.js";
import { Serial } from "../../base/async/serial.js";
import { Conflict, Unavailable } from "../../base/errors.js";
import type { Archive, ArchiveNews, ContentsPage } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import { type Quotas, QuotaWatch } from "../../records/whole/quotas.js";
import { copyArchive } from "../copy.js";
import { subjectAsked } from "../measurement-parts.js";
import { type ArchiveOptions, DEFAULT_BUSY_TIMEOUT_MS } from "../options.js";
import { withPartial } from "../partial-files.js";
import { openSqliteArchive } from "../sqlite/archive.js";
import { amountsOf } from "./amounts.js";
import { type Connected, connect } from "./connect.js";
import { contentPages } from "./contents.js";
import { followClock } from "./follow.js";
import { asProblem, isSnapshotUnavailable } from "./problems.js";
import { Reader } from "./reader.js";
import { Writers } from "./writers.js";
import { Writer } from "./writing/writer.js";

/** Time to wait for another writer before it is looked at whether it lives [ms]. */
const PATIENCE_MS = 500;

/** Time that the server has to answer `check` [ms]. */
const CHECK_MS = 2_000;

const TRANSACTION = {
  readConcern: { level: "snapshot" },
  writeConcern: { w: "majority", journal: true },
  readPreference: "primary",
} as const;

/**
 * Opens an archive in MongoDB. The server must be a replica set, for transactions, of version 5 or newer, for snapshot
 * reads. Several services may share one database: every batch is a transaction that begins by changing the clock
 * document, which serialises all writers. Of a service that is killed in the middle of a batch, the others end the
 * transaction within seconds. Operations throw `Unavailable` if another writer keeps the database busy for
 * longer than `options.busyTimeout`.
 */
export async function openMongoArchive(url: string, options: ArchiveOptions = {}): Promise<Archive> {
  const { busyTimeout = DEFAULT_BUSY_TIMEOUT_MS, quotas = {} } = options;
  return new MongoArchive(await connect(url), busyTimeout, quotas);
}

/** What a transaction did: the last sequence number, the spaces whose measurements it changed, and the runs. */
interface Written {
  readonly sequence: number;
  readonly spaces: readonly string[];
  readonly runs: readonly string[];
}

class MongoArchive implements Archive {
  readonly description: string;
  readonly #connected: Connected;
  readonly #busyTimeout: number;
  readonly #quotas: Quotas;
  readonly #writers: Writers;
  readonly #serial = new Serial();
  /** Name of this connection in the news of its commits. */
  readonly #name = randomUUID();
  readonly #following = new Set<() => Promise<void>>();
  #open = true;

  constructor(connected: Connected, busyTimeout: number, quotas: Quotas) {
    this.#quotas = quotas;
    this.description = connected.where;
    this.#connected = connected;
    this.#writers = new Writers(
      connected.client,
      connected.db.collection("writers", { writeConcern: { w: 1 } }),
    );
    this.#busyTimeout = busyTimeout;
  }

  async commit(changes: Iterable<Change>, signal?: AbortSignal): Promise<number> {
    let logged = 0;
    await this.#transaction(
      () => [...changes],
      async (batch, session, sequence) => {
        const watch = new QuotaWatch(this.#quotas);
        for (const change of batch) watch.note(change);
        const before = await amountsOf(this.#connected, watch.concerned);
        const writer = new Writer(this.#connected.collections, session, sequence);
        const last = await writer.write(untilCancelled(batch, signal));
        for (const [quota, amount] of before) watch.require(quota, amount + writer.added(quota));
        logged = last - sequence;
        return { sequence: last, ...writer.touched };
      },
    );
    return logged;
  }

  reset(): Promise<void> {
    return this.#transaction(
      () => undefined,
      async (_nothing, session, sequence) => {
        const { clock: _clock, records, ...rest } = this.#connected.collections;
        await records.deleteMany({ kind: { $nin: ["token", "audit"] } }, { session });
        for (const collection of Object.values(rest)) await collection.deleteMany({}, { session });
        return { sequence, spaces: [], runs: [] };
      },
    );
  }

  async backup(file: string): Promise<void> {
    if (existsSync(file)) throw new Conflict("file", `${file} exists already; choose another name`);
    this.#checkOpen();
    await mkdir(dirname(resolve(file)), { recursive: true });
    await withPartial(resolve(file), async (folder) => {
      await mkdir(folder);
      const staged = await openSqliteArchive(join(folder, "archive.db"));
      await copyArchive(this.contents(), staged);
      await staged.backup(file);
      await staged.close();
    });
  }

  async *contents(): AsyncGenerator<ContentsPage> {
    this.#checkOpen();
    const { client, collections } = this.#connected;
    await this.#snapshot((session) => collections.clock.findOne({ _id: "clock" }, { session }));
    const session = client.startSession({ snapshot: true });
    try {
      yield* contentPages(collections, session);
    } catch (error) {
      throw asProblem(error, this.description);
    } finally {
      await session.endSession();
    }
  }

  get: Archive["get"] = (kind, id) => this.#read((reader) => reader.get(kind, id));
  list: Archive["list"] = (kind) => this.#read((reader) => reader.list(kind));
  listPredictors: Archive["listPredictors"] = (filter) =>
    this.#read((reader) => reader.listPredictors(filter));
  listRuns: Archive["listRuns"] = (page) => this.#read((reader) => reader.listRuns(page));
  auditTrail: Archive["auditTrail"] = (page) => this.#read((reader) => reader.auditTrail(page));
  findings: Archive["findings"] = (run, from = 0) => this.#read((reader) => reader.findings(run, from));
  architecture: Archive["architecture"] = (id) => this.#read((reader) => reader.architecture(id));
  architectures: Archive["architectures"] = (space, skip, limit) =>
    this.#read((reader) => reader.architectures(space, skip, limit));
  measurementsSince: Archive["measurementsSince"] = (subject, sequence, limit) =>
    this.#read((reader) => reader.measurementsSince(subjectAsked(subject), sequence, limit));
  measurementsOf: Archive["measurementsOf"] = (id) => this.#read((reader) => reader.measurementsOf(id));
  measurement: Archive["measurement"] = (id) => this.#read((reader) => reader.measurement(id));
  idsWithPrefix: Archive["idsWithPrefix"] = (kind, prefix, limit) =>
    this.#read((reader) => reader.idsWithPrefix(kind, prefix, limit));
  blob: Archive["blob"] = (key) => this.#read((reader) => reader.blob(key));
  blobKeys: Archive["blobKeys"] = (prefix) => this.#read((reader) => reader.blobKeys(prefix));
  counts: Archive["counts"] = () => this.#read((reader) => reader.counts());

  async follow(hear: (news: ArchiveNews) => void): Promise<() => Promise<void>> {
    this.#checkOpen();
    const stop = await followClock(this.#connected.collections, this.#name, hear);
    this.#following.add(stop);
    return stop;
  }

  async check(): Promise<void> {
    this.#checkOpen();
    const { clock } = this.#connected.collections;
    await this.#guard(() => clock.findOne({ _id: "clock" }, { timeoutMS: CHECK_MS }));
  }

  close(): Promise<void> {
    return this.#serial.run(async () => {
      if (!this.#open) return;
      this.#open = false;
      for (const stop of this.#following) await stop();
      await this.#writers.close().catch(() => undefined);
      await this.#connected.client.close();
    });
  }

  /**
   * Executes one write as a transaction. `prepare` reads the caller's changes, which may throw, before the database is
   * used. `write` returns the last sequence number that it gave out and what it changed; it is run again if the
   * transaction conflicts with another writer's.
   */
  #transaction<T>(
    prepare: () => T,
    write: (prepared: T, session: ClientSession, sequence: number) => Promise<Written>,
  ): Promise<void> {
    return this.#serial.run(async () => {
      this.#checkOpen();
      const prepared = prepare();
      const { clock } = this.#connected.collections;
      const deadline = performance.now() + this.#busyTimeout;
      let endDead = performance.now() + PATIENCE_MS;
      await this.#guard(() =>
        this.#writers.run((session) =>
          session.withTransaction(async () => {
            const now = performance.now();
            if (now > deadline) {
              throw new Unavailable(`${this.description} is kept busy by another writer; try again later`);
            }
            if (now > endDead) {
              endDead = now + PATIENCE_MS;
              await this.#writers.endDead();
            }
            const turn = { $inc: { commits: 1 } };
            const before = await clock.findOneAndUpdate({ _id: "clock" }, turn, { session });
            const { sequence, spaces, runs } = await write(prepared, session, before!.sequence);
            if (sequence === before!.sequence && spaces.length + runs.length === 0) return;
            const news = { by: this.#name, commit: before!.commits + 1, spaces, runs };
            await clock.updateOne({ _id: "clock" }, { $set: { sequence, news } }, { session });
          }, TRANSACTION),
        ),
      );
    });
  }

  async #read<T>(query: (reader: Reader) => Promise<T>): Promise<T> {
    this.#checkOpen();
    return this.#snapshot((session) => query(new Reader(this.#connected.collections, session)));
  }

  /**
   * Runs a query in a snapshot session. It is repeated while the server has no snapshot, which happens just after the
   * collections were made.
   */
  async #snapshot<T>(query: (session: ClientSession) => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.#busyTimeout;
    for (;;) {
      try {
        return await this.#guard(() => this.#connected.client.withSession({ snapshot: true }, query));
      } catch (error) {
        if (!isSnapshotUnavailable(error) || performance.now() > deadline) throw error;
        await sleep(20);
      }
    }
  }

  async #guard<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw asProblem(error, this.description);
    }
  }

  #checkOpen(): void {
    if (!this.#open) throw new Unavailable(`the archive (${this.description}) is closed`);
  }
}
