import { Random } from "../src/base/random.js";
import type { Matrix } from "./port.js";

/** Copies some rows of a matrix, in the order given; repeats are allowed. */
export function takeRows({ columns, data }: Matrix, rows: readonly number[]): Matrix {
  const taken = new Float64Array(rows.length * columns);
  rows.forEach((r, i) => {
    taken.set(data.subarray(r * columns, (r + 1) * columns), i * columns);
  });
  return { rows: rows.length, columns, data: taken };
}

/** Some rows of a training set. */
interface Rows {
  readonly features: Matrix;
  readonly targets: Float64Array;
  /** The indices of these rows in the whole training set. */
  readonly rows: readonly number[];
}

/** Draws at most `most` rows at random (reproducibly by `seed`) and keeps them in their original order. */
export function subset(features: Matrix, targets: Float64Array, most: number, seed: number): Rows {
  if (features.rows <= most) return { features, targets, rows: [...targets.keys()] };
  const kept = shuffled(features.rows, seed)
    .slice(0, most)
    .sort((a, b) => a - b);
  return rowsOf(features, targets, kept);
}

/** Divides the rows into `count` random folds: each has the rows that it leaves out, and all others for training. */
export function folds(
  rows: number,
  count: number,
  seed: number,
): readonly { readonly trainingRows: readonly number[]; readonly leftOutRows: readonly number[] }[] {
  const order = shuffled(rows, seed);
  return Array.from({ length: count }, (_, fold) => ({
    trainingRows: order.filter((_, i) => i % count !== fold),
    leftOutRows: order.filter((_, i) => i % count === fold),
  }));
}

/** Copies some rows of a training set, in the order given. */
export function rowsOf(features: Matrix, targets: Float64Array, kept: readonly number[]): Rows {
  return {
    features: takeRows(features, kept),
    targets: Float64Array.from(kept, (r) => targets[r]),
    rows: kept,
  };
}

const shuffled = (rows: number, seed: number): number[] =>
  new Random(seed).shuffle(Array.from({ length: rows }, (_, r) => r));

/** Joins matrices of equal numbers of columns, one below the other. */
export function stackRows(parts: readonly Matrix[]): Matrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const columns = parts[0]?.columns ?? 0;
  const data = new Float64Array(rows * columns);
  let row = 0;
  for (const part of parts) {
    data.set(part.data, row * columns);
    row += part.rows;
  }
  return { rows, columns, data };
}
