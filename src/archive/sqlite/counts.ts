import type { ArchiveCounts } from "../../records/archive.js";
import type { Connection } from "./connection.js";

/**
 * Numbers of architectures: in all, and per task and device those with a measurement that is not retracted. Rows
 * without a position are only named by a measurement and were never stored: they do not count.
 */
export function counts(db: Connection): ArchiveCounts {
  const rows = (sql: string) => db.prepare(sql).raw().all([]) as [string, string, number][];
  const measured: Record<string, Record<string, { measured: number }>> = { task: {}, device: {} };
  for (const [kind, id] of rows(
    "SELECT kind, id FROM records WHERE kind IN ('task', 'device') ORDER BY id",
  )) {
    measured[kind][id] = { measured: 0 };
  }
  const perSubject = rows(
    `SELECT s.kind, s.id, count(DISTINCT m.architecture) FROM measurements m JOIN subjects s ON s.number = m.subject
     WHERE m.retracted = 0 GROUP BY s.kind, s.id`,
  );
  for (const [kind, id, count] of perSubject) measured[kind][id] = { measured: count };
  const [architectures] = db
    .prepare("SELECT count(*) FROM architectures WHERE position IS NOT NULL")
    .raw()
    .get([]) as [number];
  return { architectures, tasks: measured.task, devices: measured.device };
}
