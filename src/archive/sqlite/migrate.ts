import { Unavailable } from "../../base/errors.js";
import { type Connection, pragma } from "./connection.js";
import { APPLICATION_ID, MIGRATIONS } from "./schema.js";

/**
 * Brings the database to the newest layout in one transaction, so that a crash leaves either the old layout or the new
 * one. Throws `Unavailable` if a newer release wrote it. `name` is the archive's name in messages.
 */
export function migrate(db: Connection, name: string, migrations: readonly string[] = MIGRATIONS): void {
  if (pragma(db, "user_version") === migrations.length) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    const version = pragma(db, "user_version");
    if (version > migrations.length) {
      throw new Unavailable(
        `the archive ${name} was written by a newer release (layout ${version}; this release knows layouts up to ` +
          `${migrations.length}); install the newer release, or point ARCHIVE elsewhere`,
      );
    }
    for (const step of migrations.slice(version)) db.exec(step);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
