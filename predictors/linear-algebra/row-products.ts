import { type Kernels, kernels } from "./simd/kernels.js";

/** Multiplies rows of numbers by one matrix: (rows, length) times (length, width), all row-major. */
export type RowProducts = (x: Float64Array, rows: number) => Float64Array;

/** Numbers of a row of the result that the kernel computes at once, and rows that it is given at most. */
const AT_ONCE = 8;
const MOST_ROWS = 32;
const BYTES = 8;

/** Prepares a matrix for products with rows, by the kernels where there are any. */
export function rowProducts(matrix: Float64Array, length: number, width: number): RowProducts {
  const vectors = kernels();
  return vectors === undefined
    ? plainRowProducts(matrix, length, width)
    : vectorRowProducts(matrix, length, width, vectors);
}

/** Does the same without vectors of numbers, and gives the same bits. */
export const plainRowProducts =
  (matrix: Float64Array, length: number, width: number): RowProducts =>
  (x, rows) => {
    const out = new Float64Array(rows * width);
    for (let r = 0; r < rows; r++) {
      const row = out.subarray(r * width, (r + 1) * width);
      for (let c = 0; c < length; c++) {
        const factor = x[r * length + c];
        for (let i = 0, at = c * width; i < width; i++, at++) row[i] += factor * matrix[at];
      }
    }
    return out;
  };

export function vectorRowProducts(
  matrix: Float64Array,
  length: number,
  width: number,
  { arena, run }: Kernels,
): RowProducts {
  const padded = Math.ceil(width / AT_ONCE) * AT_ONCE;
  const image = new Float64Array(length * padded);
  for (let c = 0; c < length; c++) image.set(matrix.subarray(c * width, (c + 1) * width), c * padded);
  return (x, rows) => {
    const out = new Float64Array(rows * width);
    for (let start = 0; start < rows; start += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, rows - start);
      const given = arena.scratch(MOST_ROWS * (length + padded) * BYTES);
      const made = given + MOST_ROWS * length * BYTES;
      const at = arena.place(image);
      new Float64Array(arena.buffer, given, count * length).set(
        x.subarray(start * length, (start + count) * length),
      );
      run.products(count, length, padded, given, at, made);
      for (let r = 0; r < count; r++)
        out.set(new Float64Array(arena.buffer, made + r * padded * BYTES, width), (start + r) * width);
    }
    return out;
  };
}
