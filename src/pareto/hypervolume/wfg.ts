import { gather } from "../columns.js";
import { paretoFront } from "../front.js";
import { lexicographicOrder } from "../order.js";

type Volume = (columns: readonly Float64Array[], reference: readonly number[]) => number;

/**
 * Exact hypervolume for three or more objectives by exclusion (While, Bradstreet, Barone 2012, "A fast way of
 * calculating exact hypervolumes"). The points are taken in the order of their last objective, the worst first. Each
 * adds the volume of its box minus the part of that box which the points after it cover. These are no worse in the last
 * objective, so they cover that part over its whole height, and it remains to compute a hypervolume in one objective
 * less.
 *
 * `columns[m][i]` is objective m of point i, minimised. All points must be better than `reference`; nothing is checked.
 * `volumeInSpace` computes the hypervolume for three objectives.
 */
export function hypervolumeByExclusion(
  columns: readonly Float64Array[],
  reference: readonly number[],
  volumeInSpace: Volume,
): number {
  if (columns.length === 3) return volumeInSpace(columns, reference);
  const last = columns.length - 1;
  const front = gather(columns, paretoFront(columns));
  const order = lexicographicOrder([front[last]]).reverse();
  const sorted = gather(front, order);
  let volume = 0;
  for (let k = 0; k < order.length; k++) {
    const height = reference[last] - sorted[last][k];
    volume += height * exclusiveVolume(sorted, k, reference, volumeInSpace);
  }
  return volume;
}

/** The volume that only point k covers, not a point after it, in all objectives but the last. */
function exclusiveVolume(
  sorted: readonly Float64Array[],
  k: number,
  reference: readonly number[],
  volumeInSpace: Volume,
): number {
  const below = sorted.slice(0, -1);
  let box = 1;
  for (let m = 0; m < below.length; m++) box *= reference[m] - below[m][k];
  if (k + 1 === below[0].length) return box;
  const limited = below.map((column) => column.slice(k + 1).map((value) => Math.max(value, column[k])));
  return box - hypervolumeByExclusion(limited, reference.slice(0, -1), volumeInSpace);
}
