import { Matrix as DenseMatrix, EigenvalueDecomposition } from "ml-matrix";
import { pack, unpack } from "../encoding.js";
import { rowProducts } from "../linear-algebra/row-products.js";
import type { Family, Matrix, OutOfSample, Regressor, RegressorState } from "../port.js";

const NAME = "ridge";
/** The penalties that are tried, per row: from almost none to one at which hardly more than the mean is predicted. */
const PENALTIES = Array.from({ length: 25 }, (_, i) => 10 ** (-6 + i / 3));

/**
 * Lower bound of the residual degree of freedom of a row (1 minus its leverage). If a fit nearly passes through all
 * rows, both a row's residual and its degree of freedom are tiny, so this bound only guards against rounding errors.
 */
const LEAST_FREEDOM = 1e-12;

interface Model {
  readonly centre: Float64Array;
  /** One weight per centred column. */
  readonly weights: Float64Array;
  readonly intercept: number;
  /** Root mean square of the leave-one-out residuals. */
  readonly noise: number;
  /** Row-major (columns, rank): the leverage of a centred row is the squared length of its product with this matrix. */
  readonly leverage: Float64Array;
  /** Per rank, the factor from the square of that product to the squared component along the singular vector. */
  readonly spread: Float64Array;
  /** The penalty. A row's squared length outside the singular vectors, divided by it, is added to its leverage. */
  readonly penalty: number;
}

/**
 * Linear regression with a ridge penalty on all weights but the intercept. The penalty is the one with the least
 * squared leave-one-out error, which has a closed form (Golub, Heath & Wahba, Technometrics 21, 1979). The standard
 * deviation of a prediction grows with the leverage of its row.
 */
export const ridge: Family = {
  name: NAME,
  fit: (features, targets) => regressor(fitModel(features, targets).model),
  crossValidate(features, targets) {
    const { model, leaveOneOut } = fitModel(features, targets);
    return { ...leaveOneOut, fitted: regressor(model) };
  },
  revive: (state) =>
    regressor({
      centre: unpack(state.centre),
      weights: unpack(state.weights),
      intercept: state.intercept as number,
      noise: state.noise as number,
      leverage: unpack(state.leverage),
      spread: unpack(state.spread),
      penalty: state.penalty as number,
    }),
};

/** The singular value decomposition U S V' of the centred rows. */
interface Spectrum {
  readonly centre: Float64Array;
  /** Shape (rows, rank), with columns of length 1. */
  readonly u: DenseMatrix;
  /** The singular values, largest first. */
  readonly values: Float64Array;
  /** Shape (columns, rank), with columns of length 1. */
  readonly v: DenseMatrix;
}

/** Decomposes the centred rows by the eigenvectors of the smaller Gram matrix. */
function spectrumOf(features: Matrix): Spectrum {
  const { rows, columns, data } = features;
  const centre = new Float64Array(columns);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) centre[c] += data[r * columns + c] / rows;
  const x = new DenseMatrix(rows, columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) x.set(r, c, data[r * columns + c] - centre[c]);
  const isWide = columns > rows;
  const gram = isWide ? x.mmul(x.transpose()) : x.transpose().mmul(x);
  const eigen = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  const order = eigen.realEigenvalues
    .map((_, i) => i)
    .sort((i, j) => eigen.realEigenvalues[j] - eigen.realEigenvalues[i]);
  const largest = Math.max(eigen.realEigenvalues[order[0]], 1e-12);
  const kept = order.filter((i) => eigen.realEigenvalues[i] > 1e-10 * largest);
  const values = Float64Array.from(kept, (i) => Math.sqrt(eigen.realEigenvalues[i]));
  const known = eigen.eigenvectorMatrix.subMatrixColumn(kept);
  const other = (isWide ? x.transpose() : x).mmul(known);
  for (let i = 0; i < kept.length; i++) other.mulColumn(i, 1 / values[i]);
  return { centre, u: isWide ? known : other, values, v: isWide ? other : known };
}

