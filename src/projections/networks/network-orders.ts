import { CHUNK_ROWS, type FloatColumn, forEachChange } from "../columns/float-column.js";

/** The orders that are kept, each of some 4 bytes a row. */
const MOST_KEPT = 16;
/** Where more rows have changed, they are sorted anew. */
const MOST_MERGED = 10_000;

interface Kept {
  readonly column: FloatColumn;
  readonly rows: Int32Array;
}

/**
 * The rows of columns in the order of their values; equal values keep the order of the rows. An order that was asked
 * for before is brought up to date by merging the rows that have changed since.
 */
export class NetworkOrders {
  readonly #kept = new Map<string, Kept>();
  readonly #listed = new Map<string, { readonly inputs: readonly unknown[]; readonly rows: Int32Array }>();

  /**
   * The rows that have a value, sorted.
   * @param key names what the values are, such as a metric on a device; the same key gets its columns of later moments
   */
  sorted(key: string, column: FloatColumn, descending: boolean): Int32Array {
    const name = `${key}\n${descending}`;
    const kept = this.#kept.get(name);
    if (kept?.column === column) return kept.rows;
    const rows = (kept && merged(kept, column, descending)) ?? sortedAnew(column, descending);
    this.#kept.delete(name);
    this.#kept.set(name, { column, rows });
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
    return rows;
  }

  /**
   * Rows that were listed before from the same inputs, else those that `list` returns.
   * @param key names the list; the same key gets its inputs of later moments
   */
  listed(key: string, inputs: readonly unknown[], list: () => Int32Array): Int32Array {
    const kept = this.#listed.get(key);
    const isSame = kept?.inputs.every((input, i) => input === inputs[i]) === true;
    const rows = isSame ? kept.rows : list();
    this.#listed.delete(key);
    this.#listed.set(key, { inputs, rows });
    if (this.#listed.size > MOST_KEPT) this.#listed.delete(this.#listed.keys().next().value as string);
    return rows;
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#kept.clear();
    this.#listed.clear();
  }
}

function sortedAnew(column: FloatColumn, descending: boolean): Int32Array {
  const rows = rowsWithValue(column);
  const sign = descending ? -1 : 1;
  const keys = Float64Array.from(rows, (row) => sign * column.at(row));
  const order = Int32Array.from(rows.keys());
  order.sort((a, b) => keys[a] - keys[b] || a - b);
  return order.map((i) => rows[i]);
}

/** The order brought up to date; undefined where too much has changed. */
function merged(
  { column: before, rows }: Kept,
  column: FloatColumn,
  descending: boolean,
): Int32Array | undefined {
  const changed = new Set<number>();
  forEachChange(before, column, (row) => changed.add(row));
  if (changed.size > MOST_MERGED) return undefined;
  const sign = descending ? -1 : 1;
  const key = (row: number) => sign * column.at(row);
  const compare = (a: number, b: number) => key(a) - key(b) || a - b;
  const joining = [...changed].filter((row) => !Number.isNaN(column.at(row))).sort(compare);
  const found = new Int32Array(rows.length + joining.length);
  let [count, next] = [0, 0];
  for (const row of rows) {
    if (changed.has(row)) continue;
    while (next < joining.length && compare(joining[next], row) < 0) found[count++] = joining[next++];
    found[count++] = row;
  }
  while (next < joining.length) found[count++] = joining[next++];
  return found.subarray(0, count);
}

function rowsWithValue({ chunks }: FloatColumn): Int32Array {
  const rows = new Int32Array(chunks.length * CHUNK_ROWS);
  let count = 0;
  for (const [c, chunk] of chunks.entries()) {
    if (chunk === undefined) continue;
    for (let i = 0; i < CHUNK_ROWS; i++) if (!Number.isNaN(chunk[i])) rows[count++] = c * CHUNK_ROWS + i;
  }
  return rows.subarray(0, count);
}
