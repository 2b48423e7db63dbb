import { copyFileSync, existsSync } from "node:fs";
import { resolve } from "node:path";
import Database from "libsql";
import { Unavailable } from "../../../base/errors.js";
import type { Damage } from "../../../records/whole/archive-care.js";
import { type Connection, connect } from "../connection.js";
import { migrate } from "../migrate.js";
import { asProblem, isBusy } from "../problems.js";
import { MIGRATIONS } from "../schema.js";
import { restoreHeader } from "./header.js";
import { hasChecksums, restoreDeclarations, structureDamage } from "./structure.js";

/** A connection to an archive that may be damaged, and what is wrong with its file. */
export interface Opened {
  readonly db: Connection;
  readonly structure: readonly Damage[];
}

/**
 * Opens the archive itself, if its header and its declarations are good enough to read rows. Throws `Unavailable` if
 * another process has locked it, and returns what is wrong with the file otherwise.
 */
export function openItself(
  location: string,
): Opened | { readonly db: undefined; readonly structure: readonly Damage[] } {
  let db: Connection | undefined;
  try {
    db = connect(location);
    migrate(db, location);
    const structure = structureDamage(db);
    if (structure.every(({ id }) => id === "pages and indexes")) return { db, structure };
    db.close();
    return { db: undefined, structure };
  } catch (error) {
    db?.close();
    if (isBusy(error)) throw asProblem(error, location);
    const problem = asProblem(error, location);
    const reason = problem instanceof Error ? problem.message : String(problem);
    return { db: undefined, structure: [{ kind: "file", id: "header and declarations", reason }] };
  }
}

/**
 * Copies the archive with its write-ahead log to `file`, and restores header and declarations of the copy. Throws
 * `Unavailable` if no table of an archive can be found in it.
 */
export function openCopy(location: string, file: string): Connection {
  copyFileSync(resolve(location), file);
  if (existsSync(`${resolve(location)}-wal`)) copyFileSync(`${resolve(location)}-wal`, `${file}-wal`);
  try {
    const first = new Database(file);
    first.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    first.close();
  } catch {
    // The log belongs to pages that are damaged; what it holds is lost.
  }
  restoreHeader(file, MIGRATIONS.length);
  try {
    const db = new Database(file);
    db.exec("PRAGMA writable_schema = ON");
    const layout = hasChecksums(db) ? MIGRATIONS.length : 1;
    restoreDeclarations(db, layout);
    db.exec(`PRAGMA user_version = ${layout}`);
    db.close();
    const restored = new Database(file);
    migrate(restored, location);
    return restored;
  } catch (error) {
    throw new Unavailable(
      `the archive ${location} cannot be read at all (${(error as Error).message}); restore a backup`,
    );
  }
}
