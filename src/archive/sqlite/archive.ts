import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { Serial } from "../../base/async/serial.js";
import { Conflict, HarmonicError, Unavailable } from "../../base/errors.js";
import type { Archive, ContentsPage } from "../../records/archive.js";
import type { Change, RecordKind } from "../../records/changes.js";
import { RESET_RECEIPT } from "../../records/whole/reset-receipt.js";
import { subjectAsked } from "../measurement-parts.js";
import { writeNewFile } from "../new-file.js";
import { type ArchiveOptions, DEFAULT_BUSY_TIMEOUT_MS } from "../options.js";
import { noteCommit, RecentReads } from "./calls/recent-reads.js";
import { retryWhileBusy } from "./calls/retry-while-busy.js";
import { type Connection, connect, MEMORY } from "./connection.js";
import { contentPages } from "./contents.js";
import { migrate } from "./migrate.js";
import { type OpenFile, openFile } from "./open-file.js";
import { asProblem } from "./problems.js";
import { CATALOGUE, Reader } from "./reader.js";
import { TABLES } from "./schema.js";
import { Batches, type BatchTarget, THREAD_FROM } from "./writing/batches.js";
import { rollBack } from "./writing/transaction.js";

/**
 * Memory that the pages of a batch may take [KiB]. Ids are random, so that a batch changes pages all over their
 * indexes: of one million networks they have 250 MB, and pages that do not fit are written and read again and again.
 */
const WRITING_KIBIBYTES = 512 * 1024;

/** Kinds of records that are too large to be kept in memory. */
const LARGE: ReadonlySet<RecordKind> = new Set(["predictor", "sampleTable"]);

/**
 * Opens the embedded archive: an SQLite file, which is created with its folder if it does not exist, or `:memory:`.
 * Several processes may share the file. Operations throw `Unavailable` if another process has held it for longer than
 * `options.busyTimeout`.
 */
export async function openSqliteArchive(location: string, options: ArchiveOptions = {}): Promise<Archive> {
  const { busyTimeout = DEFAULT_BUSY_TIMEOUT_MS, quotas = {}, threadFrom = THREAD_FROM } = options;
  try {
    const writing = await retryWhileBusy(busyTimeout, () => connect(location));
    writing.exec(`PRAGMA cache_size = -${WRITING_KIBIBYTES}`);
    await retryWhileBusy(busyTimeout, () => migrate(writing, location));
    const reading =
      location === MEMORY ? writing : await retryWhileBusy(busyTimeout, () => connect(location));
    const target: BatchTarget = {
      location,
      file: openFile(location),
      quotas,
      busyTimeout,
      kibibytes: WRITING_KIBIBYTES,
      threadFrom,
    };
    return new SqliteArchive(target, writing, reading);
  } catch (error) {
    throw asProblem(error, location);
  }
}

class SqliteArchive implements Archive {
  readonly description: string;
  readonly #location: string;
  readonly #busyTimeout: number;
  readonly #batches: Batches;
  readonly #writing: Connection;
  readonly #reading: Connection;
  readonly #reader: Reader;
  /** Absent in memory, where reader and writer share a connection. */
  readonly #recent: RecentReads | undefined;
  readonly #serial = new Serial();
  readonly #file: OpenFile;

