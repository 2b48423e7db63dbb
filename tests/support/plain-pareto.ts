/**
 * A point as a row of minimised objectives. This file computes what src/pareto does by definition, in quadratic time
 * or worse.
 */
export type Point = readonly number[];

export const toColumns = (points: readonly Point[], objectives: number): Float64Array[] =>
  Array.from({ length: objectives }, (_, m) => Float64Array.from(points, (point) => point[m]));

export const plainDominates = (a: Point, b: Point): boolean =>
  a.every((value, m) => value <= b[m]) && a.some((value, m) => value < b[m]);

export const plainFront = (points: readonly Point[]): number[] =>
  points.flatMap((point, i) => (points.some((other) => plainDominates(other, point)) ? [] : [i]));

/** Ranks points by removing one front after the other: O(fronts x n^2). */
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

/** Computes the hypervolume by slicing one objective after the other: O(n^m). */
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
