import type { OnChecked } from "../../../records/whole/archive-care.js";
import { type Connection, connect } from "../connection.js";
import { PARTS } from "../lines.js";
import { migrate } from "../migrate.js";
import { type Audit, audit } from "./audit.js";
import { rowWriter } from "./insert.js";
import { describe, type Row } from "./scan.js";

/** Keys of blobs that are computed again when they are asked for. */
const DERIVED = /^estimated\//;

/** What was copied to a fresh archive, and what was not. */
export interface Moved {
  readonly found: Audit;
  /** The damaged rows as JSON documents. */
  readonly aside: readonly string[];
  /** Number of damaged blobs that are left out because they are computed again. */
  readonly derived: number;
  /** The clock's last number; 0 if the clock is damaged. */
  readonly sequence: number;
}

/**
 * Copies the undamaged rows to a new archive file, and describes the damaged ones. Measurements of an architecture
 * whose genes are damaged are kept: they name it.
 */
export function moveRows(copy: Connection, fresh: string, onChecked: OnChecked): Moved {
  const db = connect(fresh);
  migrate(db, fresh);
  db.exec("BEGIN");
  const write = rowWriter(db);
  const aside: string[] = [];
  let derived = 0;
  let sequence = 0;
  const found = audit(copy, onChecked, (row) => {
    if (row.part === PARTS.clock) {
      if (row.damage === undefined) sequence = Number(row.line.toString().split("\0")[0]);
    } else if (row.damage === undefined) write(row);
    else if (row.part === PARTS.blob && DERIVED.test(describe(row).id)) derived++;
    else aside.push(asideLine(row));
  });
  db.exec("COMMIT");
  db.close();
  return { found, aside, derived, sequence };
}

/** A damaged row as one JSON document: as text as far as it can be read, and its bytes. */
function asideLine(row: Row): string {
  const { part, rowid, line, damage } = row;
  const text = line.toString().replaceAll("\0", "\n");
  const bytes = line.toString("base64");
  return JSON.stringify({ ...describe(row), reason: damage, table: part.table, row: rowid, text, bytes });
}
