import { CHUNK_ROWS, type FloatChunk, type FloatColumn } from "./float-column.js";

/** Lists the rows of a column without a value, each time those of the chunks that have changed since the last time. */
export class Gaps {
  #chunks: readonly FloatChunk[] = [];
  #count = 0;

  /** @param count the number of rows; it never falls */
  next(column: FloatColumn, count: number): number[] {
    const rows: number[] = [];
    for (let first = 0, c = 0; first < count; first += CHUNK_ROWS, c++) {
      const chunk = column.chunks[c];
      const end = Math.min(count, first + CHUNK_ROWS);
      const start =
        c < this.#chunks.length && this.#chunks[c] === chunk ? Math.max(first, this.#count) : first;
      for (let row = start; row < end; row++) {
        if (chunk === undefined || Number.isNaN(chunk[row - first])) rows.push(row);
      }
    }
    this.#chunks = Array.from({ length: Math.ceil(count / CHUNK_ROWS) }, (_, c) => column.chunks[c]);
    this.#count = Math.max(count, this.#count);
    return rows;
  }
}
