import type { Parts, Widths } from "./columns.js";

/** Length scale of the squared exponential kernel, in root mean squared standard deviations of the features. */
const LENGTH_SCALE = 1.5;

/** Inner products between rows and training rows, each row-major (rows, n). */
export interface Grams {
  /** Of the sources, minus their mean over the training rows, divided by their number. */
  readonly sources: Float64Array;
  /** Of the workload in standard deviations, divided by its number of columns. */
  readonly workload: Float64Array;
  /** The squared exponential kernel of the features. */
  readonly features: Float64Array;
}

/** Computes the inner products of rows with the training rows. `centre` is the training mean of each source. */
export function gramsOf(parts: Parts, train: Parts, widths: Widths, centre: Float64Array): Grams {
  const n = train.rows;
  const size = parts.rows * n;
  const grams = {
    sources: new Float64Array(size),
    workload: new Float64Array(size),
    features: new Float64Array(size),
  };
  for (let r = 0, at = 0; r < parts.rows; r++) {
    for (let i = 0; i < n; i++, at++) {
      grams.sources[at] = product(parts.sources, r, train.sources, i, widths.sources, centre);
      grams.workload[at] = product(parts.scaled, r, train.scaled, i, widths.workload);
      const distance = squaredDistance(parts.features, r, train.features, i, widths.features);
      grams.features[at] = Math.exp((-0.5 * distance) / LENGTH_SCALE ** 2);
    }
  }
  return grams;
}

/** The inner products of rows with themselves: (rows) each. */
export function normsOf(parts: Parts, widths: Widths, centre: Float64Array): Grams {
  const norms = (data: Float64Array, width: number, shift?: Float64Array) =>
    Float64Array.from({ length: parts.rows }, (_, r) => product(data, r, data, r, width, shift));
  return {
    sources: norms(parts.sources, widths.sources, centre),
    workload: norms(parts.scaled, widths.workload),
    features: new Float64Array(parts.rows).fill(1),
  };
}

/** The mean over rows of each column of row-major `data`. */
export function columnMeans(data: Float64Array, rows: number, width: number): Float64Array {
  const means = new Float64Array(width);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < width; c++) means[c] += data[r * width + c] / rows;
  }
  return means;
}

function product(
  x: Float64Array,
  i: number,
  y: Float64Array,
  j: number,
  width: number,
  centre?: Float64Array,
): number {
  let sum = 0;
  for (let c = 0; c < width; c++) {
    const shift = centre === undefined ? 0 : centre[c];
    sum += (x[i * width + c] - shift) * (y[j * width + c] - shift);
  }
  return width === 0 ? 0 : sum / width;
}

function squaredDistance(x: Float64Array, i: number, y: Float64Array, j: number, width: number): number {
  let sum = 0;
  for (let c = 0; c < width; c++) sum += (x[i * width + c] - y[j * width + c]) ** 2;
  return sum;
}
