import { existsSync } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InvalidInput, Unavailable } from "../../../base/errors.js";
import type { OnChecked, RepairReport, VerifyReport } from "../../../records/whole/archive-care.js";
import { withPartial } from "../../partial-files.js";
import { type Connection, connect, MEMORY } from "../connection.js";
import { isBusy } from "../problems.js";
import { type Audit, audit } from "./audit.js";
import { type Moved, moveRows } from "./move.js";
import { openCopy, openItself } from "./open.js";
import { addChecksums, closeGaps, removeOrphans, setClock } from "./rebuild.js";
import { structureDamage } from "./structure.js";

/** Verifies an SQLite archive; see `ArchiveCare`. */
export async function verifySqlite(location: string, onChecked: OnChecked): Promise<VerifyReport> {
  requireFile(location);
  const { db, structure } = openItself(location);
  const read = (from: Connection) => audit(from, onChecked, () => undefined);
  const found =
    db === undefined
      ? await inFolder(location, (folder) => read(openCopy(location, join(folder, "copy.db")))).catch(
          nothingRead,
        )
      : read(db);
  db?.close();
  return { location: `SQLite file ${location}`, ...found, damaged: [...structure, ...found.damaged] };
}

/** What a verification says of an archive of which no row can be read. */
function nothingRead(error: unknown): Audit {
  if (!(error instanceof Unavailable)) throw error;
  const reason = "no row can be read; restore a backup";
  return { checked: 0, withoutChecksum: 0, damaged: [{ kind: "file", id: "all tables", reason }] };
}

/** Repairs an SQLite archive; see `ArchiveCare`. */
export async function repairSqlite(location: string, onChecked: OnChecked): Promise<RepairReport> {
  requireFile(location);
  const place = `SQLite file ${location}`;
  requireAlone(location);
  const before = await verifySqlite(location, () => undefined);
  if (before.damaged.length === 0 && before.withoutChecksum === 0) {
    return { location: place, kept: before.checked, damaged: [], setAside: 0, rebuilt: [] };
  }
  return inFolder(location, async (folder) => {
    const copy = openCopy(location, join(folder, "copy.db"));
    const fresh = join(folder, "fresh.db");
    const moved = moveRows(copy, fresh, onChecked);
    copy.close();
    const { rebuilt, orphans } = finish(fresh, moved);
    const lines = [...moved.aside, ...orphans];
    const name = `${resolve(location)}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
    const aside = `${name}.ndjson`;
    if (lines.length > 0) await writeFile(aside, `${lines.join("\n")}\n`, { flag: "wx" });
    await sync(fresh);
    await swap(resolve(location), fresh, name);
    return {
      location: place,
      kept: moved.found.checked - lines.length - moved.derived,
      damaged: before.damaged,
      setAside: lines.length,
      rebuilt,
      ...(lines.length > 0 && { setAsideIn: aside }),
      original: name,
    };
  });
}

/** Completes the fresh archive. Returns what was built anew, in words, and further rows that were set aside. */
function finish(
  fresh: string,
  { derived, sequence }: Moved,
): { readonly rebuilt: readonly string[]; readonly orphans: readonly string[] } {
  const db = connect(fresh);
  db.exec("BEGIN");
  const orphans = removeOrphans(db);
  const moved = closeGaps(db);
  const added = addChecksums(db) - moved;
  setClock(db, sequence);
  db.exec("COMMIT");
  const left = structureDamage(db);
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
  if (left.length > 0) throw new Unavailable(`the repaired archive is damaged, too: ${left[0].reason}`);
  const counted: readonly (readonly [number, string])[] = [
    [added, "checksums that an earlier release did not write"],
    [moved, "positions of records behind removed ones"],
    [derived, "predicted fronts, which are computed again when they are asked for"],
  ];
  const words = counted.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return { rebuilt: ["all indexes and the clock", ...words], orphans };
}

/** Puts the fresh file in the place of the old one, which keeps its content under a new name. */
async function swap(file: string, fresh: string, name: string): Promise<void> {
  await rename(file, name);
  for (const suffix of ["-wal", "-shm"]) {
    if (existsSync(file + suffix)) await rename(file + suffix, name + suffix);
  }
  await rename(fresh, file);
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync().finally(() => handle.close());
}

/**
 * Throws `Unavailable` if another process uses the file: only alone can one leave the write-ahead log, which the next
 * connection takes up again.
 */
function requireAlone(location: string): void {
  let db: Connection | undefined;
  try {
    db = connect(location);
    db.prepare("PRAGMA journal_mode = DELETE").raw().get([]);
  } catch (error) {
    if (!isBusy(error)) return;
    throw new Unavailable(`the archive ${location} is used by another process; stop it before the repair`);
  } finally {
    db?.close();
  }
}

function requireFile(location: string): void {
  if (location === MEMORY)
    throw new InvalidInput("ARCHIVE", "an archive in memory is new and cannot be damaged");
  if (!existsSync(location)) throw new Unavailable(`there is no archive ${location}; nothing was checked`);
}

/** Works in a folder beside the archive, which is removed at the end. */
function inFolder<T>(location: string, work: (folder: string) => T | Promise<T>): Promise<T> {
  return withPartial(resolve(location), async (folder) => {
    await mkdir(folder);
    return work(folder);
  });
}
