import type { Random } from "../../../src/base/random.js";
import { type Binned, MOST_BINS } from "./bins.js";
import type { EnsembleBuilder } from "./ensemble.js";

export interface GrowOptions {
  /** Levels of splits, at most. */
  readonly depth: number;
  /** Fewest rows of a leaf. */
  readonly leafRows: number;
  /** Share of the columns that every split chooses from, drawn anew each time. */
  readonly columnShare: number;
  /** Rows' worth of zeros that every leaf's mean is taken with. */
  readonly shrinkage: number;
  /** What every leaf's value is multiplied by. */
  readonly rate: number;
}

interface Split {
  readonly column: number;
  /** The last interval that goes left. */
  readonly code: number;
}

/**
 * Targets as whole numbers of `unit`, each with `one` added that counts the row: a sum of tallies below 2^53 is exact, and has the count
 * of its rows and the sum of their targets in it. One number per interval is half the work of two.
 */
interface Tally {
  readonly of: Float64Array;
  readonly one: number;
  readonly unit: number;
}

function tallied(rows: Int32Array, targets: Float64Array): Tally {
  const bits = Math.ceil(Math.log2(rows.length + 1));
  const one = 2 ** (53 - bits - 1);
  let largest = 0;
  for (let i = 0; i < rows.length; i++) largest = Math.max(largest, Math.abs(targets[rows[i]]));
  const unit = 2 ** (Math.ceil(Math.log2(largest || 1)) - (53 - 2 * bits - 2));
  return { of: targets.map((target) => one + Math.round(target / unit)), one, unit };
}

/** So many rows are sorted sooner than a histogram is looked through. */
const FEW_ROWS = 8;

/** Grows regression trees on one matrix, one after the other; keeps its scratch space between them. */
export class TreeGrower {
  readonly #binned: Binned;
  readonly #options: GrowOptions;
  readonly #random: Random;
  /** Columns that vary; each split moves the ones that it draws to the front. */
  readonly #columns: Int32Array;
  /** Per interval of each column, its rows' tallies; 0 between uses. */
  readonly #histogram: Float64Array;
  /** Of one column, the intervals that have rows, and their tallies. */
  readonly #codes = new Uint8Array(MOST_BINS);
  readonly #tallies = new Float64Array(MOST_BINS);
  #tally: Tally = { of: new Float64Array(0), one: 1, unit: 1 };

  constructor(binned: Binned, options: GrowOptions, random: Random) {
    this.#binned = binned;
    this.#options = options;
    this.#random = random;
    this.#columns = Int32Array.from([...binned.cuts.keys()].filter((c) => binned.cuts[c].length > 0));
    this.#histogram = new Float64Array(binned.starts[binned.columns]);
  }

  /**
   * Adds one tree, least squares, to the builder. Splits are those with the largest gain (Friedman, Annals of Statistics
   * 29, 2001, eq. 35; Chen & Guestrin, KDD 2016, eq. 7).
   *
   * @param rows the rows it is grown on, repeats allowed; reordered
   */
  grow(builder: EnsembleBuilder, rows: Int32Array, targets: Float64Array): void {
    this.#tally = tallied(rows, targets);
    this.#node(builder, builder.root(), rows, targets, this.#options.depth);
  }

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
    const split = depth > 0 && rows.length >= 2 * leafRows ? this.#bestSplit(rows) : undefined;
    if (split === undefined) {
      builder.leaf(node, (rate * sum) / (rows.length + shrinkage));
      return;
    }
    const middle = this.#partition(rows, split);
    const left = builder.split(node, split.column, this.#binned.cuts[split.column][split.code]);
    this.#node(builder, left, rows.subarray(0, middle), targets, depth - 1);
    this.#node(builder, left + 1, rows.subarray(middle), targets, depth - 1);
  }

  #bestSplit(rows: Int32Array): Split | undefined {
    const { leafRows, shrinkage } = this.#options;
    const { of, one, unit } = this.#tally;
    const drawn = this.#draw();
    const isFew = rows.length <= FEW_ROWS;
    if (!isFew) this.#count(rows, drawn);
    let all = 0;
    for (let i = 0; i < rows.length; i++) all += of[rows[i]];
    const sum = unit * (all - rows.length * one);
    const whole = (sum * sum) / (rows.length + shrinkage);
    let best: Split | undefined;
    let most = whole + 1e-12 * (1 + whole);
    const codes = this.#codes;
    const tallies = this.#tallies;
    for (let d = 0; d < drawn.length; d++) {
      const intervals = isFew ? this.#sort(rows, drawn[d]) : this.#gather(drawn[d]);
      let tally = 0;
      for (let k = 0; k < intervals - 1; k++) {
        tally += tallies[k];
        const count = Math.floor(tally / one + 0.5);
        const rest = rows.length - count;
        if (count < leafRows) continue;
        if (rest < leafRows) break;
        const left = unit * (tally - count * one);
        const gain = (left * left) / (count + shrinkage) + (sum - left) ** 2 / (rest + shrinkage);
        if (gain > most) {
          most = gain;
          best = { column: drawn[d], code: codes[k] };
        }
      }
    }
    return best;
  }

  /** The columns that this split may use. */
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
  #count(rows: Int32Array, drawn: Int32Array): void {
    const { starts, codes, rows: height } = this.#binned;
    const histogram = this.#histogram;
    const { of } = this.#tally;
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
        const tally = of[row];
        histogram[start0 + codes[from0 + row]] += tally;
        histogram[start1 + codes[from1 + row]] += tally;
        histogram[start2 + codes[from2 + row]] += tally;
        histogram[start3 + codes[from3 + row]] += tally;
      }
    }
    for (; d < drawn.length; d++) {
      const from = drawn[d] * height;
      const start = starts[drawn[d]];
      for (let i = 0; i < rows.length; i++) histogram[start + codes[from + rows[i]]] += of[rows[i]];
    }
  }

  /** Lists the column's intervals that have rows, out of its histogram, which is then empty again; returns how many. */
  #gather(column: number): number {
    const { starts } = this.#binned;
    const histogram = this.#histogram;
    const start = starts[column];
    const size = starts[column + 1] - start;
    let intervals = 0;
    for (let code = 0; code < size; code++) {
      const tally = histogram[start + code];
      if (tally === 0) continue;
      histogram[start + code] = 0;
      this.#codes[intervals] = code;
      this.#tallies[intervals++] = tally;
    }
    return intervals;
  }

  /** As `#gather` without a histogram: sorts the rows in. */
  #sort(rows: Int32Array, column: number): number {
    const { codes: all, rows: height } = this.#binned;
    const { of } = this.#tally;
    const codes = this.#codes;
    const tallies = this.#tallies;
    let intervals = 0;
    for (let i = 0; i < rows.length; i++) {
      const code = all[column * height + rows[i]];
      let k = intervals;
      while (k > 0 && codes[k - 1] > code) k--;
      if (k > 0 && codes[k - 1] === code) {
        tallies[k - 1] += of[rows[i]];
        continue;
      }
      for (let m = intervals++; m > k; m--) {
        codes[m] = codes[m - 1];
        tallies[m] = tallies[m - 1];
      }
      codes[k] = code;
      tallies[k] = of[rows[i]];
    }
    return intervals;
  }

  /** Moves the rows that go left to the front, and returns how many they are. */
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
