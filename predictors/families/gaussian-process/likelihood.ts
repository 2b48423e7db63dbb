import { dot, factorise, gramOfLower, invertLower, solveFactorised } from "../../linear-algebra/cholesky.js";
import type { DifferentiableFunction } from "../../linear-algebra/minimise.js";
import { EXTRA_PARAMETERS, type Hyperparameters, isSane, penalise } from "./hyperparameters.js";

const ROOT_FIVE = Math.sqrt(5);

/** Matern 5/2 of a squared distance (Rasmussen & Williams, Gaussian Processes for Machine Learning, eq. 4.17). */
export function matern(squared: number): number {
  const a = scaledDistance(squared);
  return maternAt(a, Math.exp(-a));
}

const scaledDistance = (squared: number): number => ROOT_FIVE * Math.sqrt(squared);

/** Given the scaled distance and the exponential of minus it. */
const maternAt = (a: number, decay: number): number => (1 + a + (a * a) / 3) * decay;

/** The covariance of the training rows, and what it is made of; lower triangles, packed row by row but for `k`. */
interface Covariance {
  /** Inner products of the rows. */
  readonly gram: Float64Array;
  /** Exponential of minus the scaled distance; nothing on the diagonal. */
  readonly decay: Float64Array;
  /** The scaled distance. */
  readonly distance: Float64Array;
  /** Row-major, lower triangle only. */
  readonly k: Float64Array;
}

/**
 * k(x, y) = m Matern(|x - y|) + l x'y + noise, where x holds each group's columns scaled by the root of its relevance.
 */
export function covariance(
  products: readonly Float64Array[],
  rows: number,
  theta: Hyperparameters,
): Covariance {
  const gram = weighted(products, theta);
  const { m, l, noise } = variances(theta);
  const k = new Float64Array(rows * rows);
  const decay = new Float64Array(gram.length);
  const distance = new Float64Array(gram.length);
  for (let i = 0, at = 0; i < rows; i++) {
    const own = gram[diagonal(i)];
    for (let j = 0; j < i; j++, at++) {
      const a = scaledDistance(Math.max(0, own + gram[diagonal(j)] - 2 * gram[at]));
      const e = Math.exp(-a);
      distance[at] = a;
      decay[at] = e;
      k[i * rows + j] = m * maternAt(a, e) + l * gram[at];
    }
    k[i * rows + i] = m + l * gram[at++] + noise;
  }
  return { gram, decay, distance, k };
}

export function variances(theta: Hyperparameters): {
  readonly m: number;
  readonly l: number;
  readonly noise: number;
} {
  const groups = theta.length - EXTRA_PARAMETERS;
  return { m: Math.exp(theta[groups]), l: Math.exp(theta[groups + 1]), noise: Math.exp(theta[groups + 2]) };
}

const diagonal = (i: number): number => (i * (i + 3)) / 2;

/** The sum of the groups' products, each times its relevance; four groups at a time, so that sums are stored less often. */
function weighted(products: readonly Float64Array[], theta: Hyperparameters): Float64Array {
  const gram = new Float64Array(products[0]?.length ?? 0);
  let g = 0;
  for (; g + 4 <= products.length; g += 4) {
    const [p0, p1, p2, p3] = products.slice(g, g + 4);
    const w0 = Math.exp(theta[g]);
    const w1 = Math.exp(theta[g + 1]);
    const w2 = Math.exp(theta[g + 2]);
    const w3 = Math.exp(theta[g + 3]);
    for (let at = 0; at < gram.length; at++) {
      gram[at] = gram[at] + w0 * p0[at] + w1 * p1[at] + w2 * p2[at] + w3 * p3[at];
    }
  }
  for (; g < products.length; g++) {
    const weight = Math.exp(theta[g]);
    const product = products[g];
    for (let at = 0; at < gram.length; at++) gram[at] += weight * product[at];
  }
  return gram;
}

