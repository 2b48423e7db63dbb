import { decode } from "../codec.js";
import { checksum, Damaged, NO_CHECKSUM, UNREADABLE, WRONG_CHECKSUM } from "../damage.js";
import type { Connection } from "./connection.js";
import { fieldsOf, PARTS, type Part, type Value } from "./lines.js";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** SQL of the columns that a query on a part selects: the line and its checksum. */
export const checkedColumns = ({ line, sum }: Part): string => `${line}, CAST(${sum} AS INTEGER)`;

/**
 * Returns the fields of every row of a part that a query finds. Throws `Damaged` where a row is not what was written.
 *
 * @param rest SQL that follows the table's name
 * @param from SQL of the table
 */
export function checkedRows(
  db: Connection,
  part: Part,
  rest: string,
  values: readonly unknown[],
  from: string = part.table,
): readonly (string | null)[][] {
  const rows = db
    .prepare(`SELECT ${checkedColumns(part)} FROM ${from} ${rest}`)
    .raw()
    .all(values);
  return (rows as [Buffer, Value][]).map(([line, sum]) => fieldsOf(checkedLine(db, part, line, sum)));
}

/** The text of a line. Throws `Damaged` if it does not match its checksum. */
export function checkedLine(db: Connection, part: Part, line: Buffer, sum: Value): string {
  const reason = damageOf(part, line, sum, () => mayBeUnchecked(db));
  if (reason !== undefined) throw damaged(part, line, reason);
  return line.toString();
}

/** Says what is wrong with a line; undefined if nothing is. */
export function damageOf(part: Part, line: Buffer, sum: Value, mayLack: () => boolean): string | undefined {
  if (sum !== null) return checksum(line) === sum ? undefined : WRONG_CHECKSUM;
  if (!mayLack()) return NO_CHECKSUM;
  if (part.table === "blobs") return undefined;
  try {
    strict.decode(line);
    return undefined;
  } catch {
    return UNREADABLE;
  }
}

/** Whether the archive may hold rows without a checksum, which an earlier release wrote. */
export function mayBeUnchecked(db: Connection): boolean {
  const row = db.prepare("SELECT CAST(unchecked AS INTEGER) FROM clock").raw().get([]) as
    | [number]
    | undefined;
  return row?.[0] === 1;
}

/** The value of a line's last field, which is a text of `encode`. Throws `Damaged` if it is none. */
export function decoded<T>(part: Part, fields: readonly (string | null)[]): T {
  try {
    return decode<T>(fields.at(-1) ?? "");
  } catch {
    throw damaged(part, Buffer.from(fields.join("\0")), UNREADABLE);
  }
}

/** The error for a damaged row, which names the record as far as its line can be read. */
export function damaged(part: Part, line: Uint8Array, reason: string): Damaged {
  const { kind, id } = nameOf(part, line);
  return new Damaged(kind, id, reason);
}

/** What to call a row in messages: characters that cannot be read are replaced. */
export function nameOf(part: Part, line: Uint8Array): { readonly kind: string; readonly id: string } {
  const text = Buffer.from(line).toString();
  if (text.startsWith("[")) {
    const id = part === PARTS.measurement ? (/^\[-?\d+,"([^"]*)"/.exec(text)?.[1] ?? text) : text;
    return { kind: part.kind ?? "record", id: printable(id.slice(0, 100)) };
  }
  const fields = text.split("\0");
  const [kind, id] = part.kind === undefined ? [fields[0], fields[1] ?? ""] : [part.kind, fields[0]];
  const number = part === PARTS.finding ? ` ${fields[1] ?? ""}` : "";
  return { kind: printable(kind.slice(0, 40)), id: printable(`${id}${number}`.slice(0, 100)) };
}

/** The text with "?" for every control character, which a terminal must not get. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "?");
