import { checkedColumns, damageOf, nameOf } from "../checked.js";
import type { Connection } from "../connection.js";
import { PARTS, type Part, type Value } from "../lines.js";
import { isBusy, isOfSqlite } from "../problems.js";

const LARGEST = Number.MAX_SAFE_INTEGER;

/** A row of a part as it is stored, with what is wrong with it. */
export interface Row {
  readonly part: Part;
  readonly rowid: number;
  readonly line: Buffer;
  readonly sum: Value;
  /** Undefined if the row is undamaged. */
  readonly damage: string | undefined;
}

/** Rows that cannot be read at all, because the pages that hold them are damaged. */
export interface Gap {
  readonly part: Part;
  readonly after: number;
  /** The first readable row behind the gap; undefined if it reaches to the end. */
  readonly until: number | undefined;
}

type Raw = readonly [rowid: number, line: Buffer, sum: Value];

/**
 * Reads all rows of a part in the order of their numbers, without any index, and in one pass as long as that works:
 * looking a number up relies on more pages than reading on. Pages that cannot be read are left out, each as a gap.
 */
export function* scan(db: Connection, part: Part, mayLack: boolean): Generator<Row | Gap> {
  const read = reader(db, part);
  let after = -LARGEST;
  for (;;) {
    try {
      for (const raw of read(after, LARGEST)) {
        after = raw[0];
        yield rowOf(part, raw, mayLack);
      }
      return;
    } catch (error) {
      if (isBusy(error) || !isOfSqlite(error)) throw error;
    }
    const [next] = attempt(read, after) ?? [];
    if (next !== undefined) {
      after = next[0];
      yield rowOf(part, next, mayLack);
      continue;
    }
    const until = behindGap(read, after);
    yield { part, after, until };
    if (until === undefined) return;
    after = until - 1;
  }
}

function rowOf(part: Part, [rowid, line, sum]: Raw, mayLack: boolean): Row {
  return { part, rowid, line, sum, damage: damageOf(part, line, sum, () => mayLack) ?? shapeOf(part, line) };
}

export const isGap = (found: Row | Gap): found is Gap => "after" in found;

/** Name of a row for people. */
export const describe = ({ part, line }: Row): { readonly kind: string; readonly id: string } =>
  nameOf(part, line);

type Read = (after: number, limit: number) => Iterable<Raw>;

/** Returns a function that reads at most `limit` rows behind a row number. */
function reader(db: Connection, part: Part): Read {
  const sql = `SELECT rowid, ${checkedColumns(part)} FROM ${part.table} NOT INDEXED
    WHERE rowid > ? AND ${part.where} ORDER BY rowid LIMIT ?`;
  return (after, limit) => db.prepare(sql).raw().iterate([after, limit]) as Iterable<Raw>;
}

/** The next row behind a row number, or none at the end; undefined where a page is damaged. */
function attempt(read: Read, after: number): readonly Raw[] | undefined {
  try {
    return [...read(after, 1)];
  } catch (error) {
    if (isBusy(error) || !isOfSqlite(error)) throw error;
    return undefined;
  }
}

/** The number of the first row that can be read behind a gap. Steps double, then the distance is halved. */
function behindGap(read: Read, after: number): number | undefined {
  let unreadable = after < 0 ? 0 : after;
  let step = 1;
  while (attempt(read, unreadable + step) === undefined) {
    step *= 2;
    if (unreadable + step > LARGEST / 4) return undefined;
  }
  let readable = unreadable + step;
  while (readable - unreadable > 1) {
    const middle = Math.floor((readable + unreadable) / 2);
    if (attempt(read, middle) === undefined) unreadable = middle;
    else readable = middle;
  }
  return attempt(read, readable)?.[0]?.[0];
}

/** Says what is wrong with the form of a row that has no checksum: its line must be JSON where others are. */
function shapeOf(part: Part, line: Buffer): string | undefined {
  const text = line.toString();
  const json = text.startsWith("[") ? text : undefined;
  if (json === undefined && (part === PARTS.blob || part === PARTS.clock)) return undefined;
  try {
    const body = json ?? text.slice(text.lastIndexOf("\0") + 1);
    JSON.parse(body.startsWith("!") ? body.slice(1) : body);
    return undefined;
  } catch {
    return "its content is not valid JSON";
  }
}
