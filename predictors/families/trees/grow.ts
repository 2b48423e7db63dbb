import type { Random } from "../../../src/base/random.js";
import type { Binned } from "./bins.js";
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

/** Grows regression trees on one matrix, one after the other; keeps its scratch space between them. */
export class TreeGrower {
  readonly #binned: Binned;
  readonly #options: GrowOptions;
  readonly #random: Random;
  /** Columns that vary; each split moves the ones that it draws to the front. */
  readonly #columns: Int32Array;
  /** Per row and column, where its interval stands in the histogram. */
  readonly #places: Uint16Array | Uint32Array;
  /** Per interval of each column, the sum of the targets and the count of the rows. */
  readonly #histogram: Float64Array;

  constructor(binned: Binned, options: GrowOptions, random: Random) {
    this.#binned = binned;
    this.#options = options;
    this.#random = random;
    this.#columns = Int32Array.from([...binned.cuts.keys()].filter((c) => binned.cuts[c].length > 0));
    const length = 2 * binned.starts[binned.columns];
    this.#histogram = new Float64Array(length);
    this.#places = new (length > 0xffff ? Uint32Array : Uint16Array)(binned.codes.length);
    binned.codes.forEach((code, i) => {
      this.#places[i] = 2 * (binned.starts[i % binned.columns] + code);
    });
  }

  /**
   * Adds one tree, least squares, to the builder. Splits are those with the largest gain (Friedman, Annals of Statistics
   * 29, 2001, eq. 35; Chen & Guestrin, KDD 2016, eq. 7).
   *
   * @param rows the rows it is grown on, repeats allowed; reordered
   */
  grow(builder: EnsembleBuilder, rows: Int32Array, targets: Float64Array): void {
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

  #bestSplit(rows: Int32Array, targets: Float64Array, sum: number): Split | undefined {
    const { leafRows, shrinkage } = this.#options;
    const { starts } = this.#binned;
    const drawn = this.#draw();
    this.#count(rows, targets, drawn);
    const whole = (sum * sum) / (rows.length + shrinkage);
    let best: Split | undefined;
    let most = whole + 1e-12 * (1 + whole);
    const histogram = this.#histogram;
    for (let d = 0; d < drawn.length; d++) {
      const column = drawn[d];
      let left = 0;
      let count = 0;
      const last = starts[column + 1] - 1;
      for (let at = starts[column]; at < last; at++) {
        const here = histogram[2 * at + 1];
        if (here === 0) continue;
        count += here;
        left += histogram[2 * at];
        const rest = rows.length - count;
        if (count < leafRows) continue;
        if (rest < leafRows) break;
        const gain = (left * left) / (count + shrinkage) + (sum - left) ** 2 / (rest + shrinkage);
        if (gain > most) {
          most = gain;
          best = { column, code: at - starts[column] };
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

  /** Fills the histograms of the drawn columns. */
  #count(rows: Int32Array, targets: Float64Array, drawn: Int32Array): void {
    const { columns, starts } = this.#binned;
    const places = this.#places;
    const histogram = this.#histogram;
    for (let d = 0; d < drawn.length; d++) {
      histogram.fill(0, 2 * starts[drawn[d]], 2 * starts[drawn[d] + 1]);
    }
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] * columns;
      const target = targets[rows[i]];
      for (let d = 0; d < drawn.length; d++) {
        const at = places[row + drawn[d]];
        histogram[at] += target;
        histogram[at + 1] += 1;
      }
    }
  }

  /** Moves the rows that go left to the front, and returns how many they are. */
  #partition(rows: Int32Array, { column, code }: Split): number {
    const { codes, columns } = this.#binned;
    let middle = 0;
    for (let i = 0; i < rows.length; i++) {
      if (codes[rows[i] * columns + column] > code) continue;
      const row = rows[i];
      rows[i] = rows[middle];
      rows[middle++] = row;
    }
    return middle;
  }
}
