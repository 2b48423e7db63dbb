import { Random } from "../src/base/random.js";
import type { Matrix } from "./port.js";

/** A copy of some rows, in the order given. */
export function takeRows({ columns, data }: Matrix, rows: readonly number[]): Matrix {
  const taken = new Float64Array(rows.length * columns);
  rows.forEach((r, i) => {
    taken.set(data.subarray(r * columns, (r + 1) * columns), i * columns);
  });
  return { rows: rows.length, columns, data: taken };
}

interface Rows {
  readonly features: Matrix;
  readonly targets: Float64Array;
  /** Which rows they were. */
  readonly rows: readonly number[];
}

/** At most `most` rows, drawn by `seed`, in their original order. */
export function subset(features: Matrix, targets: Float64Array, most: number, seed: number): Rows {
  if (features.rows <= most) return { features, targets, rows: [...targets.keys()] };
  const kept = shuffled(features.rows, seed)
    .slice(0, most)
    .sort((a, b) => a - b);
  return rowsOf(features, targets, kept);
}

/** The rows dealt into `count` random parts; each part is once what is judged, by a fit on the others. */
export function folds(
  rows: number,
  count: number,
  seed: number,
): readonly { readonly fitted: readonly number[]; readonly judged: readonly number[] }[] {
  const order = shuffled(rows, seed);
  return Array.from({ length: count }, (_, fold) => ({
    fitted: order.filter((_, i) => i % count !== fold),
    judged: order.filter((_, i) => i % count === fold),
  }));
}

export function rowsOf(features: Matrix, targets: Float64Array, kept: readonly number[]): Rows {
  return {
    features: takeRows(features, kept),
    targets: Float64Array.from(kept, (r) => targets[r]),
    rows: kept,
  };
}

const shuffled = (rows: number, seed: number): number[] =>
  new Random(seed).shuffle(Array.from({ length: rows }, (_, r) => r));
