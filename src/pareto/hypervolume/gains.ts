import { checkColumns } from "../columns.js";
import { insideReference } from "../reference.js";
import { type Boxes, freeBoxes } from "./boxes.js";

/**
 * Exact hypervolume improvements over a fixed front. The improvement by a point is the hypervolume of the front
 * together with the point minus the hypervolume of the front; points do not influence each other.
 */
export interface HypervolumeGains {
  /**
   * The improvement by one point, objectives minimised. It is 0 for a point that the front dominates or that is not
   * better than the reference point in every objective.
   */
  gain(point: ArrayLike<number>): number;
  /** The improvements by many points, each by itself: `columns[m][i]` is objective m of point i. */
  gains(columns: readonly Float64Array[]): Float64Array;
}

/**
 * Prepares the hypervolume improvements by many points over one front. The region that the front does not dominate, up
 * to `reference`, is divided into disjoint boxes once (`freeBoxes`); the improvement by a point is the volume of these
 * boxes that it dominates.
 *
 * `front[m][i]` is objective m of point i, minimised. The front may be empty; dominated points and copies in it change
 * nothing. A front of f points leaves f + 1 boxes for two objectives, 2 f + 1 for three, and more beyond (see
 * `freeBoxes`). The time per point is O(log f + number of boxes that it dominates) for two objectives and O(number of
 * boxes) for more.
 *
 * @example
 * const front = [Float64Array.of(1, 3), Float64Array.of(3, 1)];
 * hypervolumeGains(front, [4, 4]).gain([2, 2]); // 1
 *
 * @throws RangeError (here and in both methods) on NaN, -Infinity, a number of objectives other than the reference
 * point's, columns of different lengths, or a reference value that is not finite
 */
export function hypervolumeGains(
  front: readonly Float64Array[],
  reference: readonly number[],
): HypervolumeGains {
  const boxes = freeBoxes(insideReference(front, reference), reference);
  const objectives = reference.length;
  const measure =
    objectives === 2 ? planeMeasure(boxes) : objectives === 3 ? spaceMeasure(boxes) : anyMeasure(boxes);
  const gains = (columns: readonly Float64Array[]): Float64Array => {
    const count = checkColumns(columns);
    if (columns.length !== objectives) {
      throw new RangeError(`the points have ${columns.length} objectives, the front has ${objectives}`);
    }
    const result = new Float64Array(count);
    const point = new Float64Array(objectives);
    for (let i = 0; i < count; i++) {
      for (let m = 0; m < objectives; m++) point[m] = columns[m][i];
      if (point.includes(Number.NEGATIVE_INFINITY))
        throw new RangeError(`an objective of point ${i} is -Infinity: the improvement is not finite`);
      result[i] = measure(point);
    }
    return result;
  };
  return { gains, gain: (point) => gains(Array.from(point, (value) => Float64Array.of(value)))[0] };
}

/** The volume of the boxes' parts that a point dominates. */
type Measure = (point: Float64Array) => number;

/** Measures in two objectives. The boxes are strips, sorted from the top down; each extends farther in x. */
function planeMeasure(boxes: Boxes): Measure {
  const [right, top] = boxes.upper;
  const bottom = boxes.lower[1];
  return ([x, y]) => {
    let low = 0;
    let high = boxes.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (right[middle] <= x) low = middle + 1;
      else high = middle;
    }
    let area = 0;
    for (let k = low; k < boxes.count && top[k] > y; k++) {
      area += (right[k] - x) * (top[k] - Math.max(y, bottom[k]));
    }
    return area;
  };
}

/** Measures in three objectives. The boxes are sorted by descending upper bound in z and are unbounded below in y. */
function spaceMeasure(boxes: Boxes): Measure {
  const [lowX, , lowZ] = boxes.lower;
  const [highX, highY, highZ] = boxes.upper;
  return ([x, y, z]) => {
    let volume = 0;
    for (let k = 0; k < boxes.count && highZ[k] > z; k++) {
      const width = highX[k] - Math.max(x, lowX[k]);
      const height = highY[k] - y;
      if (width > 0 && height > 0) volume += width * height * (highZ[k] - Math.max(z, lowZ[k]));
    }
    return volume;
  };
}

/**
 * Measures in any number of objectives. The boxes are sorted by descending upper bound in the last objective; their
 * bounds are laid out box by box, the lower ones before the upper ones.
 */
function anyMeasure(boxes: Boxes): Measure {
  const objectives = boxes.upper.length;
  const bounds = new Float64Array(2 * objectives * boxes.count);
  for (let k = 0; k < boxes.count; k++) {
    for (let m = 0; m < objectives; m++) {
      bounds[2 * objectives * k + m] = boxes.lower[m][k];
      bounds[2 * objectives * k + objectives + m] = boxes.upper[m][k];
    }
  }
  return (point) => {
    let volume = 0;
    for (let at = 0; at < bounds.length; at += 2 * objectives) {
      if (bounds[at + 2 * objectives - 1] <= point[objectives - 1]) break;
      let part = 1;
      for (let m = 0; m < objectives && part > 0; m++) {
        const edge = bounds[at + objectives + m] - Math.max(point[m], bounds[at + m]);
        part = edge > 0 ? part * edge : 0;
      }
      volume += part;
    }
    return volume;
  };
}
