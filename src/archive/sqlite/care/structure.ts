import Database from "libsql";
import type { Damage } from "../../../records/whole/archive-care.js";
import { printable } from "../checked.js";
import { type Connection, MEMORY } from "../connection.js";
import { migrate } from "../migrate.js";
import { isBusy } from "../problems.js";
import { MIGRATIONS } from "../schema.js";

/** Messages of SQLite about the pages of the file that are reported at most. */
const MOST = 100;

/** One table or index, as the file declares it. */
interface Declared {
  readonly rowid: number;
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/**
 * What is wrong with the file itself: pages that SQLite finds damaged, indexes that do not agree with their tables, and
 * declarations of tables and indexes that are not those of this release.
 */
export function structureDamage(db: Connection): readonly Damage[] {
  const damage = (id: string, reason: string): Damage => ({ kind: "file", id, reason: printable(reason) });
  try {
    const found = db
      .prepare(`SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check(${MOST})`)
      .raw()
      .all([]) as [Buffer][];
    const here = new Set(declared(db).map(fingerprint));
    return [
      ...found
        .flatMap(([text]) => text.toString().split("\n"))
        .filter((reason) => reason !== "ok")
        .map((reason) => damage("pages and indexes", reason)),
      ...expected()
        .filter((one) => !here.has(fingerprint(one)))
        .map(({ type, name }) => damage(`${type} ${name}`, "its declaration is damaged")),
    ];
  } catch (error) {
    if (isBusy(error)) throw error;
    return [damage("pages and indexes", (error as Error).message)];
  }
}

/**
 * Repairs the declarations of tables, in a copy that is open for it (`writable_schema`): of one that is damaged, the
 * text that this release writes replaces the text that differs least from it. Declarations of indexes are removed,
 * because rows are read without them.
 */
export function restoreDeclarations(db: Connection, layout: number): void {
  const here = declared(db);
  const present = new Set(here.map(fingerprint));
  if (expected(layout).every((one) => present.has(fingerprint(one)))) return;
  const known = new Map(here.map((one) => [fingerprint(one), one]));
  const wanted = expected(layout);
  const intact = new Set(wanted.flatMap((one) => known.get(fingerprint(one))?.rowid ?? []));
  for (const one of wanted) {
    if (one.type !== "table" || known.has(fingerprint(one))) continue;
    const [nearest] = here
      .filter(({ rowid }) => !intact.has(rowid))
      .sort(
        (a, b) =>
          differences(fingerprint(a), fingerprint(one)) - differences(fingerprint(b), fingerprint(one)),
      );
    if (nearest === undefined) continue;
    intact.add(nearest.rowid);
    db.prepare("UPDATE sqlite_master SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?").run([
      one.type,
      one.name,
      one.table,
      one.sql,
      nearest.rowid,
    ]);
  }
  db.exec("DELETE FROM sqlite_master WHERE type <> 'table'");
}

function declared(db: Connection): readonly Declared[] {
  const text = (column: string) => `CAST(ifnull(${column}, '') AS BLOB)`;
  const columns = ["type", "name", "tbl_name", "sql"].map(text).join(", ");
  const rows = db.prepare(`SELECT rowid, ${columns} FROM sqlite_master ORDER BY rowid`).raw().all([]) as [
    number,
    ...Buffer[],
  ][];
  return rows.map(([rowid, ...texts]) => {
    const [type, name, table, sql] = texts.map(String);
    return { rowid, type, name, table, sql };
  });
}

/** Whether the archive's tables have checksums, as far as their declarations can be read. */
export const hasChecksums = (db: Connection): boolean =>
  declared(db).some(({ sql }) => /unchecked INTEGER|\bsum INTEGER/.test(sql));

/** The declarations of a new archive of a layout. */
function expected(layout = MIGRATIONS.length): readonly Declared[] {
  const db = new Database(MEMORY);
  migrate(db, MEMORY, MIGRATIONS.slice(0, layout));
  const all = declared(db);
  db.close();
  return all;
}

const fingerprint = ({ type, name, table, sql }: Declared): string =>
  [type, name, table, sql].join("\n").replaceAll(/\s+/g, " ");

/** The number of positions at which two texts differ. */
function differences(a: string, b: string): number {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) count++;
  return count;
}
