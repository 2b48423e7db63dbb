import type { OutOfSample, Regressor, RegressorState } from "../port.js";

export const STACK = "stack";
const STEPS = 400;
/** Members with less of a say are left out. */
const LEAST_WEIGHT = 0.05;

/**
 * How much of a say each of several predictors should have: weights of at least 0 and sum 1 with the least squared error out
 * of sample (Breiman, Stacked Regressions, Machine Learning 24, 1996), by exponentiated gradients from equal weights. Weights
 * below 0.05 become 0.
 */
export function stackWeights(members: readonly OutOfSample[], targets: Float64Array): Float64Array {
  const errors = members.map(({ mean }) => mean.map((m, i) => m - targets[i]));
  const products = errors.map((a) =>
    errors.map((b) => a.reduce((sum, x, i) => sum + x * b[i], 0) / targets.length),
  );
  const largest = Math.max(...products.map((row, m) => row[m]), Number.MIN_VALUE);
  let weights = new Float64Array(members.length).fill(1 / members.length);
  for (let step = 0; step < STEPS; step++) {
    const slopes = products.map((row) => row.reduce((sum, x, m) => sum + x * weights[m], 0) / largest);
    weights = normalised(weights.map((w, m) => w * Math.exp(-slopes[m])));
  }
  return normalised(weights.map((w) => (w < LEAST_WEIGHT ? 0 : w)));
}

function normalised(weights: Float64Array): Float64Array<ArrayBuffer> {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** Weighted means of several predictions; standard deviations as if their errors went together, as they mostly do. */
export function mixed(members: readonly OutOfSample[], weights: Float64Array): OutOfSample {
  const mix = (of: (member: OutOfSample) => Float64Array): Float64Array =>
    of(members[0]).map((_, i) => members.reduce((sum, member, m) => sum + weights[m] * of(member)[i], 0));
  return { mean: mix((member) => member.mean), sd: mix((member) => member.sd) };
}

/** Several fitted regressors as one. */
export function stackOf(members: readonly Regressor[], weights: Float64Array): Regressor {
  return {
    predict: (features) =>
      mixed(
        members.map((member) => member.predict(features)),
        weights,
      ),
    state: { family: STACK, members: members.map(({ state }) => state), weights: [...weights] },
  };
}

/** The states and weights in a stack's state. */
export const stacked = (state: RegressorState) => ({
  members: state.members as readonly RegressorState[],
  weights: Float64Array.from(state.weights as readonly number[]),
});
