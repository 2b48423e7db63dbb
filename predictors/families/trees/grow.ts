import type { Random } from "../../../src/base/random.js";
import { type Binned, MOST_BINS } from "./bins.js";
import type { EnsembleBuilder } from "./ensemble.js";

/** How a tree is grown. */
export interface GrowOptions {
  /** Largest number of levels of splits. */
  readonly depth: number;
  /** Smallest number of rows in a leaf. */
  readonly leafRows: number;
  /** Fraction of the columns from which a split chooses; they are drawn anew for every split. */
  readonly columnShare: number;
  /** Number of rows with the target 0 that are added to every leaf when its mean is taken. */
  readonly shrinkage: number;
  /** Learning rate: the factor of every leaf's value. */
  readonly rate: number;
}

interface Split {
  readonly column: number;
  /** The last interval whose rows go to the left child. */
  readonly code: number;
}

/** Up to this many rows are sorted, which is faster than a pass over a histogram. */
const FEW_ROWS = 8;

/** Grows regression trees on one matrix, one after the other; its scratch space is kept between them. */
export class TreeGrower {
  readonly #binned: Binned;
  readonly #options: GrowOptions;
  readonly #random: Random;
  /** The columns that are not constant; each split moves those that it draws to the front. */
  readonly #columns: Int32Array;
  /** For each interval of each column, the sum of its rows' targets and, next to it, their number; 0 between uses. */
  readonly #histogram: Float64Array;
  /** The intervals of one column that have rows, with the sum of the targets and the number of rows of each. */
  readonly #codes = new Uint8Array(MOST_BINS);
  readonly #sums = new Float64Array(MOST_BINS);
  readonly #counts = new Int32Array(MOST_BINS);

  constructor(binned: Binned, options: GrowOptions, random: Random) {
    this.#binned = binned;
    this.#options = options;
    this.#random = random;
    this.#columns = Int32Array.from([...binned.cuts.keys()].filter((c) => binned.cuts[c].length > 0));
    this.#histogram = new Float64Array(2 * binned.starts[binned.columns]);
  }

  /**
   * Grows a least-squares tree and adds it to the builder. Every split is the one with the largest gain (Friedman,
   * Annals of Statistics 29, 2001, eq. 35; Chen & Guestrin, KDD 2016, eq. 7).
   *
   * @param rows the rows on which the tree is grown, repeats allowed; they are reordered
   */
  grow(builder: EnsembleBuilder, rows: Int32Array, targets: Float64Array): void {
    this.#node(builder, builder.root(), rows, targets, this.#options.depth);
  }

