import { checkFiniteColumns } from "./columns.js";
import { paretoFront } from "./front.js";

/**
 * The knee of the points' front: the point farthest below the hyperplane that joins the front's extremes, in objectives
 * normalised to [0, 1] between the front's best and worst values (Das 1999). The hyperplane is sum = 1, which meets every
 * axis at the front's worst value there; with two objectives it is the line through the two extreme points. So the knee is
 * the point with the smallest sum of normalised objectives.
 *
 * `columns[m][i]` is objective m of point i, minimised; dominated points do not matter; an objective that does not vary
 * over the front is ignored. Ties go to the point whose worst normalised objective is best, then to the best in the first
 * objective, the second and so on (among equal points the first). With one point on the front it is that point, with two
 * the same ties decide: the better one in the first objective.
 * @returns the index of the knee, -1 where there are no points
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

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let m = 0; m < a.length; m++) if (a[m] !== b[m]) return a[m] < b[m];
  return false;
}