function fitModel(
  features: Matrix,
  targets: Float64Array,
): { readonly model: Model; readonly leaveOneOut: OutOfSample } {
  const rows = features.rows;
  const spectrum = spectrumOf(features);
  const intercept = targets.reduce((sum, y) => sum + y, 0) / rows;
  const projected = spectrum.values.map((_, i) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += spectrum.u.get(r, i) * (targets[r] - intercept);
    return sum;
  });
  const trials = PENALTIES.map((penalty) =>
    leaveOneOut(spectrum, targets, intercept, projected, penalty * rows),
  );
  const best = trials.reduce((a, b) => (b.error < a.error ? b : a));
  const { values, v, centre } = spectrum;
  const penalty = best.penalty;
  const columns = centre.length;
  const weights = new Float64Array(columns);
  const leverage = new Float64Array(columns * values.length);
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < values.length; i++) {
      const s = values[i];
      weights[c] += (v.get(c, i) * s * projected[i]) / (s * s + penalty);
      leverage[c * values.length + i] = v.get(c, i) / Math.sqrt(s * s + penalty);
    }
  }
  return {
    model: {
      centre,
      weights,
      intercept,
      noise: best.noise,
      leverage,
      spread: values.map((s) => s * s + penalty),
      penalty,
    },
    leaveOneOut: best.outOfSample,
  };
}

/** Leave-one-out predictions for one penalty. */
function leaveOneOut(
  { u, values }: Spectrum,
  targets: Float64Array,
  intercept: number,
  projected: Float64Array,
  penalty: number,
) {
  const rows = targets.length;
  const shrink = values.map((s) => (s * s) / (s * s + penalty));
  const mean = new Float64Array(rows);
  const influence = new Float64Array(rows);
  let error = 0;
  for (let r = 0; r < rows; r++) {
    let fitted = intercept;
    influence[r] = 1 / rows;
    for (let i = 0; i < values.length; i++) {
      fitted += u.get(r, i) * shrink[i] * projected[i];
      influence[r] += u.get(r, i) ** 2 * shrink[i];
    }
    const residual = (targets[r] - fitted) / Math.max(LEAST_FREEDOM, 1 - influence[r]);
    mean[r] = targets[r] - residual;
    error += residual * residual;
  }
  const noise = Math.max(1e-6, Math.sqrt(error / rows));
  // With h the leverage of a row, its leverage on a fit without it is h / (1 - h), and 1 + h / (1 - h) = 1 / (1 - h).
  const sd = influence.map((h) => noise / Math.sqrt(Math.max(LEAST_FREEDOM, 1 - h)));
  return { penalty, error, noise, outOfSample: { mean, sd } };
}

function regressor(model: Model): Regressor {
  const { centre, weights, intercept, noise, leverage, spread, penalty } = model;
  const state: RegressorState = {
    family: NAME,
    centre: pack(centre),
    weights: pack(weights),
    intercept,
    noise,
    leverage: pack(leverage),
    spread: pack(spread),
    penalty,
  };
  const columns = centre.length;
  const rank = spread.length;
  const leverages = rowProducts(leverage, columns, rank);
  return {
    state,
    means: ({ rows, data }) =>
      Float64Array.from({ length: rows }, (_, r) => {
        let mean = intercept;
        for (let c = 0, at = r * columns; c < columns; c++, at++) {
          mean += (data[at] - centre[c]) * weights[c];
        }
        return mean;
      }),
    predict({ rows, data }) {
      const mean = new Float64Array(rows).fill(intercept);
      const sd = new Float64Array(rows);
      const centred = new Float64Array(rows * columns);
      for (let r = 0, at = 0; r < rows; r++)
        for (let c = 0; c < columns; c++, at++) centred[at] = data[at] - centre[c];
      const projections = leverages(centred, rows);
      for (let r = 0; r < rows; r++) {
        let beyond = 0;
        for (let c = 0; c < columns; c++) {
          const x = centred[r * columns + c];
          mean[r] += x * weights[c];
          beyond += x * x;
        }
        let h = 0;
        for (let i = 0; i < rank; i++) {
          const square = projections[r * rank + i] ** 2;
          h += square;
          beyond -= square * spread[i];
        }
        sd[r] = noise * Math.sqrt(1 + h + Math.max(0, beyond) / penalty);
      }
      return { mean, sd };
    },
  };
}
