import type { Connection } from "../connection.js";

/** Rows per statement where there are many: a call costs more than a row, and rows share the work on full pages. */
const SIZES = [100, 10, 1];

/** Prepared statements of a connection, by their SQL. */
export class Statements {
  readonly #prepared = new Map<string, ReturnType<Connection["prepare"]>>();

  constructor(readonly db: Connection) {}

  run(sql: string, values: readonly unknown[]): { readonly changes: number } {
    return this.#of(sql).run(values);
  }

  /** The first column of the first row; undefined if there is no row. */
  number(sql: string, values: readonly unknown[]): number | undefined {
    const row = this.#of(sql).get(values) as Record<string, number> | undefined;
    return row === undefined ? undefined : Object.values(row)[0];
  }

  all<Row>(sql: string, values: readonly unknown[]): Row[] {
    return this.#of(sql).raw().all(values) as Row[];
  }

  /**
   * Inserts rows, except those that a unique index refuses, and returns how many it inserted. SQLite would have to keep
   * a copy of every page that a statement changes if that could fail in the middle.
   *
   * @param into table and columns
   * @param values the values of all rows, one row after the other
   */
  insert(into: string, columns: number, values: readonly unknown[]): number {
    let inserted = 0;
    let at = 0;
    for (const size of SIZES) {
      const length = size * columns;
      for (; values.length - at >= length; at += length) {
        const own = at === 0 && values.length === length ? values : values.slice(at, at + length);
        inserted += this.run(insertOf(into, columns, size), own).changes;
      }
    }
    return inserted;
  }

  #of(sql: string): ReturnType<Connection["prepare"]> {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

const texts = new Map<string, string>();

function insertOf(into: string, columns: number, rows: number): string {
  const key = `${rows} ${columns} ${into}`;
  let text = texts.get(key);
  if (text === undefined) {
    const row = `(${Array.from({ length: columns }, () => "?").join(", ")})`;
    text = `INSERT OR IGNORE INTO ${into} VALUES ${Array.from({ length: rows }, () => row).join(", ")}`;
    texts.set(key, text);
  }
  return text;
}
