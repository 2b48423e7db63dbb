import { gather } from "../columns.js";
import { paretoFront } from "../front.js";
import { lexicographicOrder } from "../order.js";

type Volume = (columns: readonly Float64Array[], reference: readonly number[]) => number;

/**
 * Exact hypervolume in four or more dimensions (While, Bradstreet, Barone 2012, "A fast way of calculating exact
 * hypervolumes"): points are taken from the worst in the last objective on; each adds its box minus what the points
 * after it cover of that box, where they all share its last coordinate, so that the problem loses a dimension.
 * All points lie inside the reference; `volumeInSpace` answers for three dimensions.
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

/** What point k covers alone against the points after it, in all dimensions but the last (in which it is the worst). */
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
