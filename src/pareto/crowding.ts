import { checkFiniteColumns, gather, samePoint } from "./columns.js";
import { lexicographicOrder } from "./order.js";

/**
 * Crowding distance of the points `members` of one front (Deb et al. 2002, NSGA-II, section III-B). In each objective,
 * the gap between a point's two neighbours is divided by the objective's range; the distance is the sum of these gaps.
 * The first and the last point of an objective that varies get Infinity; if no objective varies, all points do.
 *
 * `columns[m][i]` is objective m of point i; its direction does not matter. Distances are computed among the distinct
 * points: the copy that comes first in `members` gets the distance, and further copies get 0, so that selection takes
 * them last. Points that tie in one objective are ordered by the others, so the distances do not depend on the order of
 * `members`. The time is O(m n log n).
 * @returns one distance per entry of `members`, in the same order; larger is less crowded
 * @throws RangeError on NaN or infinities, no columns, or columns of different lengths
 */
export function crowdingDistance(columns: readonly Float64Array[], members: Int32Array): Float64Array {
  checkFiniteColumns(columns);
  const points = gather(columns, members);
  const distinct = firstCopies(points);
  const distances = new Float64Array(members.length);
  let hasVariation = false;
  for (let m = 0; m < points.length; m++) {
    const order = lexicographicOrder([points[m], ...points], distinct);
    if (addGaps(points[m], order, distances)) hasVariation = true;
  }
  if (!hasVariation) for (const i of distinct) distances[i] = Number.POSITIVE_INFINITY;
  return distances;
}

/** Adds the normalised gaps of one objective to `distances`; returns false if all its values are equal. */
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

/** The index of the first copy of every distinct point. */
function firstCopies(points: readonly Float64Array[]): Int32Array {
  const order = lexicographicOrder(points);
  return order.filter((i, k) => k === 0 || !samePoint(points, i, order[k - 1]));
}
