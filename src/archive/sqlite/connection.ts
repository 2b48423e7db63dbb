import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database from "libsql";
import { Unavailable } from "../../base/errors.js";
import { APPLICATION_ID } from "./schema.js";

export type Connection = InstanceType<typeof Database>;

/** Size of a page of every archive file in bytes: the default of SQLite, which nothing changes. */
export const PAGE_BYTES = 4096;

/** Location of a new database in memory. */
export const MEMORY = ":memory:";

/**
 * Time that one statement may block the thread while another connection holds a lock [ms]. `retryWhileBusy` waits
 * longer without blocking.
 */
const BLOCKING_MS = 50;

/**
 * Connects to a file, whose folder is created, or to a new database in memory. Every commit is synced to disk
 * (write-ahead log with `synchronous = FULL`). Throws `Unavailable` if the file is a database of another program or
 * cannot be opened.
 */
export function connect(location: string): Connection {
  if (location !== MEMORY) checkPlace(location);
  const pages = location === MEMORY ? 0 : pagesWithoutLog(location);
  const db = new Database(location === MEMORY ? location : resolve(location), { timeout: BLOCKING_MS });
  if (!isEmpty(db) && pragma(db, "application_id") !== APPLICATION_ID) {
    throw new Unavailable(
      `the archive ${location} is an SQLite database of another program, or its header is damaged; point ARCHIVE ` +
        'elsewhere, or run "harmonic archive repair"',
    );
  }
  if (pragma(db, "auto_vacuum") !== 0 || pragma(db, "page_count") < pages) {
    throw new Unavailable(`the header of the archive ${location} is damaged; run "harmonic archive repair"`);
  }
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
  return db;
}

/** The value of a pragma that is a number. */
export function pragma(db: Connection, name: string): number {
  return (db.prepare(`PRAGMA ${name}`).raw().get() as [number])[0];
}

/**
 * The least number of pages that the file must say it has: writing to a file whose header says less would overwrite
 * content. 0 where a write-ahead log may say something else.
 */
function pagesWithoutLog(location: string): number {
  const { size } = statSync(location, { throwIfNoEntry: false }) ?? { size: 0 };
  const log = statSync(`${location}-wal`, { throwIfNoEntry: false });
  return log === undefined || log.size === 0 ? Math.floor(size / PAGE_BYTES) : 0;
}

function isEmpty(db: Connection): boolean {
  return (db.prepare("SELECT count(*) FROM sqlite_master").raw().get() as [number])[0] === 0;
}

function checkPlace(location: string): void {
  const folder = dirname(resolve(location));
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new Unavailable(`the archive's folder ${folder} cannot be created or written (${reason})`);
  }
  const status = statSync(location, { throwIfNoEntry: false });
  if (status?.isDirectory()) {
    throw new Unavailable(`the archive ${location} is a folder; ARCHIVE must name a file in it`);
  }
}
