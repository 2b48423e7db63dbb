/** Plain, quadratic or worse, obviously correct counterparts of src/pareto, on points as rows. */
export type Point = readonly number[];

export const toColumns = (points: readonly Point[], objectives: number): Float64Array[] =>
  Array.from({ length: objectives }, (_, m) => Float64Array.from(points, (point) => point[m]));

export const plainDominates = (a: Point, b: Point): boolean =>
  a.every((value, m) => value <= b[m]) && a.some((value, m) => value < b[m]);

export const plainFront = (points: readonly Point[]): number[] =>
  points.flatMap((point, i) => (points.some((other) => plainDominates(other, point)) ? [] : [i]));

/** Peels front after front: O(fronts x n^2). */
export function plainRanks(points: readonly Point[]): number[] {
  const ranks = new Array<number>(points.length).fill(-1);
  let left = points.map((_, i) => i);
  for (let rank = 0; left.length > 0; rank++) {
    const front = plainFront(left.map((i) => points[i])).map((k) => left[k]);
    for (const i of front) ranks[i] = rank;
    left = left.filter((i) => ranks[i] < 0);
  }
  return ranks;
}

/** Fast non-dominated sorting as NSGA-II has it: every pair is compared once, O(m n^2). What the bench compares with. */
export function pairwiseRanks(columns: readonly Float64Array[]): Int32Array {
  const count = columns[0].length;
  const dominators = new Int32Array(count);
  const dominated: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      let iBetter = false;
      let jBetter = false;
      for (const column of columns) {
        if (column[i] < column[j]) iBetter = true;
        else if (column[i] > column[j]) jBetter = true;
      }
      if (iBetter === jBetter) continue;
      dominated[iBetter ? i : j].push(iBetter ? j : i);
      dominators[iBetter ? j : i]++;
    }
  }
  const ranks = new Int32Array(count);
  const queue = Array.from(dominators.keys()).filter((i) => dominators[i] === 0);
  for (const i of queue) {
    for (const j of dominated[i]) {
      if (--dominators[j] > 0) continue;
      ranks[j] = ranks[i] + 1;
      queue.push(j);
    }
  }
  return ranks;
}

/** Hypervolume by slicing one objective after the other: O(n^m). */
export function slicedVolume(points: readonly Point[], reference: Point): number {
  const inside = points.filter((point) => point.every((value, m) => value < reference[m]));
  if (reference.length === 0) return inside.length > 0 ? 1 : 0;
  const last = reference.length - 1;
  const cuts = [...new Set(inside.map((point) => point[last]))].sort((a, b) => a - b);
  return cuts.reduce((volume, cut, k) => {
    const slice = inside.filter((point) => point[last] <= cut).map((point) => point.slice(0, last));
    return volume + slicedVolume(slice, reference.slice(0, last)) * ((cuts[k + 1] ?? reference[last]) - cut);
  }, 0);
}

/**
 * Hypervolume in three objectives, one plane after the other: a sorted array of points by the first two objectives from
 * which each slice's area is summed anew, O(n^2). What the bench compares with.
 */
export function planeSweptVolume(columns: readonly Float64Array[], reference: Point): number {
  const [x, y, z] = columns;
  const order = Array.from(x.keys()).sort((i, j) => z[i] - z[j]);
  const inside = order.filter((i) => columns.every((column, m) => column[i] < reference[m]));
  const slice: number[] = [];
  let volume = 0;
  inside.forEach((i, k) => {
    const place = slice.findIndex((j) => x[j] > x[i] || (x[j] === x[i] && y[j] >= y[i]));
    slice.splice(place < 0 ? slice.length : place, 0, i);
    let area = 0;
    let lowest = reference[1];
    for (const j of slice) {
      if (y[j] >= lowest) continue;
      area += (reference[0] - x[j]) * (lowest - y[j]);
      lowest = y[j];
    }
    volume += area * ((k + 1 < inside.length ? z[inside[k + 1]] : reference[2]) - z[i]);
  });
  return volume;
}
