import type { Scale } from "./scale.js";

/** Two columns of a plot. Smaller values of `x` are better, and larger ones of `y`. */
export interface Pair {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/**
 * The rows that no other of these rows dominates in the two columns, from the smallest `x` to the largest. Of equal
 * points the first is kept; rows without both values are left out.
 */
export function pairFront({ x, y }: Pair, rows: Iterable<number>): number[] {
  const known = [...rows].filter((row) => Number.isFinite(x[row]) && Number.isFinite(y[row]));
  known.sort((a, b) => x[a] - x[b] || y[b] - y[a] || a - b);
  const front: number[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const row of known) {
    if (y[row] <= best) continue;
    front.push(row);
    best = y[row];
  }
  return front;
}

/**
 * The stepped line of a front: between two of its points, the better `y` costs the larger `x`, so that every place
 * below and to the right of the line is dominated. It ends at the right edge of the plot.
 */
export function stepPath({ x, y }: Pair, front: readonly number[], across: Scale, up: Scale): string {
  if (front.length === 0) return "";
  const parts = front.map((row, i) => {
    const [px, py] = [pixel(across.place(x[row])), pixel(up.place(y[row]))];
    return i === 0 ? `M${px} ${py}` : `H${px}V${py}`;
  });
  const right = Math.max(across.place(x[front[front.length - 1]]), ...across.range);
  return `${parts.join("")}H${pixel(right)}`;
}

const pixel = (value: number): number => Math.round(value * 100) / 100;
