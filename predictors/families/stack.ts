import type { OutOfSample, Regressor, RegressorState } from "../port.js";

/** Name of a stack of families, as if it were a family. */
export const STACK = "stack";
/** Number of gradient steps. */
const STEPS = 400;
/** Members with a smaller weight are left out. */
const LEAST_WEIGHT = 0.05;

/**
 * The weights of a stack: at least 0 and with the sum 1, such that the weighted mean of the members has the least
 * squared error out of sample (Breiman, Stacked Regressions, Machine Learning 24, 1996). They are found by
 * exponentiated gradient descent from equal weights. Weights below 0.05 become 0.
 * @param members out-of-sample predictions of the same n rows, one per member
 * @param targets n latent targets
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

/**
 * Mixes the predictions of several members: the weighted mean of the means, and the weighted mean of the standard
 * deviations, as if the members' errors were fully correlated, which they nearly are.
 */
export function mixed(members: readonly OutOfSample[], weights: Float64Array): OutOfSample {
  return {
    mean: weighted(
      members.map(({ mean }) => mean),
      weights,
    ),
    sd: weighted(
      members.map(({ sd }) => sd),
      weights,
    ),
  };
}

/** The weighted sum of columns. */
const weighted = (columns: readonly Float64Array[], weights: Float64Array): Float64Array =>
  columns[0].map((_, i) => columns.reduce((sum, column, m) => sum + weights[m] * column[i], 0));

/** Combines several fitted models into one, which predicts as `mixed` does. */
export function stackOf(members: readonly Regressor[], weights: Float64Array): Regressor {
  return {
    predict: (features) =>
      mixed(
        members.map((member) => member.predict(features)),
        weights,
      ),
    means: (features) =>
      weighted(
        members.map((member) => member.means?.(features) ?? member.predict(features).mean),
        weights,
      ),
    state: { family: STACK, members: members.map(({ state }) => state), weights: [...weights] },
  };
}

/** The states and weights of the members, from the state of a stack. */
export const stacked = (state: RegressorState) => ({
  members: state.members as readonly RegressorState[],
  weights: Float64Array.from(state.weights as readonly number[]),
});
