/** The most objectives for which a curve is computed here. */
const MOST_OBJECTIVES = 3;

type Point = readonly number[];

/**
 * The hypervolume after each evaluation that raised it, up to the reference point: pairs of the number of points so far
 * and the hypervolume. All values are minimised; points that are not better than the reference in every objective, and
 * undefined ones (evaluations without all values), add nothing. Undefined for more than three objectives.
 */
export function hypervolumeCurve(
  points: readonly (Point | undefined)[],
  reference: Point,
): readonly (readonly [count: number, hypervolume: number])[] | undefined {
  if (reference.length > MOST_OBJECTIVES || reference.length === 0) return undefined;
  let front: Point[] = [];
  const curve: [number, number][] = [[0, 0]];
  points.forEach((point, i) => {
    if (point === undefined || point.some((value, m) => !(value < reference[m]))) return;
    if (front.some((other) => other.every((value, m) => value <= point[m]))) return;
    front = [...front.filter((other) => !point.every((value, m) => value <= other[m])), point];
    curve.push([i + 1, volume(front, reference)]);
  });
  const last = curve[curve.length - 1];
  if (points.length > last[0]) curve.push([points.length, last[1]]);
  return curve;
}

/** The volume between points and the reference: slices along the last objective, each of one dimension less. */
function volume(points: readonly Point[], reference: Point): number {
  const last = reference.length - 1;
  if (last === 0) return reference[0] - Math.min(...points.map(([value]) => value));
  const sorted = points.toSorted((a, b) => a[last] - b[last]);
  return sorted.reduce((sum, point, i) => {
    const height = (i + 1 < sorted.length ? sorted[i + 1][last] : reference[last]) - point[last];
    if (height <= 0) return sum;
    const below = sorted.slice(0, i + 1).map((one) => one.slice(0, last));
    return sum + height * volume(below, reference.slice(0, last));
  }, 0);
}
