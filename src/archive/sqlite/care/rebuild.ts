import { checksum } from "../../damage.js";
import type { Connection } from "../connection.js";
import { PARTS, type Part, sumOf } from "../lines.js";

/** Rows that are changed at a time, so that memory stays bounded. */
const PAGE = 20_000;

/** Gives a checksum to every row of the archive that has none. Returns their number. */
export function addChecksums(db: Connection): number {
  let added = 0;
  for (const part of Object.values(PARTS) as Part[]) {
    for (;;) {
      const rows = db
        .prepare(
          `SELECT rowid, ${part.line} FROM ${part.table} WHERE ${part.sum} IS NULL AND ${part.where} LIMIT ${PAGE}`,
        )
        .raw()
        .all([]) as [number, Buffer][];
      if (rows.length === 0) break;
      const update = db.prepare(`UPDATE ${part.table} SET ${part.sum} = ? WHERE rowid = ?`);
      for (const [rowid, line] of rows) update.run([checksum(line), rowid]);
      added += rows.length;
    }
  }
  return added;
}

/** A table whose rows are numbered without gaps within a group. */
const NUMBERED = [
  { part: PARTS.architecture, group: "space", number: "position" },
  { part: PARTS.finding, group: "run", number: "number" },
] as const;

/** Closes the gaps that removed rows leave in the numbers of architectures and findings. Returns how many moved. */
export function closeGaps(db: Connection): number {
  let moved = 0;
  for (const { part, group, number } of NUMBERED) {
    const rows = db
      .prepare(
        `SELECT row, new FROM (SELECT rowid AS row, ${number} AS old,
           row_number() OVER (PARTITION BY "${group}" ORDER BY ${number}) - 1 AS new
           FROM ${part.table} WHERE ${number} IS NOT NULL) WHERE old <> new ORDER BY new`,
      )
      .raw()
      .all([]) as [number, number][];
    const update = db.prepare(`UPDATE ${part.table} SET ${number} = ?, ${part.sum} = NULL WHERE rowid = ?`);
    for (const [rowid, to] of rows) update.run([to, rowid]);
    moved += rows.length;
  }
  return moved;
}

/** Sets the clock behind the last change that the archive holds, and at least to `least`. */
export function setClock(db: Connection, least: number): void {
  const [last] = db.prepare("SELECT ifnull(max(sequence), 0) FROM measurements").raw().get([]) as [number];
  const sequence = Math.max(last, least);
  db.prepare("UPDATE clock SET sequence = ?, unchecked = 0, sum = ?").run([sequence, sumOf(sequence, 0)]);
}

/** Removes the findings of runs that are not there. Returns them as JSON documents. */
export function removeOrphans(db: Connection): readonly string[] {
  const orphans = "FROM evaluations WHERE run NOT IN (SELECT id FROM runs)";
  const rows = db
    .prepare(`SELECT CAST(run AS BLOB), number, CAST(body AS BLOB) ${orphans}`)
    .raw()
    .all([]) as [Buffer, number, Buffer][];
  db.exec(`DELETE ${orphans}`);
  return rows.map(([run, number, body]) => {
    const id = `${run} ${number}`;
    return JSON.stringify({
      kind: "finding of the run",
      id,
      reason: "its run is damaged",
      text: body.toString(),
    });
  });
}
