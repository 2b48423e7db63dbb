import { gather } from "../columns.js";
import { paretoFront } from "../front.js";
import { lexicographicOrder } from "../order.js";

/** Disjoint boxes: `lower[m][k]` (may be -Infinity) to `upper[m][k]` of box k in objective m. */
export interface Boxes {
  readonly count: number;
  readonly lower: readonly Float64Array[];
  readonly upper: readonly Float64Array[];
}

/**
 * Cuts the region that no point of `columns` dominates, inside `reference` and unbounded below, into disjoint boxes by
 * descending upper last objective. All points lie inside the reference; dominated points and copies change nothing.
 *
 * A sweep along the last objective keeps the free region of the objectives before it: a point that enters closes the
 * boxes it bites into and opens what remains of each, merged where two remainders make one box. For f points on the front
 * that gives f + 1 boxes in two dimensions (upper first objective ascending) and 2 f + 1 in three, where the boxes of the
 * plane are the strips under a staircase, unbounded below in the second objective (compare Yang et al. 2019, "Efficient
 * computation of expected hypervolume improvement using box decomposition algorithms"); a polynomial of higher degree
 * in more.
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
    const { kept, bitten } = partition(open, point);
    for (const box of bitten) close(closed, box, point[last]);
    open = kept.concat(merge(bitten.flatMap((box) => remainders(box, point))));
  }
  for (const box of open) close(closed, box, reference[last]);
  return toColumns(closed.reverse(), reference.length);
}

/** A box in all objectives but the last, free from `since` on in that. */
interface OpenBox {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly since: number;
}

interface ClosedBox {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

function partition(
  open: readonly OpenBox[],
  point: readonly number[],
): { kept: OpenBox[]; bitten: OpenBox[] } {
  const kept: OpenBox[] = [];
  const bitten: OpenBox[] = [];
  for (const box of open) (box.upper.every((upper, m) => upper > point[m]) ? bitten : kept).push(box);
  return { kept, bitten };
}

function close(closed: ClosedBox[], box: OpenBox, at: number): void {
  if (at > box.since) closed.push({ lower: [...box.lower, box.since], upper: [...box.upper, at] });
}

/** The box without what `point` dominates of it: piece m lies below the point in objective m, and above it in those before. */
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

/** Joins boxes that opened together, as long as two of them make one box. */
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

/** The union of two disjoint boxes where that is a box: they agree in every objective but one, and touch there. */
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
