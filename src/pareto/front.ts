import { checkColumns, samePoint } from "./columns.js";
import { weaklyDominates } from "./dominance.js";
import { PrefixMinimum } from "./fenwick.js";
import { denseRanks, lexicographicOrder } from "./order.js";

/**
 * The points that no other point dominates, as ascending indices.
 *
 * `columns[m][i]` is objective m of point i, minimised. All copies of a non-dominated point are on the front. One sweep
 * in lexicographic order: O(n log n) for up to three objectives (Kung, Luccio, Preparata 1975), O(n f) for more, f being
 * the size of the front.
 * @throws RangeError on NaN, no columns, or columns of different lengths
 */
export function paretoFront(columns: readonly Float64Array[]): Int32Array {
  checkColumns(columns);
  const order = lexicographicOrder(columns);
  const isDominated = sweep(columns);
  const front: number[] = [];
  let previous = false;
  for (let k = 0; k < order.length; k++) {
    const copy = k > 0 && samePoint(columns, order[k], order[k - 1]);
    const isOn: boolean = copy ? previous : !isDominated(order[k]);
    if (isOn) front.push(order[k]);
    previous = isOn;
  }
  return Int32Array.from(front).sort();
}

/** A test to be called once per distinct point in lexicographic order: is it dominated by an earlier one? */
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
