import { checkColumns, samePoint } from "./columns.js";
import { weaklyDominates } from "./dominance.js";
import { QuadrantMaximum } from "./fenwick.js";
import { denseRanks, lexicographicOrder } from "./order.js";

/**
 * Non-dominated sorting. The points of the Pareto front have rank 0; every other point has a rank one higher than the
 * highest rank among the points that dominate it. This is Goldberg's peeling: rank r is the front of the points that
 * remain once all points of lower ranks are removed.
 *
 * `columns[m][i]` is objective m of point i, minimised; infinities are allowed, and equal points have equal ranks. The
 * points are processed in lexicographic order: in O(n log n) for up to two objectives (patience sorting), O(n log^2 n)
 * for three (maxima over quadrants in a two-level Fenwick tree), and O(m n^2) in the worst case for more (efficient
 * non-dominated sort by bisection; Zhang et al. 2015).
 * @returns the rank of every point, in the order of the points
 * @throws RangeError on NaN, no columns, or columns of different lengths
 */
export function nonDominatedSort(columns: readonly Float64Array[]): Int32Array {
  checkColumns(columns);
  const order = lexicographicOrder(columns);
  const rankOf = ranker(columns);
  const ranks = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) {
    const isCopy = k > 0 && samePoint(columns, order[k], order[k - 1]);
    ranks[order[k]] = isCopy ? ranks[order[k - 1]] : rankOf(order[k]);
  }
  return ranks;
}

/** A function that ranks a point. It must be called once per distinct point, in lexicographic order. */
function ranker(columns: readonly Float64Array[]): (point: number) => number {
  if (columns.length <= 2) return rankInPlane(columns[columns.length - 1]);
  if (columns.length === 3) return rankInSpace(columns[1], columns[2]);
  return rankAnywhere(columns);
}

/**
 * Ranks points of one or two objectives. The lowest last objective within a rank rises with the rank, so bisection
 * finds the first rank that has no dominating point.
 */
function rankInPlane(last: Float64Array): (point: number) => number {
  const lowest: number[] = [];
  return (point) => {
    const rank = firstWithout(lowest.length, (candidate) => lowest[candidate] <= last[point]);
    lowest[rank] = last[point];
    return rank;
  };
}

/** Ranks points of three objectives by the highest rank among the earlier points that are no worse in the last two. */
function rankInSpace(second: Float64Array, third: Float64Array): (point: number) => number {
  const u = denseRanks(second);
  const v = denseRanks(third);
  const highest = new QuadrantMaximum(u.ranks, v.ranks, u.distinct, v.distinct);
  return (point) => {
    const rank = highest.upTo(u.ranks[point], v.ranks[point]) + 1;
    highest.raise(u.ranks[point], v.ranks[point], rank);
    return rank;
  };
}

/** Ranks points of any number of objectives, by bisection over the ranks and comparison with the members of a rank. */
function rankAnywhere(columns: readonly Float64Array[]): (point: number) => number {
  const members: number[][] = [];
  const isDominatedBy = (rank: number, point: number): boolean => {
    const candidates = members[rank];
    for (let k = candidates.length - 1; k >= 0; k--) {
      if (weaklyDominates(columns, candidates[k], point)) return true;
    }
    return false;
  };
  return (point) => {
    const rank = firstWithout(members.length, (candidate) => isDominatedBy(candidate, point));
    if (rank === members.length) members.push([]);
    members[rank].push(point);
    return rank;
  };
}

/** The first of 0..count-1 for which `holds` is false, or `count`. After its first false, `holds` must stay false. */
function firstWithout(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
