import { checkColumns, samePoint } from "./columns.js";
import { weaklyDominates } from "./dominance.js";
import { PrefixMinimum } from "./fenwick.js";
import { denseRanks, lexicographicOrder } from "./order.js";

/**
 * The Pareto front: the indices of the points that no other point dominates.
 *
 * `columns[m][i]` is objective m of point i, minimised; infinities are allowed. All copies of a non-dominated point are
 * on the front. The points are processed in lexicographic order: in O(n log n) for up to three objectives (Kung,
 * Luccio, Preparata 1975), and in O(n f) for more, where f is the size of the front.
 *
 * @example
 * paretoFront([Float64Array.of(1, 2, 3), Float64Array.of(3, 1, 2)]); // 0 and 1: point (2, 1) dominates point (3, 2)
 *
 * @returns ascending indices
 * @throws RangeError on NaN, no columns, or columns of different lengths
 */
export function paretoFront(columns: readonly Float64Array[]): Int32Array {
  checkColumns(columns);
  const order = lexicographicOrder(columns);
  const isDominated = sweep(columns);
  const front: number[] = [];
  let isPreviousOn = false;
  for (let k = 0; k < order.length; k++) {
    const isCopy = k > 0 && samePoint(columns, order[k], order[k - 1]);
    const isOn: boolean = isCopy ? isPreviousOn : !isDominated(order[k]);
    if (isOn) front.push(order[k]);
    isPreviousOn = isOn;
  }
  return Int32Array.from(front).sort();
}

/**
 * A test whether a point is dominated by one of the points it was called with before. It must be called once per
 * distinct point, in lexicographic order.
 */
function sweep(columns: readonly Float64Array[]): (point: number) => boolean {
  if (columns.length <= 2) return sweepPlane(columns[columns.length - 1]);
  if (columns.length === 3) return sweepSpace(columns[1], columns[2]);
  return sweepAny(columns);
}

function sweepPlane(last: Float64Array): (point: number) => boolean {
  let lowest = Number.NaN;
  return (point) => {
    if (lowest <= last[point]) return true;
    lowest = last[point];
    return false;
  };
}

function sweepSpace(second: Float64Array, third: Float64Array): (point: number) => boolean {
  const { ranks, distinct } = denseRanks(second);
  const { ranks: depths } = denseRanks(third);
  const lowest = new PrefixMinimum(distinct);
  return (point) => {
    if (lowest.upTo(ranks[point]) <= depths[point]) return true;
    lowest.lower(ranks[point], depths[point]);
    return false;
  };
}

function sweepAny(columns: readonly Float64Array[]): (point: number) => boolean {
  const front: number[] = [];
  return (point) => {
    for (let k = 0; k < front.length; k++) {
      if (weaklyDominates(columns, front[k], point)) return true;
    }
    front.push(point);
    return false;
  };
}
