import { dot } from "../../linear-algebra/cholesky.js";
import type { Matrix } from "../../port.js";
import type { Scaling } from "./groups.js";
import type { Hyperparameters } from "./hyperparameters.js";
import { matern, variances } from "./likelihood.js";

/** The training rows as inputs of the kernel, laid out for fast inner products with further rows. */
export interface KernelInputs {
  readonly rows: number;
  readonly columns: number;
  /** Variances of the Matern kernel, of the linear kernel, and of the noise. */
  readonly m: number;
  readonly l: number;
  readonly noise: number;
  /** The columns that are not left out. */
  readonly used: Int32Array;
  /** Where the values of each of these columns begin, in the layout of the training rows. */
  readonly places: Int32Array;
  /** For each column, what is subtracted and the factor after that. Mostly-zero columns are not shifted. */
  readonly shift: Float64Array;
  readonly factor: Float64Array;
  /**
   * Shifted and scaled training rows, column-major (rows, columns). The inner products of a row with all of them are
   * then a sum over the row's non-zero columns.
   */
  readonly values: Float64Array;
  /** Squared length of each training row. */
  readonly norms: Float64Array;
  /** The mean row in the same coordinates, at which the linear kernel is centred. */
  readonly mean: Float64Array;
  /** Squared length of the mean row. */
  readonly meanNorm: number;
  /** Inner product of each training row with the mean row. */
  readonly offsets: Float64Array;
}

/** Scratch space of `covariances`, which the caller keeps from row to row. */
export interface Scratch {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** The columns of a row are processed so many at a time, padded with zeros. */
export const AT_ONCE = 8;
const PADDING = AT_ONCE - 1;

/** Prepares the training rows for `covariances`. */
export function kernelInputs(features: Matrix, scaling: Scaling, theta: Hyperparameters): KernelInputs {
  const { rows, columns, data } = features;
  const factor = Float64Array.from(scaling.scale, (s, c) =>
    scaling.group[c] < 0 ? 0 : s * Math.exp(theta[scaling.group[c]] / 2),
  );
  const shift = Float64Array.from(scaling.centre, (centre, c) => (isMostlyZero(features, c) ? 0 : centre));
  const mean = Float64Array.from(scaling.centre, (centre, c) => (centre - shift[c]) * factor[c]);
  const values = new Float64Array(rows * columns);
  const norms = new Float64Array(rows);
  const offsets = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const z = (data[r * columns + c] - shift[c]) * factor[c];
      values[c * rows + r] = z;
      norms[r] += z * z;
      offsets[r] += z * mean[c];
    }
  }
  const used = Int32Array.from([...factor.keys()].filter((c) => factor[c] > 0));
  const places = used.map((c) => c * rows);
  const meanNorm = dot(mean, 0, mean, 0, columns);
  const own = { used, places, shift, factor, mean, meanNorm };
  return { rows, columns, ...variances(theta), ...own, values, norms, offsets };
}

function isMostlyZero({ rows, columns, data }: Matrix, column: number): boolean {
  let zeros = 0;
  for (let r = 0; r < rows; r++) if (data[r * columns + column] === 0) zeros++;
  return 2 * zeros > rows;
}

/** Scratch space for `covariances` with these inputs. */
export const scratchFor = ({ used }: Pick<KernelInputs, "used">): Scratch => ({
  columns: new Int32Array(used.length + PADDING),
  values: new Float64Array(used.length + PADDING),
});

/**
 * Computes the covariances of a raw row, which starts at `data[from]`, with all training rows, and writes them to `k`.
 * @returns the prior variance of the row, without noise
 */
export function covariances(
  inputs: KernelInputs,
  data: Float64Array,
  from: number,
  k: Float64Array,
  scratch: Scratch,
): number {
  const { rows, norms, offsets, m, l } = inputs;
  const { count, norm, own, prior } = readRow(inputs, data, from, scratch);
  addProducts(inputs.values, rows, scratch, count, k);
  for (let i = 0; i < rows; i++) {
    const squared = Math.max(0, norm + norms[i] - 2 * k[i]);
    k[i] = m * matern(squared) + l * (k[i] + own - offsets[i]);
  }
  return prior;
}

/** A raw row in the coordinates of the kernel. */
interface RowRead {
  /** Number of columns that are not zero. */
  readonly count: number;
  /** Squared length. */
  readonly norm: number;
  /** The part of the linear kernel that does not depend on the other row. */
  readonly own: number;
  /** Prior variance, without noise. */
  readonly prior: number;
}

/** Reads the raw row that starts at `data[from]`: its columns that are not zero go to `scratch`, padded with zeros. */
export function readRow(
  { used, places, shift, factor, mean, m, l, meanNorm }: Omit<KernelInputs, "values" | "norms" | "offsets">,
  data: Float64Array,
  from: number,
  { columns, values }: Scratch,
): RowRead {
  let count = 0;
  let norm = 0;
  let offset = 0;
  for (let u = 0; u < used.length; u++) {
    const c = used[u];
    const z = (data[from + c] - shift[c]) * factor[c];
    if (z === 0) continue;
    norm += z * z;
    offset += z * mean[c];
    columns[count] = places[u];
    values[count++] = z;
  }
  columns.fill(0, count, count + PADDING);
  values.fill(0, count, count + PADDING);
  return { count, norm, own: meanNorm - offset, prior: m + l * (norm - 2 * offset + meanNorm) };
}

/** Writes the inner products with all training rows to `k`, eight columns at a time. */
function addProducts(
  inputs: Float64Array,
  rows: number,
  { columns, values }: Scratch,
  count: number,
  k: Float64Array,
): void {
  k.fill(0);
  for (let u = 0; u < count; u += 8) {
    const [c0, c1, c2, c3] = [columns[u], columns[u + 1], columns[u + 2], columns[u + 3]];
    const [c4, c5, c6, c7] = [columns[u + 4], columns[u + 5], columns[u + 6], columns[u + 7]];
    const [z0, z1, z2, z3] = [values[u], values[u + 1], values[u + 2], values[u + 3]];
    const [z4, z5, z6, z7] = [values[u + 4], values[u + 5], values[u + 6], values[u + 7]];
    for (let i = 0; i < rows; i++) {
      const first = z0 * inputs[c0 + i] + z1 * inputs[c1 + i] + z2 * inputs[c2 + i] + z3 * inputs[c3 + i];
      const second = z4 * inputs[c4 + i] + z5 * inputs[c5 + i] + z6 * inputs[c6 + i] + z7 * inputs[c7 + i];
      k[i] = k[i] + first + second;
    }
  }
}
