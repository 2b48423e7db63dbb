import type { Matrix } from "../../port.js";

/** So many intervals a column is cut into, at most; their numbers fit a byte. */
export const MOST_BINS = 256;

/** A matrix whose columns are cut into intervals: what a histogram counts. */
export interface Binned {
  readonly rows: number;
  readonly columns: number;
  /** Column-major: the interval of each number, from 0. */
  readonly codes: Uint8Array;
  /** Per column, where one interval ends and the next begins, rising; none for a constant column. */
  readonly cuts: readonly Float64Array[];
  /** Per column, where its intervals start in a histogram over all columns; one more entry for the end. */
  readonly starts: Int32Array;
}

/**
 * Cuts every column halfway between neighbouring distinct values: all of them up to 256, else those that share out the
 * rows evenly.
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

function cutsOf(sorted: Float64Array): Float64Array {
  const cuts: number[] = [];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] > sorted[i - 1]) cuts.push(i);
  }
  const kept = cuts.length < MOST_BINS ? cuts : evenly(cuts, sorted.length);
  return Float64Array.from(kept, (i) => between(sorted[i - 1], sorted[i]));
}

/** The first cut at or after each of 255 evenly spaced places. */
function evenly(cuts: readonly number[], rows: number): number[] {
  const kept: number[] = [];
  let at = 0;
  for (let share = 1; share < MOST_BINS; share++) {
    while (at < cuts.length && cuts[at] < (share * rows) / MOST_BINS) at++;
    if (at < cuts.length && kept[kept.length - 1] !== cuts[at]) kept.push(cuts[at]);
  }
  return kept;
}

/** Halfway, but never the lower number itself: neighbours of the floating-point line have nothing between them. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low ? middle : high;
}

/** How many cuts are at most `x`. */
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
