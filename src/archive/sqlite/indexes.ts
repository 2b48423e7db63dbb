import type { Connection } from "./connection.js";

/** Rows up to which the indexes of a table are compared with it when it is first read. */
const MOST_COMPARED = 50_000;

/** The indexes of the tables whose records are looked up by name: index, and the columns that it has. */
const INDEXES: Readonly<Record<string, readonly (readonly [index: string, columns: readonly string[]])[]>> = {
  records: [["sqlite_autoindex_records_1", ["kind", "id"]]],
  predictors: [["sqlite_autoindex_predictors_1", ["id"]]],
  runs: [
    ["sqlite_autoindex_runs_1", ["id"]],
    ["runs_by_age", ["created_at", "id"]],
  ],
  evaluations: [["sqlite_autoindex_evaluations_1", ["run", "number"]]],
  blobs: [["sqlite_autoindex_blobs_1", ["key"]]],
};

/**
 * Knows which indexes can be trusted. A damaged index makes SQLite overlook rows without an error; a table with such an
 * index is read without it, slowly but rightly, until the archive is repaired.
 */
export class Indexes {
  readonly #from = new Map<string, string>();

  constructor(private readonly db: Connection) {}

  /** What a query selects from: the table, without its indexes where one of them is damaged. */
  from(table: string): string {
    let from = this.#from.get(table);
    if (from === undefined) {
      from = this.#areWhole(table) ? table : `${table} NOT INDEXED`;
      this.#from.set(table, from);
    }
    return from;
  }

  #areWhole(table: string): boolean {
    return (INDEXES[table] ?? []).every(([index, columns]) => {
      const [rows] = this.db.prepare(`SELECT count(*) FROM ${table}`).raw().get([]) as [number];
      if (rows > MOST_COMPARED) return true;
      const same = columns.map((column) => `i.${column} = t.${column}`).join(" AND ");
      const lost = this.db
        .prepare(
          `SELECT 1 FROM ${table} t NOT INDEXED
           WHERE NOT EXISTS (SELECT 1 FROM ${table} i INDEXED BY ${index} WHERE ${same}) LIMIT 1`,
        )
        .raw()
        .get([]);
      return lost === undefined;
    });
  }
}

/** Number of rows that a condition finds when it is tested on every row, without an index. */
export function countWithoutIndex(
  db: Connection,
  table: string,
  where: string,
  values: readonly unknown[],
): number {
  const sql = `SELECT count(*) FROM ${table} NOT INDEXED WHERE ${where}`;
  return (db.prepare(sql).raw().get(values) as [number])[0];
}
