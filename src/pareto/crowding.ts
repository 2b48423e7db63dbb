import { checkFiniteColumns, gather, samePoint } from "./columns.js";
import { lexicographicOrder } from "./order.js";

/**
 * Crowding distance of the points `members` of one front, in their order (Deb et al. 2002): over the objectives, the sum
 * of the gap between a point's two neighbours, divided by the objective's range. The first and last point of an
 * objective that varies get Infinity; so do all points where none varies.
 *
 * `columns[m][i]` is objective m of point i (the direction does not matter). Duplicates: distances are those among the
 * distinct points; the copy that comes first in `members` gets it, further copies get 0, so that they are taken last.
 * Points that tie in one objective are ordered by the others, so the distance does not depend on the points' order.
 * O(m n log n).
 * @throws RangeError on NaN or infinities, no columns, or columns of different lengths
 */
export function crowdingDistance(columns: readonly Float64Array[], members: Int32Array): Float64Array {
  checkFiniteColumns(columns);
  const points = gather(columns, members);
  const distinct = firstCopies(points);
  const distances = new Float64Array(members.length);
  let varies = false;
  for (let m = 0; m < points.length; m++) {
    const order = lexicographicOrder([points[m], ...points], distinct);
    if (addGaps(points[m], order, distances)) varies = true;
  }
  if (!varies) for (const i of distinct) distances[i] = Number.POSITIVE_INFINITY;
  return distances;
}

/** Adds one objective's normalised gaps; false where all values are equal. */
function addGaps(column: Float64Array, order: Int32Array, distances: Float64Array): boolean {
  const last = order.length - 1;
  if (last < 0) return false;
  const range = column[order[last]] - column[order[0]];
  if (range === 0) return false;
  distances[order[0]] = Number.POSITIVE_INFINITY;
  distances[order[last]] = Number.POSITIVE_INFINITY;
  for (let k = 1; k < last; k++) {
    distances[order[k]] += (column[order[k + 1]] - column[order[k - 1]]) / range;
  }
  return true;
}

/** The first index of every distinct point. */
function firstCopies(points: readonly Float64Array[]): Int32Array {
  const order = lexicographicOrder(points);
  return order.filter((i, k) => k === 0 || !samePoint(points, i, order[k - 1]));
}
