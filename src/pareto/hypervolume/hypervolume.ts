import { denseRanks, lexicographicOrder } from "../order.js";
import { RankSet } from "../rank-set.js";
import { insideReference } from "../reference.js";
import { hypervolumeByExclusion } from "./wfg.js";

/**
 * The exact hypervolume: the volume of the region that the points dominate and that is better than the reference point,
 * in the product of the objectives' units.
 *
 * `columns[m][i]` is objective m of point i, minimised; `reference[m]` is finite. A point that is not better than the
 * reference point in every objective adds nothing, and neither do dominated points and further copies. Without points
 * the hypervolume is 0. The time is O(n) for one objective, and O(n log n) for two (sorting) and for three (a sweep
 * along the third objective over a staircase of the other two; Beume et al. 2009). More objectives are computed by
 * exclusion (WFG; While, Bradstreet, Barone 2012), in a time that is exponential in the number of objectives in the
 * worst case.
 *
 * @example
 * hypervolume([Float64Array.of(1, 2), Float64Array.of(2, 1)], [3, 3]); // 3
 *
 * @throws RangeError on NaN, -Infinity, no columns, columns of different lengths, or a reference point that has another
 * number of objectives or a value that is not finite
 */
export function hypervolume(columns: readonly Float64Array[], reference: readonly number[]): number {
  const inside = insideReference(columns, reference);
  if (inside[0].length === 0) return 0;
  return volumeOf(inside, reference);
}

/** The hypervolume of at least one point. All points must be better than the reference point; nothing is checked. */
function volumeOf(columns: readonly Float64Array[], reference: readonly number[]): number {
  if (columns.length === 1) return reference[0] - columns[0].reduce((a, b) => Math.min(a, b));
  if (columns.length === 2) return areaOf(columns[0], columns[1], reference[0], reference[1]);
  if (columns.length === 3) return sweepVolume(columns, reference);
  return hypervolumeByExclusion(columns, reference, sweepVolume);
}

/** Hypervolume in two objectives, of points that are better than the reference point. */
function areaOf(x: Float64Array, y: Float64Array, limitX: number, limitY: number): number {
  const order = lexicographicOrder([x, y]);
  let area = 0;
  let lowest = limitY;
  for (const i of order) {
    if (y[i] >= lowest) continue;
    area += (limitX - x[i]) * (lowest - y[i]);
    lowest = y[i];
  }
  return area;
}

/** Hypervolume in three objectives, of points that are better than the reference point. */
function sweepVolume(columns: readonly Float64Array[], reference: readonly number[]): number {
  const [x, y, z] = columns;
  const staircase = new Staircase(x, y, reference[0], reference[1]);
  const order = lexicographicOrder([z]);
  let volume = 0;
  for (let k = 0; k < order.length; k++) {
    staircase.insert(order[k]);
    const next = k + 1 < order.length ? z[order[k + 1]] : reference[2];
    volume += staircase.area * (next - z[order[k]]);
  }
  return volume;
}

/**
 * The area that a growing set of points dominates in the plane, within a limit. The non-dominated points form a
 * staircase; inserting a point takes O(log n) amortised time.
 */
class Staircase {
  area = 0;
  /** The points on the staircase, each by the dense rank of its x. */
  readonly #steps: RankSet;
  /** By rank: the y of the point on the staircase. */
  readonly #height: Float64Array;
  /** By rank: the x of the point on the staircase. */
  readonly #left: Float64Array;
  /** By point: the dense rank of its x. */
  readonly #rank: Int32Array;

  constructor(
    readonly x: Float64Array,
    readonly y: Float64Array,
    readonly limitX: number,
    readonly limitY: number,
  ) {
    const { ranks, distinct } = denseRanks(x);
    this.#rank = ranks;
    this.#steps = new RankSet(distinct + 1);
    this.#height = new Float64Array(distinct);
    this.#left = new Float64Array(distinct);
  }

  /** Inserts the point with this index, and adds to `area` what it newly dominates. */
  insert(point: number): void {
    const rank = this.#rank[point];
    const y = this.y[point];
    const before = this.#steps.below(rank + 1);
    let ceiling = before < 0 ? this.limitY : this.#height[before];
    if (ceiling <= y) return;
    let from = this.x[point];
    let step = before === rank ? rank : this.#steps.above(rank);
    while (step >= 0 && this.#height[step] >= y) {
      this.area += (this.#left[step] - from) * (ceiling - y);
      from = this.#left[step];
      ceiling = this.#height[step];
      this.#steps.delete(step);
      step = this.#steps.above(step);
    }
    this.area += ((step < 0 ? this.limitX : this.#left[step]) - from) * (ceiling - y);
    this.#steps.add(rank);
    this.#height[rank] = y;
    this.#left[rank] = this.x[point];
  }
}
