import {
  dot,
  factorise,
  invertLower,
  solveLower,
  solveLowerTransposed,
} from "../../linear-algebra/cholesky.js";
import type { Matrix } from "../../port.js";
import type { Scaling } from "./groups.js";
import type { Hyperparameters } from "./hyperparameters.js";
import { matern, variances } from "./likelihood.js";

/** Out-of-sample predictions of the training rows themselves, each from all the others. */
export interface LeaveOneOut {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** Everything that predictions need, as plain columns. */
export interface GaussianProcessModel {
  readonly theta: Hyperparameters;
  readonly scaling: Scaling;
  /** Training rows, raw columns. */
  readonly features: Matrix;
  readonly targets: Float64Array;
}

const BLOCK = 4;

/** The posterior of a fitted model: predictions cost O(rows of training x columns) for the mean, O(rows^2) for the sd. */
export class Posterior {
  readonly leaveOneOut: LeaveOneOut;
  readonly #m: number;
  readonly #l: number;
  readonly #noise: number;
  readonly #rows: number;
  /** Per column: what is taken from raw values, and what they are multiplied by; 0 for unused columns. */
  readonly #shift: Float64Array;
  readonly #factor: Float64Array;
  /** Column-major, times `factor`: a row's product with all training rows is a sum over its non-zero columns. */
  readonly #inputs: Float64Array;
  readonly #norms: Float64Array;
  /** Products with the vector from the shift to the mean row: the linear part is centred on the mean. */
  readonly #mean: Float64Array;
  readonly #offsets: Float64Array;
  readonly #meanNorm: number;
  readonly #alpha: Float64Array;
  readonly #root: Float64Array;

  constructor({ theta, scaling, features, targets }: GaussianProcessModel) {
    const { rows, columns, data } = features;
    const { m, l, noise } = variances(theta);
    this.#m = m;
    this.#l = l;
    this.#noise = noise;
    this.#rows = rows;
    this.#factor = Float64Array.from(scaling.scale, (s, c) =>
      scaling.group[c] < 0 ? 0 : s * Math.exp(theta[scaling.group[c]] / 2),
    );
    this.#shift = Float64Array.from(scaling.centre, (centre, c) => (isMostlyZero(features, c) ? 0 : centre));
    this.#mean = Float64Array.from(
      scaling.centre,
      (centre, c) => (centre - this.#shift[c]) * this.#factor[c],
    );
    this.#meanNorm = dot(this.#mean, 0, this.#mean, 0, columns);
    this.#inputs = new Float64Array(rows * columns);
    this.#norms = new Float64Array(rows);
    this.#offsets = new Float64Array(rows);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const z = (data[r * columns + c] - this.#shift[c]) * this.#factor[c];
        this.#inputs[c * rows + r] = z;
        this.#norms[r] += z * z;
        this.#offsets[r] += z * this.#mean[c];
      }
    }
    const k = new Float64Array(rows * rows);
    const row = new Float64Array(rows);
    for (let r = 0; r < rows; r++) {
      this.#covariances(data, r * columns, row);
      for (let i = 0; i <= r; i++) k[r * rows + i] = row[i];
      k[r * rows + r] += noise;
    }
    if (!factorise(k, rows)) throw new RangeError("the covariance matrix is not positive definite");
    this.#root = invertLower(k, rows);
    this.#alpha = targets.slice();
    solveLower(k, rows, this.#alpha);
    solveLowerTransposed(k, rows, this.#alpha);
    this.leaveOneOut = this.#leaveOneOut(targets);
  }

  predict(features: Matrix): { readonly mean: Float64Array; readonly sd: Float64Array } {
    const n = this.#rows;
    const mean = new Float64Array(features.rows);
    const sd = new Float64Array(features.rows);
    const k = Array.from({ length: BLOCK }, () => new Float64Array(n));
    const prior = new Float64Array(BLOCK);
    const explained = new Float64Array(BLOCK);
    for (let start = 0; start < features.rows; start += BLOCK) {
      const size = Math.min(BLOCK, features.rows - start);
      for (let b = 0; b < size; b++) {
        prior[b] = this.#covariances(features.data, (start + b) * features.columns, k[b]);
        mean[start + b] = dot(k[b], 0, this.#alpha, 0, n);
      }
      explainedVariance(this.#root, n, k, explained);
      for (let b = 0; b < size; b++) {
        sd[start + b] = Math.sqrt(Math.max(prior[b] - explained[b], 0) + this.#noise);
      }
    }
    return { mean, sd };
  }

  /** Writes the covariances of the raw row at `data[from...]` with the training rows; returns its own prior variance. */
  #covariances(data: Float64Array, from: number, k: Float64Array): number {
    const n = this.#rows;
    const columns = this.#factor.length;
    k.fill(0);
    let norm = 0;
    let offset = 0;
    for (let c = 0; c < columns; c++) {
      const z = (data[from + c] - this.#shift[c]) * this.#factor[c];
      if (z === 0) continue;
      norm += z * z;
      offset += z * this.#mean[c];
      const column = c * n;
      for (let i = 0; i < n; i++) k[i] += z * this.#inputs[column + i];
    }
    const own = this.#meanNorm - offset;
    for (let i = 0; i < n; i++) {
      const product = k[i];
      const squared = norm + this.#norms[i] - 2 * product;
      k[i] = this.#m * matern(Math.max(squared, 0)) + this.#l * (product + own - this.#offsets[i]);
    }
    return this.#m + this.#l * (norm - 2 * offset + this.#meanNorm);
  }

  /** Rasmussen & Williams, eq. 5.12. */
  #leaveOneOut(targets: Float64Array): LeaveOneOut {
    const n = this.#rows;
    const precision = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) precision[j] += this.#root[i * n + j] ** 2;
    return {
      mean: targets.map((y, i) => y - this.#alpha[i] / precision[i]),
      sd: precision.map((p) => 1 / Math.sqrt(p)),
    };
  }
}

function isMostlyZero({ rows, columns, data }: Matrix, column: number): boolean {
  let zeros = 0;
  for (let r = 0; r < rows; r++) if (data[r * columns + column] === 0) zeros++;
  return 2 * zeros > rows;
}

/** Squared lengths of `root` times each of the four columns `k`; the rows of `root` are loaded once for all four. */
function explainedVariance(
  root: Float64Array,
  n: number,
  k: readonly Float64Array[],
  out: Float64Array,
): void {
  const [k0, k1, k2, k3] = k;
  out.fill(0);
  for (let i = 0; i < n; i++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0, at = i * n; j <= i; j++, at++) {
      const r = root[at];
      s0 += r * k0[j];
      s1 += r * k1[j];
      s2 += r * k2[j];
      s3 += r * k3[j];
    }
    out[0] += s0 * s0;
    out[1] += s1 * s1;
    out[2] += s2 * s2;
    out[3] += s3 * s3;
  }
}
