/**
 * A matrix as a list of rows. This file computes what src/training/nn does with plain loops in double precision,
 * which are easy to check by reading.
 */
export type Rows = readonly (readonly number[])[];

/** Splits `flat`, row-major, into rows of that many columns. */
export const rowsOf = (flat: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: flat.length / columns }, (_, r) =>
    Array.from({ length: columns }, (_, c) => flat[r * columns + c]),
  );

export const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

export const map = (x: Rows, change: (value: number) => number): number[][] =>
  x.map((row) => row.map(change));
export const added = (x: Rows, y: Rows): number[][] => x.map((row, r) => row.map((v, c) => v + y[r][c]));
export const transposed = (x: Rows): number[][] => x[0].map((_, c) => x.map((row) => row[c]));
export const product = (x: Rows, y: Rows): number[][] =>
  x.map((row) => y[0].map((_, c) => sumOf(row.map((v, k) => v * y[k][c]))));

export const relu = (x: number): number => Math.max(0, x);
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const hSigmoid = (x: number): number => Math.min(6, Math.max(0, x + 3)) / 6;
export const hSwish = (x: number): number => x * hSigmoid(x);
export const mish = (x: number): number => x * Math.tanh(Math.log1p(Math.exp(x)));
export const ACTIVATIONS = { none: (x: number) => x, relu, "h-swish": hSwish } as const;

export function softmax(row: readonly number[]): number[] {
  const powers = row.map((v) => Math.exp(v - Math.max(...row)));
  return powers.map((power) => power / sumOf(powers));
}

/** Subtracts the mean and divides by the standard deviation of the first `statisticsFrom` values of `row`. */
export function normalised(row: readonly number[], statisticsFrom = row.length): number[] {
  const counted = row.slice(0, statisticsFrom);
  const mean = meanOf(counted);
  const variance = meanOf(counted.map((v) => (v - mean) ** 2));
  return row.map((v) => (v - mean) / Math.sqrt(variance + 1e-5));
}

/** Applies batch norm to every row of `x` (channels, n). */
export const rowNorm = (
  x: Rows,
  gamma: readonly number[],
  beta: readonly number[],
  statisticsFrom?: number,
): number[][] =>
  x.map((row, r) => normalised(row, statisticsFrom).map((value) => value * gamma[r] + beta[r]));

/** Applies layer norm to every row of `x` (n, size). */
export const layerNorm = (x: Rows, gamma: readonly number[], beta: readonly number[]): number[][] =>
  x.map((row) => normalised(row).map((value, c) => value * gamma[c] + beta[c]));

/** Computes the depthwise convolution of `x` (channels, batch * size * size) with zero padding k / 2. */
export function depthwise(x: Rows, kernels: Rows, size: number, stride: number): number[][] {
  const out = Math.ceil(size / stride);
  const k = Math.sqrt(kernels[0].length);
  const at = (row: readonly number[], n: number, i: number, j: number): number =>
    i < 0 || j < 0 || i >= size || j >= size ? 0 : row[(n * size + i) * size + j];
  return x.map((row, channel) => {
    const values: number[] = [];
    for (let n = 0; n < row.length / size ** 2; n++) {
      for (let position = 0; position < out * out; position++) {
        const top = Math.floor(position / out) * stride - (k - 1) / 2;
        const left = (position % out) * stride - (k - 1) / 2;
        let sum = 0;
        for (let tap = 0; tap < k * k; tap++)
          sum += kernels[channel][tap] * at(row, n, top + Math.floor(tap / k), left + (tap % k));
        values.push(sum);
      }
    }
    return values;
  });
}

/** Computes the mean cross-entropy of `logits` (batch, classes) against distributions. */
export const crossEntropy = (logits: Rows, targets: Rows): number =>
  meanOf(logits.map((row, r) => -sumOf(softmax(row).map((p, c) => targets[r][c] * Math.log(p)))));

/** Computes the mean binary cross-entropy of logits against probabilities. */
export const binaryCrossEntropy = (logits: readonly number[], targets: readonly number[]): number =>
  meanOf(
    logits.map((logit, i) => {
      const p = 1 / (1 + Math.exp(-logit));
      return -(targets[i] * Math.log(p) + (1 - targets[i]) * Math.log(1 - p));
    }),
  );

/** Computes the gradient of `f` at `x` by central differences. */
export function slope(f: (x: readonly number[]) => number, x: readonly number[], step = 1e-5): number[] {
  const moved = [...x];
  return x.map((value, i) => {
    moved[i] = value + step;
    const above = f(moved);
    moved[i] = value - step;
    const below = f(moved);
    moved[i] = value;
    return (above - below) / (2 * step);
  });
}