  constructor(target: BatchTarget, writing: Connection, reading: Connection) {
    const { location, busyTimeout, file } = target;
    this.description = location === MEMORY ? "SQLite in memory" : `SQLite file ${location}`;
    this.#location = location;
    this.#busyTimeout = busyTimeout;
    this.#batches = new Batches(writing, target);
    this.#writing = writing;
    this.#reading = reading;
    this.#reader = new Reader(reading);
    this.#recent =
      reading === writing ? undefined : new RecentReads(reading, () => this.#reader.catalogueStamp());
    this.#file = file;
  }

  commit(changes: Iterable<Change>, signal?: AbortSignal): Promise<number> {
    return this.#write(() => this.#batches.write(changes, signal));
  }

  reset(): Promise<void> {
    return this.#write(() => this.#deleteAll());
  }

  backup(file: string): Promise<void> {
    if (existsSync(file)) {
      return Promise.reject(new Conflict("file", `${file} exists already; choose another name`));
    }
    return writeNewFile(file, (temporary) =>
      this.#read(() => void this.#reading.prepare("VACUUM INTO ?").run([temporary])),
    );
  }

  /** In a file a connection of its own reads, so that its snapshot keeps nobody waiting. */
  async *contents(): AsyncGenerator<ContentsPage> {
    this.#checkOpen();
    const isInMemory = this.#writing === this.#reading;
    const release = isInMemory ? await this.#hold() : () => undefined;
    const db = isInMemory ? this.#reading : connect(this.#location);
    try {
      for (const page of contentPages(db)) {
        yield page;
        await setImmediate();
      }
    } catch (error) {
      throw asProblem(error, this.#location);
    } finally {
      if (!isInMemory) db.close();
      release();
    }
  }

  get: Archive["get"] = (kind, id) =>
    LARGE.has(kind)
      ? this.#read(() => this.#reader.get(kind, id))
      : this.#readOnce(["get", kind, id], () => this.#reader.get(kind, id), {
          isStamped: CATALOGUE.has(kind) || (kind === "receipt" && id === RESET_RECEIPT),
        });
  list: Archive["list"] = (kind) =>
    LARGE.has(kind)
      ? this.#read(() => this.#reader.list(kind))
      : this.#readOnce(["list", kind], () => this.#reader.list(kind), { isStamped: CATALOGUE.has(kind) });
  listPredictors: Archive["listPredictors"] = (filter) =>
    this.#readOnce(["listPredictors", filter], () => this.#reader.listPredictors(filter), {
      isStamped: true,
    });
  listRuns: Archive["listRuns"] = (page) => this.#read(() => this.#reader.listRuns(page));
  auditTrail: Archive["auditTrail"] = (page) => this.#read(() => this.#reader.auditTrail(page));
  findings: Archive["findings"] = (run, from = 0) => this.#read(() => this.#reader.findings(run, from));
  architecture: Archive["architecture"] = (id) => this.#read(() => this.#reader.architecture(id));
  architectures: Archive["architectures"] = (space, skip, limit) =>
    this.#readOnce(
      ["architectures", space, skip, limit],
      () => this.#reader.architectures(space, skip, limit),
      { keeps: isEmpty },
    );
  measurementsSince: Archive["measurementsSince"] = (subject, sequence, limit) =>
    this.#readOnce(
      ["measurementsSince", subject, sequence],
      () => this.#reader.measurementsSince(subjectAsked(subject), sequence, limit),
      { keeps: isEmpty },
    );
  measurementsOf: Archive["measurementsOf"] = (id) => this.#read(() => this.#reader.measurementsOf(id));
  measurement: Archive["measurement"] = (id) => this.#read(() => this.#reader.measurement(id)?.measurement);
  idsWithPrefix: Archive["idsWithPrefix"] = (kind, prefix, limit) =>
    this.#read(() => this.#reader.idsWithPrefix(kind, prefix, limit));
  blob: Archive["blob"] = (key) => this.#read(() => this.#reader.blob(key));
  blobKeys: Archive["blobKeys"] = (prefix) => this.#read(() => this.#reader.blobKeys(prefix));
  /** Counting takes a second with a million networks, and every visitor of the dashboard asks. */
  counts: Archive["counts"] = () => this.#readOnce(["counts"], () => this.#reader.counts());

  /** SQLite tells nobody of what another connection writes. */
  follow: Archive["follow"] = async () => async () => undefined;

  async check(): Promise<void> {
    await this.#read(() => this.#reader.get("receipt", ""));
    if (!this.#file.isThere()) {
      const message = `the archive's file ${this.#location} was deleted or replaced; restart, or put it back`;
      throw new Unavailable(message);
    }
  }

  close(): Promise<void> {
    return this.#serial.run(async () => {
      if (!this.#writing.open) return;
      await this.#batches.close();
      if (this.#reading !== this.#writing) this.#reading.close();
      try {
        this.#writing.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch (error) {
        // Committed changes are in the write-ahead log, from which the next opening reads them.
        if (!(asProblem(error, this.#location) instanceof HarmonicError)) throw error;
      } finally {
        this.#writing.close();
      }
    });
  }

  /** Executes a write after those that were asked for before. */
  #write<T>(write: () => Promise<T>): Promise<T> {
    return this.#serial.run(async () => {
      this.#checkOpen();
      try {
        return await write();
      } catch (error) {
        throw asProblem(error, this.#location);
      } finally {
        noteCommit();
      }
    });
  }

  /** Other work may run between the tables, except in memory: there readers share the connection. */
  async #deleteAll(): Promise<void> {
    const db = this.#writing;
    await retryWhileBusy(this.#busyTimeout, () => db.exec("BEGIN IMMEDIATE"));
    try {
      for (const table of TABLES) {
        db.exec(`DELETE FROM ${table}${table === "records" ? " WHERE kind NOT IN ('token', 'audit')" : ""}`);
        if (db !== this.#reading) await setImmediate();
      }
      db.exec("COMMIT");
    } catch (error) {
      rollBack(db);
      throw error;
    }
  }

  /** Lets all writes wait until the function that it returns is called. */
  #hold(): Promise<() => void> {
    return new Promise((held) => {
      void this.#serial.run(() => new Promise<void>((release) => held(release)));
    });
  }

  async #read<T>(query: () => T): Promise<T> {
    this.#recent?.forgetNumber();
    return this.#readAfter(query);
  }

  async #readAfter<T>(query: () => T): Promise<T> {
    this.#checkOpen();
    try {
      return await retryWhileBusy(this.#busyTimeout, query);
    } catch (error) {
      throw asProblem(error, this.#location);
    }
  }

  /**
   * Reads, unless nothing was committed since the same was read, or nothing of the catalogue where the answer is of
   * that, and returns what was read then.
   */
  #readOnce<T>(
    about: readonly unknown[],
    query: () => T,
    { keeps, isStamped = false }: Keeping<T> = {},
  ): Promise<T> {
    const recent = this.#recent;
    const key = JSON.stringify(about);
    if (recent === undefined) return this.#readAfter(query);
    return this.#readAfter(() =>
      isStamped ? recent.whileStamped(key, query) : recent.of(key, query, keeps),
    );
  }

  #checkOpen(): void {
    if (!this.#writing.open) throw new Unavailable(`the archive ${this.#location} is closed`);
  }
}

/** For how long an answer is kept; see `RecentReads`. */
interface Keeping<T> {
  readonly keeps?: (answer: T) => boolean;
  readonly isStamped?: boolean;
}

const isEmpty = (found: readonly unknown[]): boolean => found.length === 0;
