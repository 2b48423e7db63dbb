import { FrontPoints } from "./front-points.js";
import { mortonOrder } from "./morton-order.js";
import type { CompleteRows, ObjectiveColumns } from "./objective-columns.js";
import { PlacedStructure } from "./placed-structure.js";
import type { StructureColumns } from "./structure-rows.js";

/** Rows of a block. */
const BLOCK = 128;
/** Rows that may be added or changed before the index is worn, and the same as a share of its rows. */
const WORN = { least: 4096, share: 0.2 };

/** Limits on rows beside those on objectives. */
export interface OtherLimits {
  /** Tells whether a row keeps them; it is asked only of rows that may be on the front. */
  keeps(row: number): boolean;
  /** Those of them that need no measurement, by which rows are left out sooner. */
  readonly structure?: StructureColumns | undefined;
}

/**
 * A lower bound of what rows are visited by, from the best value of each objective of theirs, which begin at `start`,
 * with the sign that makes smaller better, and from the least values of sizes; minus infinity where one is not known.
 */
export type LowerBound = (best: Float64Array, start: number, sizes: Float64Array) => number;

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
  /** The points of the rows, as they were when the index was made. */
  readonly #points: Float64Array;
  /** Whether the point of a row has been another one since. */
  #isStale: Uint8Array;
  readonly #placeOf = new Places();
  readonly #order: Int32Array;
  readonly #built: number;
  #touched = 0;
  readonly #structure = new PlacedStructure(BLOCK);

  constructor({ width, rows, points }: CompleteRows) {
    this.#width = width;
    const order = mortonOrder(points, width);
    this.#count = order.length;
    this.#built = this.#count;
    this.#rows = new Int32Array(this.#count);
    this.#bounds = new Float64Array(this.#blocks * width).fill(Number.POSITIVE_INFINITY);
    this.#points = new Float64Array(this.#count * width);
    this.#isStale = new Uint8Array(this.#count);
    for (let k = 0; k < this.#count; k++) {
      const from = order[k] * width;
      this.#rows[k] = rows[order[k]];
      this.#placeOf.set(this.#rows[k], k);
      const [to, start] = [k * width, ((k / BLOCK) | 0) * width];
      for (let m = 0; m < width; m++) {
        const value = points[from + m];
        this.#points[to + m] = value;
        if (value < this.#bounds[start + m]) this.#bounds[start + m] = value;
      }
    }
    this.#order = this.#bestFirst();
  }

  /** Whether so much has changed that a new index would be better. */
  get isWorn(): boolean {
    return this.#touched > Math.max(WORN.least, WORN.share * this.#built);
  }

  /** Says that a row has another point than before, or is not complete any more; then there is no point. */
  touch(row: number, point: Float64Array | undefined): void {
    this.#touched++;
    let place = this.#placeOf.at(row);
    if (place < 0) {
      if (point === undefined) return;
      if (this.#count === this.#rows.length) this.#grow();
      place = this.#count++;
      this.#rows[place] = row;
      this.#placeOf.set(row, place);
    }
    this.#isStale[place] = 1;
    if (point !== undefined) this.#lower((place / BLOCK) | 0, point);
  }

  /**
   * The front of the complete rows that keep some limits.
   * @param seeds rows of that front that are known already, or of a front of a part of these rows
   * @param most the largest value of each objective with the sign of points; infinity where there is no limit
   * @param limits all other limits; absent where there are none
   */
  front(
    columns: ObjectiveColumns,
    seeds: Iterable<number>,
    most?: Float64Array,
    limits?: OtherLimits,
  ): FrontPoints {
    const [width, rows, points, bounds] = [this.#width, this.#rows, this.#points, this.#bounds];
    const isStale = this.#isStale;
    const front = new FrontPoints(width);
    const seeded = new Set<number>();
    const point = new Float64Array(width);
    for (const row of seeds) {
      if (!columns.read(row, point)) continue;
      seeded.add(row);
      front.insert(row, point);
    }
    const places = new Int32Array(BLOCK);
    const select = this.#selection(limits?.structure, places);
    const scan = (block: number): void => {
      const start = block * width;
      if (!isWithin(bounds, start, most) || front.dominates(bounds, start)) return;
      const found = select(block);
      for (let i = 0; i < found; i++) {
        const k = places[i];
        const row = rows[k];
        let [values, at] = [points, k * width];
        if (isStale[k] === 1) {
          if (!columns.read(row, point)) continue;
          [values, at] = [point, 0];
        }
        if (!isWithin(values, at, most) || front.dominates(values, at) || seeded.has(row)) continue;
        if (limits !== undefined && !limits.keeps(row)) continue;
        front.insert(row, values.subarray(at, at + width));
      }
    };
    for (const block of this.#order) scan(block);
    for (let block = this.#order.length; block < this.#blocks; block++) scan(block);
    return front;
  }

  /**
   * Visits complete rows, block after block, the block with the least lower bound first, until the bound of all that
   * are left is above what `visit` returned last. A block whose bound equals that is visited.
   * @param boundOf a lower bound from the best value of each objective in a block, which begin at `start`, and from the
   * least values of the sizes of `structure`
   * @param structure limits on genes that rows have to keep to be visited (others may be visited, too), and sizes
   */
  visitNear(
    columns: ObjectiveColumns,
    boundOf: LowerBound,
    visit: (row: number) => number,
    structure?: StructureColumns,
  ): void {
    const count = this.#blocks;
    const places = new Int32Array(BLOCK);
    const select = this.#selection(structure, places);
    const least = new Float64Array(count);
    const sizes = new Float64Array(structure?.sizes.length ?? 0);
    let first = 0;
    for (let block = 0; block < count; block++) {
      if (structure !== undefined) this.#structure.readLeast(structure, block, sizes);
      least[block] = boundOf(this.#bounds, block * this.#width, sizes);
      if (least[block] < least[first]) first = block;
    }
    const point = new Float64Array(this.#width);
    let most = Number.POSITIVE_INFINITY;
    const visitBlock = (block: number): void => {
      const found = select(block);
      for (let i = 0; i < found; i++) {
        const row = this.#rows[places[i]];
        if (this.#isStale[places[i]] === 0 || columns.read(row, point)) most = visit(row);
      }
    };
    if (count > 0) visitBlock(first);
    // Most blocks are too far away already: only the others are put in order.
    const near: number[] = [];
    for (let block = 0; block < count; block++) if (block !== first && least[block] <= most) near.push(block);
    for (const block of near.sort((a, b) => least[a] - least[b])) {
      if (least[block] > most) return;
      visitBlock(block);
    }
  }

  /** What writes the places of a block whose rows may keep limits, and returns their number. */
  #selection(limits: StructureColumns | undefined, places: Int32Array): (block: number) => number {
    if (limits !== undefined) this.#structure.prepare(limits, this.#rows, this.#count);
    return (block) => {
      const [first, end] = [block * BLOCK, Math.min(this.#count, (block + 1) * BLOCK)];
      if (limits !== undefined) return this.#structure.select(limits, first, end, places);
      for (let k = first; k < end; k++) places[k - first] = k;
      return end - first;
    };
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
    const isStale = new Uint8Array(rows.length);
    isStale.set(this.#isStale);
    this.#isStale = isStale;
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

/** Whether no value of a point is above its limit. */
function isWithin(values: Float64Array, start: number, most: Float64Array | undefined): boolean {
  if (most === undefined) return true;
  for (let m = 0; m < most.length; m++) if (values[start + m] > most[m]) return false;
  return true;
}

/** The place of each row in the index; -1 for a row that has none. */
class Places {
  #numbers = new Int32Array(0);

  at(row: number): number {
    return row < this.#numbers.length ? this.#numbers[row] - 1 : -1;
  }

  set(row: number, place: number): void {
    if (row >= this.#numbers.length) {
      const longer = new Int32Array(Math.max(row + 1, Math.ceil(1.25 * this.#numbers.length)));
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[row] = place + 1;
  }
}