/**
 * Negative logarithm of the marginal likelihood times the prior (Rasmussen & Williams, eq. 5.8 and 5.9), as a function
 * of the hyperparameters, with its gradient.
 */
export function negativeLogPosterior(
  products: readonly Float64Array[],
  targets: Float64Array,
): DifferentiableFunction {
  const n = targets.length;
  return (theta) => {
    if (!isSane(theta)) return NOWHERE;
    const parts = covariance(products, n, theta);
    const { k } = parts;
    if (!factorise(k, n)) return NOWHERE;
    const alpha = solveFactorised(k, n, targets);
    const slope = new Float64Array(theta.length);
    let value = penalise(theta, slope);
    for (let i = 0; i < n; i++) value += Math.log(k[i * n + i]);
    value += 0.5 * dot(alpha, 0, targets, 0, n) + (n / 2) * Math.log(2 * Math.PI);
    return {
      value,
      gradient: () => {
        const inverse = gramOfLower(invertLower(k, n), n);
        const own = dataGradient({ theta, products, parts, inverse, alpha });
        return slope.map((prior, t) => prior + own[t]);
      },
    };
  };
}

const NOWHERE = {
  value: Number.POSITIVE_INFINITY,
  gradient: (): never => {
    throw new RangeError("the likelihood has no gradient where it is not defined");
  },
};

/** A point of the hyperparameters, with what the likelihood there was worked out from. */
interface Evaluated {
  readonly theta: Hyperparameters;
  readonly products: readonly Float64Array[];
  readonly parts: Covariance;
  /** K^-1, row-major (n, n). */
  readonly inverse: Float64Array;
  /** K^-1 y. */
  readonly alpha: Float64Array;
}

/**
 * The gradient of the negative log marginal likelihood. With W = K^-1 - alpha alpha', the derivative along t is
 * tr(W dK/dt) / 2. A relevance enters through the squared distance and the inner product, both linear in its group's
 * products, so one pass over them is enough.
 */
function dataGradient({ theta, products, parts, inverse, alpha }: Evaluated): Float64Array {
  const { m, l, noise } = variances(theta);
  const { onProduct, byMatern, byLinear, byNoise } = traces(theta, parts, inverse, alpha);
  const gradient = new Float64Array(theta.length);
  products.forEach((product, g) => {
    gradient[g] = Math.exp(theta[g]) * dot(product, 0, onProduct, 0, product.length);
  });
  const groups = products.length;
  gradient[groups] = m * byMatern;
  gradient[groups + 1] = l * byLinear;
  gradient[groups + 2] = noise * byNoise;
  return gradient;
}

/** Sums of W times the derivatives of K: by product (packed lower triangle), Matern variance, linear variance and noise. */
function traces(
  theta: Hyperparameters,
  { gram, decay, distance }: Covariance,
  inverse: Float64Array,
  alpha: Float64Array,
) {
  const n = alpha.length;
  const { m, l } = variances(theta);
  const onProduct = new Float64Array(gram.length);
  const onDiagonal = new Float64Array(n);
  let byMatern = 0;
  let byLinear = 0;
  let byNoise = 0;
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < i; j++, at++) {
      const w = inverse[i * n + j] - alpha[i] * alpha[j];
      const a = distance[at];
      const e = decay[at];
      byMatern += w * (1 + a + (a * a) / 3) * e;
      byLinear += w * gram[at];
      const slope = w * m * (-5 / 6) * (1 + a) * e;
      onProduct[at] = w * l - 2 * slope;
      onDiagonal[i] += slope;
      onDiagonal[j] += slope;
    }
    const w = inverse[i * n + i] - alpha[i] * alpha[i];
    byMatern += 0.5 * w;
    byLinear += 0.5 * w * gram[at];
    byNoise += 0.5 * w;
    onProduct[at++] = 0.5 * w * l;
  }
  for (let i = 0; i < n; i++) onProduct[diagonal(i)] += onDiagonal[i];
  return { onProduct, byMatern, byLinear, byNoise };
}
