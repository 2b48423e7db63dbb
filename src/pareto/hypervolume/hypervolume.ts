import { denseRanks, lexicographicOrder } from "../order.js";
import { RankSet } from "../rank-set.js";
import { insideReference } from "../reference.js";
import { hypervolumeByExclusion } from "./wfg.js";

/**
 * The exact hypervolume: the volume of the region that the points dominate and that is better than `reference`.
 *
 * `columns[m][i]` is objective m of point i, minimised; `reference[m]` is finite. A point that is not better than the
 * reference in every objective adds nothing; dominated points and further copies add nothing either. O(n) in one
 * dimension, O(n log n) in two (sorting) and three (sweep along the third objective over a balanced staircase of the
 * other two; Beume et al. 2009); more dimensions by exclusion (WFG; While, Bradstreet, Barone 2012), exponential in the
 * dimension at worst.
 * @throws RangeError on NaN, -Infinity, no columns, columns of different lengths, or a reference that does not fit
 */
export function hypervolume(columns: readonly Float64Array[], reference: readonly number[]): number {
  const inside = insideReference(columns, reference);
  if (inside[0].length === 0) return 0;
  return volumeOf(inside, reference);
}

/** `hypervolume` of at least one point, all inside the reference; nothing is checked. */
function volumeOf(columns: readonly Float64Array[], reference: readonly number[]): number {
  if (columns.length === 1) return reference[0] - columns[0].reduce((a, b) => Math.min(a, b));
  if (columns.length === 2) return areaOf(columns[0], columns[1], reference[0], reference[1]);
  if (columns.length === 3) return sweepVolume(columns, reference);
  return hypervolumeByExclusion(columns, reference, sweepVolume);
}

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

/** Three objectives, all points inside the reference. */
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

/** The area dominated by a growing set of points in the plane; insertion takes O(log n) amortised. */
class Staircase {
  area = 0;
  /** Ranks of the x of the points on the staircase, and the y at each. */
  readonly #steps: RankSet;
  readonly #height: Float64Array;
  readonly #left: Float64Array;
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
