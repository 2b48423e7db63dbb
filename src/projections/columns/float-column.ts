/** The number of rows of a chunk; a power of two. */
export const CHUNK_ROWS = 4096;
const SHIFT = 12;
const MASK = CHUNK_ROWS - 1;

/** The chunk of a row, and the number of chunks of some rows. */
export const chunkOf = (row: number): number => row >> SHIFT;
export const chunksOf = (rows: number): number => (rows + MASK) >> SHIFT;

/** The values of the rows of one chunk; undefined stands for a chunk without any value. */
export type FloatChunk = Float64Array | undefined;

/**
 * A column of numbers that never changes, NaN where there is none. It consists of chunks of `CHUNK_ROWS` rows in memory
 * that threads can share. A changed column has the chunks of the one before but for those with a change, so a change
 * costs as much as its chunks, and two columns differ at most in the chunks that are not the same object.
 */
export class FloatColumn {
  static readonly EMPTY = new FloatColumn([]);

  constructor(readonly chunks: readonly FloatChunk[]) {}

  /** The value of a row; NaN where there is none, also for rows beyond the end. */
  at(row: number): number {
    const chunk = this.chunks[row >> SHIFT];
    return chunk === undefined ? Number.NaN : chunk[row & MASK];
  }

  /** Whether no row has a value. */
  get isEmpty(): boolean {
    return this.chunks.every((chunk) => chunk === undefined || chunk.every(Number.isNaN));
  }

  edit(): FloatEdit {
    return new FloatEdit(this);
  }

  /** The same values in the first `rows` rows, and none in others. */
  first(rows: number): FloatColumn {
    const count = chunksOf(rows);
    const last = this.chunks[count - 1];
    const isCut = last === undefined || last.subarray(rows - (count - 1) * CHUNK_ROWS).every(Number.isNaN);
    if (isCut && this.chunks.length <= count) return this;
    const chunks = this.chunks.slice(0, count);
    if (!isCut) {
      const own = newFloatChunk().fill(Number.NaN);
      own.set(last.subarray(0, rows - (count - 1) * CHUNK_ROWS));
      chunks[count - 1] = own;
    }
    return new FloatColumn(chunks);
  }

  /** These values and, from the first row of chunk `chunk` on, those of another column. */
  followedBy(other: FloatColumn, chunk: number): FloatColumn {
    if (other.chunks.length === 0) return this;
    const own = Array.from({ length: chunk }, (_, c) => this.chunks[c]);
    return new FloatColumn([...own, ...other.chunks]);
  }
}

/** Makes a changed column from another one, which stays as it is. */
export class FloatEdit {
  readonly #before: FloatColumn;
  readonly #chunks: FloatChunk[];

  constructor(before: FloatColumn) {
    this.#before = before;
    this.#chunks = [...before.chunks];
  }

  /** The value of a row as changed so far. */
  at(row: number): number {
    const chunk = this.#chunks[row >> SHIFT];
    return chunk === undefined ? Number.NaN : chunk[row & MASK];
  }

  set(row: number, value: number): void {
    const c = row >> SHIFT;
    let chunk = this.#chunks[c];
    if (chunk === undefined || chunk === this.#before.chunks[c]) {
      if (Object.is(chunk === undefined ? Number.NaN : chunk[row & MASK], value)) return;
      chunk = this.#own(c);
    }
    chunk[row & MASK] = value;
  }

  done(): FloatColumn {
    return new FloatColumn(this.#chunks);
  }

  #own(c: number): Float64Array {
    const before = this.#chunks[c];
    const own = newFloatChunk();
    if (before === undefined) own.fill(Number.NaN);
    else own.set(before);
    for (let k = this.#chunks.length; k < c; k++) this.#chunks[k] = undefined;
    this.#chunks[c] = own;
    return own;
  }
}

/** A chunk of zeros that threads can share. */
export const newFloatChunk = (): Float64Array =>
  new Float64Array(new SharedArrayBuffer(CHUNK_ROWS * Float64Array.BYTES_PER_ELEMENT));

/** Whether all rows of a chunk have a value. */
const FULL = new WeakMap<Float64Array, boolean>();

/** Calls back for each of the first `count` rows without a value. Chunks without such a row are looked at only once. */
export function forEachGap(column: FloatColumn, count: number, take: (row: number) => void): void {
  for (let first = 0, c = 0; first < count; first += CHUNK_ROWS, c++) {
    const chunk = column.chunks[c];
    if (chunk !== undefined && FULL.get(chunk) === true) continue;
    const end = Math.min(CHUNK_ROWS, count - first);
    let isFull = end === CHUNK_ROWS;
    for (let i = 0; i < end; i++) {
      if (chunk !== undefined && !Number.isNaN(chunk[i])) continue;
      isFull = false;
      take(first + i);
    }
    if (chunk !== undefined && isFull) FULL.set(chunk, true);
  }
}

/** Calls back for every row in which two columns differ. Chunks that they share are not looked at. */
export function forEachChange(before: FloatColumn, after: FloatColumn, changed: (row: number) => void): void {
  const count = Math.max(before.chunks.length, after.chunks.length);
  for (let c = 0; c < count; c++) {
    const [a, b] = [before.chunks[c], after.chunks[c]];
    if (a === b) continue;
    for (let i = 0; i < CHUNK_ROWS; i++) {
      const [old, now] = [a === undefined ? Number.NaN : a[i], b === undefined ? Number.NaN : b[i]];
      if (!Object.is(old, now)) changed(c * CHUNK_ROWS + i);
    }
  }
}
