import type { ArchiveCounts } from "../../records/archive.js";
import type { Quota } from "../../records/whole/quotas.js";
import { checkedRows } from "./checked.js";
import { type Connection, pragma } from "./connection.js";
import { PARTS } from "./lines.js";

/**
 * Numbers of architectures: in all, and per task and device those with a measurement that is not retracted. Rows
 * without a position are only named by a measurement and were never stored: they do not count.
 */
export function counts(db: Connection): ArchiveCounts {
  const measured: Record<string, Record<string, { measured: number }>> = { task: {}, device: {} };
  const subjects = checkedRows(db, PARTS.record, "WHERE kind IN ('task', 'device') ORDER BY id", []);
  for (const [kind, id] of subjects) measured[kind!][id!] = { measured: 0 };
  const found = db
    .prepare(
      `SELECT CAST(subject AS INTEGER), count(DISTINCT architecture) FROM measurements
       WHERE retracted = 0 GROUP BY subject`,
    )
    .raw()
    .all([]) as [number, number][];
  const perSubject = new Map(found);
  for (const [line] of checkedRows(db, PARTS.subject, "ORDER BY kind, id", [])) {
    const [number, [, kind, id]] = JSON.parse(line!) as [number, [string, string, string]];
    const count = perSubject.get(number) ?? 0;
    const known = measured[kind][id]?.measured ?? 0;
    if (count > 0) measured[kind][id] = { measured: known + count };
  }
  const [architectures] = db
    .prepare("SELECT count(*) FROM architectures WHERE position IS NOT NULL")
    .raw()
    .get([]) as [number];
  return { architectures, tasks: measured.task, devices: measured.device };
}

/** How much the archive holds of what a quota limits, with what the open transaction has written. */
export function amountOf(db: Connection, quota: Quota): number {
  if (quota === "megabytes") return (pragma(db, "page_count") * pragma(db, "page_size")) / 1e6;
  const rows = {
    networks: "architectures WHERE position IS NOT NULL",
    measurements: "measurements",
    runs: "runs",
  };
  return (db.prepare(`SELECT count(*) FROM ${rows[quota]}`).raw().get([]) as [number])[0];
}
