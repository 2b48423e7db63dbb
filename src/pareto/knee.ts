import { checkFiniteColumns } from "./columns.js";
import { paretoFront } from "./front.js";

/**
 * The knee of the Pareto front of some points: the point of the front that lies farthest below the hyperplane through
 * the front's extremes (Das 1999). Every objective is first normalised to [0, 1] between its best and its worst value
 * on the front. The hyperplane is then "sum of objectives = 1": it meets every axis at the front's worst value, and
 * with two objectives it is the line through the two extreme points. The knee is therefore the point with the smallest
 * sum of normalised objectives.
 *
 * `columns[m][i]` is objective m of point i, minimised. Dominated points have no influence, and an objective that does
 * not vary over the front is ignored. Ties are broken by the smallest worst normalised objective, then by the first
 * objective, the second and so on; among equal points the first one is taken. If two objectives have a front of two
 * points, both sums are 1, and the tie goes to the point that is better in the first objective.
 * @returns the index of the knee; -1 if there are no points
 * @throws RangeError on NaN or infinities, no columns, or columns of different lengths
 */
export function kneePoint(columns: readonly Float64Array[]): number {
  checkFiniteColumns(columns);
  const front = paretoFront(columns);
  const scaled = columns.map((column) => normalise(column, front)).filter((column) => column !== undefined);
  let knee = -1;
  let best: readonly number[] = [];
  for (let k = 0; k < front.length; k++) {
    const key = [sumOf(scaled, k), worstOf(scaled, k), ...columns.map((column) => column[front[k]])];
    if (knee < 0 || isLess(key, best)) {
      knee = front[k];
      best = key;
    }
  }
  return knee;
}

/** The values of the front's points, normalised to [0, 1]; undefined if the objective does not vary over the front. */
function normalise(column: Float64Array, front: Int32Array): Float64Array | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const i of front) {
    low = Math.min(low, column[i]);
    high = Math.max(high, column[i]);
  }
  if (!(high > low)) return undefined;
  return Float64Array.from(front, (i) => (column[i] - low) / (high - low));
}

const sumOf = (columns: readonly Float64Array[], k: number): number =>
  columns.reduce((sum, column) => sum + column[k], 0);

const worstOf = (columns: readonly Float64Array[], k: number): number =>
  columns.reduce((worst, column) => Math.max(worst, column[k]), 0);

/** Whether `a` comes before `b` in lexicographic order. */
function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let m = 0; m < a.length; m++) if (a[m] !== b[m]) return a[m] < b[m];
  return false;
}
