import { dot } from "../../linear-algebra/cholesky.js";
import type { Matrix } from "../../port.js";
import type { Scaling } from "./groups.js";
import type { Hyperparameters } from "./hyperparameters.js";
import { matern, variances } from "./likelihood.js";

/** The training rows as the kernel sees them, laid out for products with one row after another. */
export interface KernelInputs {
  readonly rows: number;
  readonly columns: number;
  /** Variances of the Matern and the linear part, and of the noise. */
  readonly m: number;
  readonly l: number;
  readonly noise: number;
  /** Columns that count. */
  readonly used: Int32Array;
  /** Per column: what is taken from raw values, and what they are multiplied by. Mostly-zero columns are not shifted. */
  readonly shift: Float64Array;
  readonly factor: Float64Array;
  /** Column-major: a row's product with all training rows is a sum over its non-zero columns. */
  readonly values: Float64Array;
  readonly norms: Float64Array;
  /** From the shift to the mean row, on which the linear part is centred; and the rows' products with it. */
  readonly mean: Float64Array;
  readonly meanNorm: number;
  readonly offsets: Float64Array;
}

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
  const meanNorm = dot(mean, 0, mean, 0, columns);
  return { rows, columns, ...variances(theta), used, shift, factor, values, norms, mean, meanNorm, offsets };
}

function isMostlyZero({ rows, columns, data }: Matrix, column: number): boolean {
  let zeros = 0;
  for (let r = 0; r < rows; r++) if (data[r * columns + column] === 0) zeros++;
  return 2 * zeros > rows;
}

const PADDING = 7;

/** What `covariances` works in; kept by the caller from row to row. */
export interface Scratch {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export const scratchFor = ({ used }: KernelInputs): Scratch => ({
  columns: new Int32Array(used.length + PADDING),
  values: new Float64Array(used.length + PADDING),
});

/** Writes the covariances of the raw row at `data[from...]` with the training rows; returns its own prior variance. */
export function covariances(
  inputs: KernelInputs,
  data: Float64Array,
  from: number,
  k: Float64Array,
  scratch: Scratch,
): number {
  const { rows, used, shift, factor, mean, norms, offsets, m, l, meanNorm } = inputs;
  let count = 0;
  let norm = 0;
  let offset = 0;
  for (let u = 0; u < used.length; u++) {
    const c = used[u];
    const z = (data[from + c] - shift[c]) * factor[c];
    if (z === 0) continue;
    norm += z * z;
    offset += z * mean[c];
    scratch.columns[count] = c * rows;
    scratch.values[count++] = z;
  }
  addProducts(inputs.values, rows, scratch, count, k);
  const own = meanNorm - offset;
  for (let i = 0; i < rows; i++) {
    const squared = Math.max(0, norm + norms[i] - 2 * k[i]);
    k[i] = m * matern(squared) + l * (k[i] + own - offsets[i]);
  }
  return m + l * (norm - 2 * offset + meanNorm);
}

/** Products with all training rows, eight columns at a time; the last ones are padded with zeros. */
function addProducts(
  inputs: Float64Array,
  rows: number,
  { columns, values }: Scratch,
  count: number,
  k: Float64Array,
): void {
  k.fill(0);
  columns.fill(0, count, count + PADDING);
  values.fill(0, count, count + PADDING);
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
