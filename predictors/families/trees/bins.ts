import type { Matrix } from "../../port.js";

/** A matrix whose columns are divided into intervals, over which histograms are made. */
export interface Binned {
  readonly rows: number;
  readonly columns: number;
  /** Column-major (rows, columns): the interval of each number, from 0. */
  readonly codes: Uint8Array;
  /** For each column, the ascending boundaries between its intervals; none for a constant column. */
  readonly cuts: readonly Float64Array[];
  /** For each column, where its intervals start in a histogram over all columns; one more entry for the end. */
  readonly starts: Int32Array;
}

/** Largest number of intervals per column; their numbers fit into a byte. */
export const MOST_BINS = 256;

/**
 * Divides every column into intervals with boundaries halfway between neighbouring distinct values. Up to 256 distinct
 * values all have an interval of their own; more are divided such that the intervals have about equal numbers of rows.
 */
export function binned(features: Matrix): Binned {
  const { rows, columns, data } = features;
  const codes = new Uint8Array(rows * columns);
  const cuts: Float64Array[] = [];
  const starts = new Int32Array(columns + 1);
  const column = new Float64Array(rows);
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r < rows; r++) column[r] = data[r * columns + c];
    const edges = cutsOf(column.slice().sort());
    for (let r = 0; r < rows; r++) codes[c * rows + r] = intervalOf(edges, column[r]);
    cuts.push(edges);
    starts[c + 1] = starts[c] + edges.length + 1;
  }
  return { rows, columns, codes, cuts, starts };
}

/** The boundaries of a sorted column. */
function cutsOf(sorted: Float64Array): Float64Array {
  const cuts: number[] = [];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] > sorted[i - 1]) cuts.push(i);
  }
  const kept = cuts.length < MOST_BINS ? cuts : evenly(cuts, sorted.length);
  return Float64Array.from(kept, (i) => between(sorted[i - 1], sorted[i]));
}

/** The first boundary at or after each of 255 evenly spaced positions. */
function evenly(cuts: readonly number[], rows: number): number[] {
  const kept: number[] = [];
  let at = 0;
  for (let share = 1; share < MOST_BINS; share++) {
    while (at < cuts.length && cuts[at] < (share * rows) / MOST_BINS) at++;
    if (at < cuts.length && kept[kept.length - 1] !== cuts[at]) kept.push(cuts[at]);
  }
  return kept;
}

/** The number halfway between two, or the higher one if they are neighbouring floating-point numbers. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low ? middle : high;
}

/** The interval of `x`: the number of boundaries that are at most `x`. */
function intervalOf(cuts: Float64Array, x: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
