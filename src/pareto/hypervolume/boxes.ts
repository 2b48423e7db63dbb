import { gather } from "../columns.js";
import { paretoFront } from "../front.js";
import { lexicographicOrder } from "../order.js";

/** Disjoint boxes: in objective m, box k extends from `lower[m][k]` (possibly -Infinity) to `upper[m][k]`. */
export interface Boxes {
  readonly count: number;
  readonly lower: readonly Float64Array[];
  readonly upper: readonly Float64Array[];
}

/**
 * Divides the region that no point of `columns` dominates into disjoint boxes. The region is bounded above by
 * `reference` and unbounded below. The boxes are sorted by descending upper bound in the last objective.
 *
 * `columns[m][i]` is objective m of point i, minimised. All points must be better than `reference`; nothing is checked.
 * Dominated points and copies change nothing.
 *
 * A sweep along the last objective maintains the free region of the other objectives as a set of open boxes. A point
 * that the sweep reaches closes the open boxes that it intersects and opens what remains of each; two remainders that
 * form one box are merged. For f points on the front this gives f + 1 boxes in two objectives (with ascending upper
 * bounds in the first) and 2 f + 1 boxes in three, where the open boxes are the strips under a staircase, unbounded
 * below in the second objective (compare Yang et al. 2019, "Efficient computation of expected hypervolume improvement
 * using box decomposition algorithms"). With more objectives their number grows as a polynomial of higher degree in f.
 */
export function freeBoxes(columns: readonly Float64Array[], reference: readonly number[]): Boxes {
  const front = gather(columns, paretoFront(columns));
  const last = reference.length - 1;
  const closed: ClosedBox[] = [];
  let open: OpenBox[] = [
    {
      lower: new Array(last).fill(Number.NEGATIVE_INFINITY),
      upper: reference.slice(0, last),
      since: Number.NEGATIVE_INFINITY,
    },
  ];
  for (const i of lexicographicOrder([front[last]])) {
    const point = front.map((column) => column[i]);
    const { kept, intersected } = partition(open, point);
    for (const box of intersected) close(closed, box, point[last]);
    open = kept.concat(merge(intersected.flatMap((box) => remainders(box, point))));
  }
  for (const box of open) close(closed, box, reference[last]);
  return toColumns(closed.reverse(), reference.length);
}

/** A box in all objectives but the last; `since` is its lower bound in the last objective. */
interface OpenBox {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly since: number;
}

interface ClosedBox {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Separates the open boxes that contain a part dominated by `point` (`intersected`) from the others (`kept`). */
function partition(
  open: readonly OpenBox[],
  point: readonly number[],
): { kept: OpenBox[]; intersected: OpenBox[] } {
  const kept: OpenBox[] = [];
  const intersected: OpenBox[] = [];
  for (const box of open) (box.upper.every((upper, m) => upper > point[m]) ? intersected : kept).push(box);
  return { kept, intersected };
}

/** Adds the box, with the upper bound `at` in the last objective, to the closed ones, unless it is empty. */
function close(closed: ClosedBox[], box: OpenBox, at: number): void {
  if (at > box.since) closed.push({ lower: [...box.lower, box.since], upper: [...box.upper, at] });
}

/**
 * The part of the box that `point` does not dominate, in disjoint pieces: piece m lies below the point in objective m
 * and above it in the objectives before m.
 */
function remainders(box: OpenBox, point: readonly number[]): OpenBox[] {
  const pieces: OpenBox[] = [];
  const lower = [...box.lower];
  for (let m = 0; m < lower.length; m++) {
    if (point[m] <= lower[m]) continue;
    pieces.push({ lower: [...lower], upper: box.upper.with(m, point[m]), since: point[lower.length] });
    lower[m] = point[m];
  }
  return pieces;
}

/** Merges boxes that were opened by the same point, until no two of them form one box. */
function merge(boxes: readonly OpenBox[]): OpenBox[] {
  const merged: OpenBox[] = [];
  for (const box of boxes) {
    let grown = box;
    for (let k = 0; k < merged.length; k++) {
      const joined = join(merged[k], grown);
      if (joined === undefined) continue;
      grown = joined;
      merged.splice(k, 1);
      k = -1;
    }
    merged.push(grown);
  }
  return merged;
}

/**
 * The union of two disjoint boxes if it is a box, that is, if they agree in every objective but one and touch in that
 * one; otherwise undefined.
 */
function join(a: OpenBox, b: OpenBox): OpenBox | undefined {
  let differs = -1;
  for (let m = 0; m < a.lower.length; m++) {
    if (a.lower[m] === b.lower[m] && a.upper[m] === b.upper[m]) continue;
    if (differs >= 0) return undefined;
    differs = m;
  }
  if (a.upper[differs] === b.lower[differs]) return { ...a, upper: b.upper };
  if (b.upper[differs] === a.lower[differs]) return { ...a, lower: b.lower };
  return undefined;
}

function toColumns(boxes: readonly ClosedBox[], objectives: number): Boxes {
  const column = (m: number, side: "lower" | "upper") => Float64Array.from(boxes, (box) => box[side][m]);
  const dimensions = Array.from({ length: objectives }, (_, m) => m);
  return {
    count: boxes.length,
    lower: dimensions.map((m) => column(m, "lower")),
    upper: dimensions.map((m) => column(m, "upper")),
  };
}
