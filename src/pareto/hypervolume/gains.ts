import { checkColumns } from "../columns.js";
import { insideReference } from "../reference.js";
import { type Boxes, freeBoxes } from "./boxes.js";

/**
 * The exact hypervolume improvement of new points against one fixed front: hypervolume(front and point) minus
 * hypervolume(front). Every point is judged by itself.
 */
export interface HypervolumeGains {
  /** The improvement by one point (objectives minimised); 0 for a point that is dominated or not inside the reference. */
  gain(point: ArrayLike<number>): number;
  /** The same for many points as columns. */
  gains(columns: readonly Float64Array[]): Float64Array;
}

/**
 * Prepares the improvement of many points against one front: the region inside `reference` that the front leaves free is
 * cut into disjoint boxes once (`freeBoxes`); a point's improvement is the part of them that it dominates.
 *
 * `front[m][i]` is objective m of point i, minimised; it may hold dominated points and copies, which change nothing, and
 * no point at all. With f points on the front there are f + 1 boxes in two and 2 f + 1 in three objectives; a query takes
 * O(log f + boxes it dominates) in two, O(boxes) in more. More objectives: see `freeBoxes`.
 * @throws RangeError (here and from both methods) on NaN, -Infinity, columns that do not fit, or a reference that is not finite
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
      throw new RangeError(`points of ${columns.length} objectives, the front has ${objectives}`);
    }
    const result = new Float64Array(count);
    const point = new Float64Array(objectives);
    for (let i = 0; i < count; i++) {
      for (let m = 0; m < objectives; m++) point[m] = columns[m][i];
      if (point.includes(Number.NEGATIVE_INFINITY))
        throw new RangeError(`point ${i} has an objective of -Infinity`);
      result[i] = measure(point);
    }
    return result;
  };
  return { gains, gain: (point) => gains(Array.from(point, (value) => Float64Array.of(value)))[0] };
}

type Measure = (point: Float64Array) => number;

/** Boxes of the plane are strips on top of each other, from the top down, each reaching farther in x than the one before. */
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

/** Boxes of the space come by descending upper z and reach down without limit in y. */
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

/** Boxes come by descending upper last objective; their bounds are laid out box by box: lower, then upper. */
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
