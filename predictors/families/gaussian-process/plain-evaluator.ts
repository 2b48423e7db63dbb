import { dot } from "../../linear-algebra/cholesky.js";
import type { Matrix, OutOfSample } from "../../port.js";
import { type ConditionedModel, deviation, type Evaluator } from "./evaluator.js";
import { covariances, scratchFor } from "./inputs.js";

/** Number of rows that are predicted together. */
const BLOCK = 4;

/** Predicts without vectors of numbers: a mean takes O(n columns), a standard deviation O(n^2). */
export class PlainEvaluator implements Evaluator {
  constructor(private readonly model: ConditionedModel) {}

  predict(features: Matrix): OutOfSample {
    const { inputs, alpha, root } = this.model;
    const scratch = scratchFor(inputs);
    const mean = new Float64Array(features.rows);
    const sd = new Float64Array(features.rows);
    const k = Array.from({ length: BLOCK }, () => new Float64Array(inputs.rows));
    const prior = new Float64Array(BLOCK);
    const explained = new Float64Array(BLOCK);
    for (let start = 0; start < features.rows; start += BLOCK) {
      const size = Math.min(BLOCK, features.rows - start);
      for (let b = 0; b < size; b++) {
        prior[b] = covariances(inputs, features.data, (start + b) * features.columns, k[b], scratch);
        mean[start + b] = dot(k[b], 0, alpha, 0, inputs.rows);
      }
      explainedVariance(root, inputs.rows, k, explained);
      for (let b = 0; b < size; b++) sd[start + b] = deviation(prior[b], explained[b], inputs.noise);
    }
    return { mean, sd };
  }

  means(features: Matrix): Float64Array {
    const { inputs, alpha } = this.model;
    const scratch = scratchFor(inputs);
    const k = new Float64Array(inputs.rows);
    return Float64Array.from({ length: features.rows }, (_, r) => {
      covariances(inputs, features.data, r * features.columns, k, scratch);
      return dot(k, 0, alpha, 0, k.length);
    });
  }
}

/**
 * Writes the squared length of `root` times each of four columns `k` to `out`. `root` is read once for all four, and
 * two of its rows at a time, so that what is read of the columns serves both.
 */
function explainedVariance(
  root: Float64Array,
  n: number,
  k: readonly Float64Array[],
  out: Float64Array,
): void {
  const [k0, k1, k2, k3] = k;
  let [o0, o1, o2, o3] = [0, 0, 0, 0];
  for (let i = 0; i < n; i += 2) {
    const isPair = i + 1 < n;
    let [a0, a1, a2, a3] = [0, 0, 0, 0];
    let [b0, b1, b2, b3] = [0, 0, 0, 0];
    const second = isPair ? (i + 1) * n : i * n;
    for (let j = 0, at = i * n, beside = second; j <= i; j++, at++, beside++) {
      const a = root[at];
      const b = root[beside];
      const [x0, x1, x2, x3] = [k0[j], k1[j], k2[j], k3[j]];
      a0 += a * x0;
      a1 += a * x1;
      a2 += a * x2;
      a3 += a * x3;
      b0 += b * x0;
      b1 += b * x1;
      b2 += b * x2;
      b3 += b * x3;
    }
    o0 += a0 * a0;
    o1 += a1 * a1;
    o2 += a2 * a2;
    o3 += a3 * a3;
    if (!isPair) break;
    const last = root[second + i + 1];
    b0 += last * k0[i + 1];
    b1 += last * k1[i + 1];
    b2 += last * k2[i + 1];
    b3 += last * k3[i + 1];
    o0 += b0 * b0;
    o1 += b1 * b1;
    o2 += b2 * b2;
    o3 += b3 * b3;
  }
  out[0] = o0;
  out[1] = o1;
  out[2] = o2;
  out[3] = o3;
}
