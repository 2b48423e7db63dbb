import { CHUNK_ROWS, chunkOf, chunksOf } from "./float-column.js";

/**
 * Rows of `width` bytes that never change: a table with more rows has the full chunks of the one before. In a chunk,
 * which threads can share, the bytes of one column lie beside each other: byte `b` of row `r` is at
 * `b * CHUNK_ROWS + r % CHUNK_ROWS`.
 */
export class ByteTable {
  constructor(
    readonly width: number,
    readonly count: number,
    readonly chunks: readonly Uint8Array[],
  ) {}

  static empty(width: number): ByteTable {
    return new ByteTable(width, 0, []);
  }

  at(row: number, column: number): number {
    return this.chunks[chunkOf(row)][column * CHUNK_ROWS + (row % CHUNK_ROWS)];
  }

  /** A copy of the bytes of a row. */
  row(row: number): Uint8Array {
    const chunk = this.chunks[chunkOf(row)];
    const bytes = new Uint8Array(this.width);
    for (let b = 0, at = row % CHUNK_ROWS; b < bytes.length; b++, at += CHUNK_ROWS) bytes[b] = chunk[at];
    return bytes;
  }

  /** The table with more rows at its end. */
  with(rows: readonly Uint8Array[]): ByteTable {
    if (rows.length === 0) return this;
    const count = this.count + rows.length;
    const chunks = [...this.chunks];
    if (this.count % CHUNK_ROWS !== 0) {
      const last = newByteChunk(this.width);
      last.set(chunks[chunks.length - 1]);
      chunks[chunks.length - 1] = last;
    }
    while (chunks.length < chunksOf(count)) chunks.push(newByteChunk(this.width));
    rows.forEach((bytes, i) => {
      const row = this.count + i;
      const chunk = chunks[chunkOf(row)];
      for (let b = 0, at = row % CHUNK_ROWS; b < this.width; b++, at += CHUNK_ROWS) chunk[at] = bytes[b];
    });
    return new ByteTable(this.width, count, chunks);
  }
}

/** A chunk of zeros that threads can share. */
export const newByteChunk = (width: number): Uint8Array =>
  new Uint8Array(new SharedArrayBuffer(Math.max(1, width) * CHUNK_ROWS));
