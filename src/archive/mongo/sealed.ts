import { checksum, Damaged, WRONG_CHECKSUM } from "../damage.js";

/** A document with the checksum of its other fields; absent in documents that an earlier release wrote. */
export type Sealed<T> = T & { readonly sum?: number };

/** The document with its checksum. Fields that are `undefined` are not stored and do not count. */
export const sealed = <T extends object>(document: T): Sealed<T> => ({ ...document, sum: sumOf(document) });

/** The document without its checksum. Throws `Damaged` if it does not match. */
export function unsealed<T extends { readonly sum?: number }>(kind: string, document: T): Omit<T, "sum"> {
  const { sum, ...rest } = document;
  if (sum === undefined || sum === sumOf(rest)) return rest;
  throw new Damaged(kind, nameOf(document), WRONG_CHECKSUM);
}

/**
 * The checksum of `[id, other fields]`; of the fields alone where the server gives out the id, which is not known when
 * the checksum is computed, and identifies nothing.
 */
function sumOf(document: object): number {
  const { _id: id } = document as { readonly _id?: unknown };
  if (typeof id === "string" && !("sum" in document)) {
    // Documents that are written begin with their id: a copy without it takes longer than all else.
    const text = JSON.stringify(document);
    const start = `{"_id":${JSON.stringify(id)}`;
    const next = text[start.length];
    if (text.startsWith(start) && (next === "," || next === "}"))
      return checksum(
        `[${start.slice('{"_id":'.length)},{${text.slice(start.length + (next === "," ? 1 : 0))}]`,
      );
  }
  const { _id: _own, sum: _sum, ...rest } = document as { readonly _id?: unknown; readonly sum?: unknown };
  return checksum(JSON.stringify(typeof id === "string" ? [id, rest] : rest));
}

/** What to call a document in messages. */
export function nameOf(document: object): string {
  const { _id, run, index, owner, key, number } = document as Record<string, unknown>;
  if (run !== undefined && index !== undefined) return `${run} ${index}`;
  if (owner !== undefined) return `${owner} ${key}, piece ${number}`;
  return String(_id).slice(0, 100);
}
