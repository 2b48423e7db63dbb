import type { ArchitectureId } from "../../base/ids.js";
import type { ByteTable } from "./byte-table.js";

/** The bytes of an id, which is a SHA-256 in hexadecimal digits. */
export const ID_BYTES = 32;

/** The bytes of an id; undefined for a text that is not the hexadecimal form of a SHA-256. */
export function bytesOfId(id: string): Uint8Array | undefined {
  if (id.length !== 2 * ID_BYTES) return undefined;
  const bytes = Buffer.from(id, "hex");
  return bytes.length === ID_BYTES ? bytes : undefined;
}

/** The id of a row of a table of ids. */
export const idOfRow = (ids: ByteTable, row: number): ArchitectureId =>
  Buffer.from(ids.row(row)).toString("hex") as ArchitectureId;

/** The slots of an index per row; a power of two is taken that is at least as large. */
const SLOTS_PER_ROW = 1.5;
/** The rows that are looked up in a map before the index is made anew, as a share of those in the index. */
const MOST_RECENT = { share: 0.1, least: 10_000 };

/**
 * Finds the rows of ids, which are uniformly distributed. Rows are in a hash table with open addressing that never
 * changes and that threads can share, and recent ones in a map of this thread.
 */
export class IdIndex {
  #slots: Int32Array;
  #count: number;
  readonly #recent = new Map<string, number>();

  /** @param made the slots of `slots` and the number of rows in them; without it, the index is made from the ids */
  constructor(ids: ByteTable, made?: { readonly slots: Int32Array; readonly count: number }) {
    this.#slots = made?.slots ?? slotsOf(ids);
    this.#count = made?.count ?? ids.count;
    for (let row = this.#count; row < ids.count; row++) this.#recent.set(idOfRow(ids, row), row);
  }

  /** The hash table, and the number of rows in it. */
  get shared(): { readonly slots: Int32Array; readonly count: number } {
    return { slots: this.#slots, count: this.#count };
  }

  /** Adds the last rows of a table, from `first` on. */
  add(ids: ByteTable, first: number): void {
    for (let row = first; row < ids.count; row++) this.#recent.set(idOfRow(ids, row), row);
    if (this.#recent.size <= Math.max(MOST_RECENT.least, MOST_RECENT.share * this.#count)) return;
    this.#slots = slotsOf(ids);
    this.#count = ids.count;
    this.#recent.clear();
  }

  /** The row of an id in a table whose rows were added; undefined if it has none. */
  rowOf(ids: ByteTable, id: ArchitectureId): number | undefined {
    const recent = this.#recent.get(id);
    if (recent !== undefined) return recent < ids.count ? recent : undefined;
    const bytes = bytesOfId(id);
    if (bytes === undefined || this.#count === 0) return undefined;
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(bytes) & mask; this.#slots[slot] > 0; slot = (slot + 1) & mask) {
      const row = this.#slots[slot] - 1;
      if (isRow(ids, row, bytes)) return row;
    }
    return undefined;
  }
}

/** The hash table of all rows: each slot has the number of a row plus one, or 0. */
function slotsOf(ids: ByteTable): Int32Array {
  let length = 64;
  while (length < SLOTS_PER_ROW * ids.count) length *= 2;
  const slots = new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
  const bytes = new Uint8Array(4);
  for (let row = 0; row < ids.count; row++) {
    for (let b = 0; b < 4; b++) bytes[b] = ids.at(row, b);
    let slot = hashOf(bytes) & (length - 1);
    while (slots[slot] > 0) slot = (slot + 1) & (length - 1);
    slots[slot] = row + 1;
  }
  return slots;
}

const hashOf = (bytes: Uint8Array): number =>
  bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | ((bytes[3] & 127) << 24);

function isRow(ids: ByteTable, row: number, bytes: Uint8Array): boolean {
  if (row >= ids.count) return false;
  for (let b = 0; b < ID_BYTES; b++) if (ids.at(row, b) !== bytes[b]) return false;
  return true;
}
