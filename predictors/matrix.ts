import type { Matrix } from "./port.js";

/** A copy of some rows, in the order given. */
export function takeRows({ columns, data }: Matrix, rows: readonly number[]): Matrix {
  const taken = new Float64Array(rows.length * columns);
  rows.forEach((r, i) => {
    taken.set(data.subarray(r * columns, (r + 1) * columns), i * columns);
  });
  return { rows: rows.length, columns, data: taken };
}
