import { FrontPoints } from "./front-points.js";
import type { ObjectiveColumns } from "./objective-columns.js";

/** Rows of a block. */
const BLOCK = 128;
/** Bits of the code by which rows are ordered, for all objectives together. */
const CODE_BITS = 18;
/** Rows from which the quantiles are estimated. */
const SAMPLED = 4096;
/** Rows that may be added or changed before the index is worn, and the same as a share of its rows. */
const WORN = { least: 4096, share: 0.2 };

/**
 * Finds the Pareto front of rows, also of some of them alone, without a look at most of them. Rows with near values lie
 * in one block, in the order of a Morton code of the quantiles of their values. Of each block a lower bound of every
 * objective is kept: a block whose bound is dominated by a point of the front found so far has no row of the front.
 *
 * Bounds only fall and rows stay, so an index also serves columns of an earlier moment at which it was current.
 */
export class FrontIndex {
  readonly #width: number;
  #rows: Int32Array;
  #count: number;
  #bounds: Float64Array;
  readonly #blockOf = new BlockNumbers();
  readonly #order: Int32Array;
  readonly #built: number;
  #touched = 0;

  constructor(columns: ObjectiveColumns) {
    this.#width = columns.width;
    this.#rows = sortedRows(columns);
    this.#count = this.#rows.length;
    this.#built = this.#count;
    this.#bounds = new Float64Array(this.#blocks * this.#width).fill(Number.POSITIVE_INFINITY);
    const point = new Float64Array(this.#width);
    for (let k = 0; k < this.#count; k++) {
      const block = (k / BLOCK) | 0;
      this.#blockOf.set(this.#rows[k], block);
      columns.read(this.#rows[k], point);
      this.#lower(block, point);
    }
    this.#order = this.#bestFirst();
  }

  /** Whether so much has changed that a new index would be better. */
  get isWorn(): boolean {
    return this.#touched > Math.max(WORN.least, WORN.share * this.#built);
  }

  /** Says that a row is complete now, with another point than before, or for the first time. */
  touch(row: number, point: Float64Array): void {
    this.#touched++;
    const known = this.#blockOf.at(row);
    if (known >= 0) {
      this.#lower(known, point);
      return;
    }
    const block = (this.#count / BLOCK) | 0;
    if (this.#count === this.#rows.length) this.#grow();
    this.#rows[this.#count++] = row;
    this.#blockOf.set(row, block);
    this.#lower(block, point);
  }

  /**
   * The front of the complete rows that keep some limits.
   * @param seeds rows of that front that are known already, or of a front of a part of these rows
   * @param most the largest value of each objective with the sign of points; infinity where there is no limit
   * @param keeps whether a row keeps all other limits
   */
  front(
    columns: ObjectiveColumns,
    seeds: Iterable<number>,
    most?: Float64Array,
    keeps?: (row: number) => boolean,
  ): FrontPoints {
    const front = new FrontPoints(this.#width);
    const seeded = new Set<number>();
    const point = new Float64Array(this.#width);
    const isWithin = (values: Float64Array, start = 0): boolean => {
      if (most === undefined) return true;
      for (let m = 0; m < most.length; m++) if (values[start + m] > most[m]) return false;
      return true;
    };
    for (const row of seeds) {
      if (!columns.read(row, point)) continue;
      seeded.add(row);
      front.insert(row, point);
    }
    const scan = (block: number): void => {
      const start = block * this.#width;
      if (!isWithin(this.#bounds, start) || front.dominates(this.#bounds, start)) return;
      const end = Math.min(this.#count, (block + 1) * BLOCK);
      for (let k = block * BLOCK; k < end; k++) {
        const row = this.#rows[k];
        if (!columns.read(row, point) || !isWithin(point) || front.dominates(point)) continue;
        if (seeded.has(row) || keeps?.(row) === false) continue;
        front.insert(row, point);
      }
    };
    for (const block of this.#order) scan(block);
    for (let block = this.#order.length; block < this.#blocks; block++) scan(block);
    return front;
  }

  get #blocks(): number {
    return Math.ceil(this.#count / BLOCK);
  }

  #lower(block: number, point: Float64Array): void {
    const start = block * this.#width;
    for (let m = 0; m < this.#width; m++) {
      if (point[m] < this.#bounds[start + m]) this.#bounds[start + m] = point[m];
    }
  }

  #grow(): void {
    const rows = new Int32Array(Math.max(2 * BLOCK, 2 * this.#rows.length));
    rows.set(this.#rows);
    const blocks = Math.ceil(rows.length / BLOCK);
    const bounds = new Float64Array(blocks * this.#width).fill(Number.POSITIVE_INFINITY);
    bounds.set(this.#bounds);
    [this.#rows, this.#bounds] = [rows, bounds];
  }

  /** The blocks in the order of the sum of the ranks of their bounds: those with points of the front come early. */
  #bestFirst(): Int32Array {
    const blocks = this.#blocks;
    const scores = new Float64Array(blocks);
    for (let m = 0; m < this.#width; m++) {
      const bound = (block: number) => this.#bounds[block * this.#width + m];
      const byBound = Int32Array.from({ length: blocks }, (_, block) => block);
      byBound.sort((a, b) => bound(a) - bound(b));
      byBound.forEach((block, rank) => {
        scores[block] += rank;
      });
    }
    const order = Int32Array.from({ length: blocks }, (_, block) => block);
    return order.sort((a, b) => scores[a] - scores[b]);
  }
}

/** The block of each row; -1 for a row that has none. */
class BlockNumbers {
  #numbers = new Int32Array(0);

  at(row: number): number {
    return row < this.#numbers.length ? this.#numbers[row] - 1 : -1;
  }

  set(row: number, block: number): void {
    if (row >= this.#numbers.length) {
      const longer = new Int32Array(Math.max(row + 1, Math.ceil(1.25 * this.#numbers.length)));
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[row] = block + 1;
  }
}

/** The complete rows, in the order of the Morton code of the quantiles of their objectives. */
function sortedRows(columns: ObjectiveColumns): Int32Array {
  const count = columns.count();
  const rows = new Int32Array(count);
  const step = Math.max(1, Math.floor(count / SAMPLED));
  const samples: number[][] = columns.objectives.map(() => []);
  let k = 0;
  columns.forEach((row, point) => {
    if (k % step === 0) for (const [m, sample] of samples.entries()) sample.push(point[m]);
    rows[k++] = row;
  });
  const bits = Math.max(1, Math.min(10, Math.floor(CODE_BITS / columns.width)));
  const cuts = samples.map((sample) => quantiles(sample, 2 ** bits));
  const codes = new Int32Array(count);
  const starts = new Int32Array(2 ** (bits * columns.width) + 1);
  const point = new Float64Array(columns.width);
  for (let i = 0; i < count; i++) {
    columns.read(rows[i], point);
    codes[i] = mortonCode(point, cuts, bits);
    starts[codes[i] + 1]++;
  }
  for (let code = 1; code < starts.length; code++) starts[code] += starts[code - 1];
  const sorted = new Int32Array(count);
  for (let i = 0; i < count; i++) sorted[starts[codes[i]]++] = rows[i];
  return sorted;
}

/** The values between `parts` equal parts of a sample. */
function quantiles(sample: readonly number[], parts: number): Float64Array {
  const sorted = Float64Array.from(sample).sort();
  return Float64Array.from(
    { length: parts - 1 },
    (_, q) => sorted[Math.floor(((q + 1) * sorted.length) / parts)],
  );
}

/** The bits of the quantile numbers of each objective, interleaved, the highest first. */
function mortonCode(point: Float64Array, cuts: readonly Float64Array[], bits: number): number {
  let code = 0;
  for (let m = 0; m < point.length; m++) {
    const bucket = bucketOf(cuts[m], point[m]);
    for (let b = 0; b < bits; b++) code |= ((bucket >> b) & 1) << (b * point.length + m);
  }
  return code;
}

/** The number of cuts that are at most the value. */
function bucketOf(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