  /** Makes a node a split or a leaf, and grows its children. */
  #node(
    builder: EnsembleBuilder,
    node: number,
    rows: Int32Array,
    targets: Float64Array,
    depth: number,
  ): void {
    const { leafRows, shrinkage, rate } = this.#options;
    let sum = 0;
    for (let i = 0; i < rows.length; i++) sum += targets[rows[i]];
    const split = depth > 0 && rows.length >= 2 * leafRows ? this.#bestSplit(rows, targets, sum) : undefined;
    if (split === undefined) {
      builder.leaf(node, (rate * sum) / (rows.length + shrinkage));
      return;
    }
    const middle = this.#partition(rows, split);
    const left = builder.split(node, split.column, this.#binned.cuts[split.column][split.code]);
    this.#node(builder, left, rows.subarray(0, middle), targets, depth - 1);
    this.#node(builder, left + 1, rows.subarray(middle), targets, depth - 1);
  }

  /** The split with the largest gain; undefined if none reduces the squared error. */
  #bestSplit(rows: Int32Array, targets: Float64Array, sum: number): Split | undefined {
    const { leafRows, shrinkage } = this.#options;
    const drawn = this.#draw();
    const isFew = rows.length <= FEW_ROWS;
    if (!isFew) this.#count(rows, targets, drawn);
    const whole = (sum * sum) / (rows.length + shrinkage);
    let best: Split | undefined;
    let most = whole + 1e-12 * (1 + whole);
    const codes = this.#codes;
    const sums = this.#sums;
    const counts = this.#counts;
    for (let d = 0; d < drawn.length; d++) {
      const intervals = isFew ? this.#sort(rows, targets, drawn[d]) : this.#gather(drawn[d]);
      let left = 0;
      let count = 0;
      for (let k = 0; k < intervals - 1; k++) {
        left += sums[k];
        count += counts[k];
        const rest = rows.length - count;
        if (count < leafRows) continue;
        if (rest < leafRows) break;
        const gain = (left * left) / (count + shrinkage) + (sum - left) ** 2 / (rest + shrinkage);
        if (gain > most) {
          most = gain;
          best = { column: drawn[d], code: codes[k] };
        }
      }
    }
    return best;
  }

  /** Draws the columns from which a split chooses. */
  #draw(): Int32Array {
    const columns = this.#columns;
    const count = Math.ceil(this.#options.columnShare * columns.length);
    if (count === columns.length) return columns;
    for (let i = 0; i < count; i++) {
      const j = i + this.#random.int(columns.length - i);
      [columns[i], columns[j]] = [columns[j], columns[i]];
    }
    return columns.subarray(0, count);
  }

  /** Adds the rows to the histograms of the drawn columns, four at a time. */
  #count(rows: Int32Array, targets: Float64Array, drawn: Int32Array): void {
    const { starts, codes, rows: height } = this.#binned;
    const histogram = this.#histogram;
    let d = 0;
    for (; d + 4 <= drawn.length; d += 4) {
      const from0 = drawn[d] * height;
      const from1 = drawn[d + 1] * height;
      const from2 = drawn[d + 2] * height;
      const from3 = drawn[d + 3] * height;
      const start0 = starts[drawn[d]];
      const start1 = starts[drawn[d + 1]];
      const start2 = starts[drawn[d + 2]];
      const start3 = starts[drawn[d + 3]];
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i];
        const target = targets[row];
        const at0 = 2 * (start0 + codes[from0 + row]);
        const at1 = 2 * (start1 + codes[from1 + row]);
        const at2 = 2 * (start2 + codes[from2 + row]);
        const at3 = 2 * (start3 + codes[from3 + row]);
        histogram[at0] += target;
        histogram[at0 + 1] += 1;
        histogram[at1] += target;
        histogram[at1 + 1] += 1;
        histogram[at2] += target;
        histogram[at2 + 1] += 1;
        histogram[at3] += target;
        histogram[at3 + 1] += 1;
      }
    }
    for (; d < drawn.length; d++) {
      const from = drawn[d] * height;
      const start = starts[drawn[d]];
      for (let i = 0; i < rows.length; i++) {
        const at = 2 * (start + codes[from + rows[i]]);
        histogram[at] += targets[rows[i]];
        histogram[at + 1] += 1;
      }
    }
  }

  /** Lists the intervals of a column that have rows, from its histogram, which it clears. Returns their number. */
  #gather(column: number): number {
    const { starts } = this.#binned;
    const histogram = this.#histogram;
    const start = starts[column];
    const size = starts[column + 1] - start;
    let intervals = 0;
    for (let code = 0, at = 2 * start; code < size; code++, at += 2) {
      const count = histogram[at + 1];
      if (count === 0) continue;
      this.#codes[intervals] = code;
      this.#sums[intervals] = histogram[at];
      this.#counts[intervals++] = count;
      histogram[at] = 0;
      histogram[at + 1] = 0;
    }
    return intervals;
  }

  /** Lists the intervals of a column that have rows, by insertion sort of the rows. Returns their number. */
  #sort(rows: Int32Array, targets: Float64Array, column: number): number {
    const { codes: all, rows: height } = this.#binned;
    const codes = this.#codes;
    const sums = this.#sums;
    const counts = this.#counts;
    let intervals = 0;
    for (let i = 0; i < rows.length; i++) {
      const code = all[column * height + rows[i]];
      let k = intervals;
      while (k > 0 && codes[k - 1] > code) k--;
      if (k > 0 && codes[k - 1] === code) {
        sums[k - 1] += targets[rows[i]];
        counts[k - 1]++;
        continue;
      }
      for (let m = intervals++; m > k; m--) {
        codes[m] = codes[m - 1];
        sums[m] = sums[m - 1];
        counts[m] = counts[m - 1];
      }
      codes[k] = code;
      sums[k] = targets[rows[i]];
      counts[k] = 1;
    }
    return intervals;
  }

  /** Moves the rows that go to the left child to the front, and returns their number. */
  #partition(rows: Int32Array, { column, code }: Split): number {
    const { codes, rows: height } = this.#binned;
    let middle = 0;
    for (let i = 0; i < rows.length; i++) {
      if (codes[column * height + rows[i]] > code) continue;
      const row = rows[i];
      rows[i] = rows[middle];
      rows[middle++] = row;
    }
    return middle;
  }
}
