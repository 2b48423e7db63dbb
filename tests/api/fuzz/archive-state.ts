import Database from "libsql";

/** What a table holds that nobody without the right to change may add to: rows beside those that cache answers. */
const TABLES: Readonly<Record<string, string>> = {
  clock: "1",
  records: "NOT (kind = 'receipt' AND id = 'estimated-uses')",
  architectures: "1",
  measurements: "1",
  predictors: "1",
  runs: "1",
  evaluations: "1",
  blobs: "key NOT LIKE 'estimated/%'",
};

/** The position of the change log, and the numbers of rows and sums of checksums of an archive's tables, as text. */
export function archiveState(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    const { sequence } = db.prepare("SELECT sequence FROM clock").get([]) as { sequence: number };
    const tables = Object.entries(TABLES).map(
      ([table, where]) =>
        [
          table,
          db.prepare(`SELECT count(*), total(sum) FROM ${table} WHERE ${where}`).raw().get([]),
        ] as const,
    );
    return JSON.stringify({ sequence, ...Object.fromEntries(tables) });
  } finally {
    db.close();
  }
}
