import { checkColumns, samePoint } from "./columns.js";
import { weaklyDominates } from "./dominance.js";
import { QuadrantMaximum } from "./fenwick.js";
import { denseRanks, lexicographicOrder } from "./order.js";

/**
 * Non-dominated sorting: the rank of every point, 0 for the front, and else one more than the highest rank among the
 * points that dominate it (Goldberg's peeling: rank r is the front of what is left without the ranks below r).
 *
 * `columns[m][i]` is objective m of point i, minimised; equal points have equal ranks. One sweep in lexicographic order:
 * O(n log n) for up to two objectives (patience sorting), O(n log^2 n) for three (quadrant maxima in a two-level Fenwick
 * tree), O(m n^2) in the worst case for more (efficient non-dominated sort by bisection; Zhang et al. 2015).
 * @throws RangeError on NaN, no columns, or columns of different lengths
 */
export function nonDominatedSort(columns: readonly Float64Array[]): Int32Array {
  checkColumns(columns);
  const order = lexicographicOrder(columns);
  const rankOf = ranker(columns);
  const ranks = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) {
    const copy = k > 0 && samePoint(columns, order[k], order[k - 1]);
    ranks[order[k]] = copy ? ranks[order[k - 1]] : rankOf(order[k]);
  }
  return ranks;
}

/** To be called once per distinct point in lexicographic order. */
function ranker(columns: readonly Float64Array[]): (point: number) => number {
  if (columns.length <= 2) return rankInPlane(columns[columns.length - 1]);
  if (columns.length === 3) return rankInSpace(columns[1], columns[2]);
  return rankAnywhere(columns);
}

/** The lowest last objective of each rank rises with the rank, so the first rank that does not dominate is found by bisection. */
function rankInPlane(last: Float64Array): (point: number) => number {
  const lowest: number[] = [];
  return (point) => {
    const rank = firstWithout(lowest.length, (candidate) => lowest[candidate] <= last[point]);
    lowest[rank] = last[point];
    return rank;
  };
}

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

function rankAnywhere(columns: readonly Float64Array[]): (point: number) => number {
  const members: number[][] = [];
  const dominatedBy = (rank: number, point: number): boolean => {
    const candidates = members[rank];
    for (let k = candidates.length - 1; k >= 0; k--) {
      if (weaklyDominates(columns, candidates[k], point)) return true;
    }
    return false;
  };
  return (point) => {
    const rank = firstWithout(members.length, (candidate) => dominatedBy(candidate, point));
    if (rank === members.length) members.push([]);
    members[rank].push(point);
    return rank;
  };
}

/** The first of 0..count-1 for which `holds` is false, else `count`; `holds` must be true then false. */
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
