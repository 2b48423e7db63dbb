import { pack, unpack } from "../../encoding.js";
import { minimise } from "../../linear-algebra/minimise.js";
import { folds, rowsOf, subset } from "../../matrix.js";
import type { Family, FitOptions, Matrix, OutOfSample, Regressor, RegressorState } from "../../port.js";
import { fitScaling, groupProducts, type Scaling } from "./groups.js";
import { defaultHyperparameters, EXTRA_PARAMETERS, type Hyperparameters } from "./hyperparameters.js";
import { negativeLogPosterior } from "./likelihood.js";
import { type GaussianProcessModel, Posterior } from "./posterior.js";

const NAME = "gaussian-process";
/** A gain in log posterior below this is not worth another step. */
const TOLERANCE = 0.02;
const COLD_EVALUATIONS = 60;
const WARM_EVALUATIONS = 12;
/** Hyperparameters are fitted on at most this many rows, predictions conditioned on at most that many. */
const MOST_TO_FIT = 300;
const FOLDS = 3;
/** Fewer rows are left to plain folds; more need no care that hyperparameters do not flatter. */
const LEAST_TO_CROSS_FIT = 12;
const MOST_TO_CROSS_FIT = 600;
const MOST_TO_CONDITION = 800;

/**
 * Gaussian process with a Matern 5/2 and a linear kernel over groups of columns, each group with a relevance of its own
 * (learnt by marginal likelihood under weak priors), and noise. Beyond 300 rows the hyperparameters are fitted on a
 * seeded subset of that size; beyond 800 the model is conditioned on a seeded subset of 800 rows.
 *
 * Cross-validation up to 600 rows is leave-one-out given hyperparameters that were fitted on two thirds of the rows, the
 * judged ones not among them: fitted on all of them, they would flatter the residuals that intervals are calibrated on.
 */
export const gaussianProcess: Family = {
  name: NAME,
  fit: (features, targets, options) => regressor(fitModel(features, targets, options).model),
  crossValidate(features, targets, options) {
    if (features.rows < LEAST_TO_CROSS_FIT) return undefined;
    return features.rows <= MOST_TO_CROSS_FIT
      ? crossFitted(features, targets, options)
      : fromSubset(features, targets, options);
  },
  revive(state) {
    return regressor(reviveModel(state));
  },
};

function crossFitted(features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample {
  const scaling = fitScaling(features, options.groups);
  const mean = new Float64Array(targets.length);
  const sd = new Float64Array(targets.length);
  for (const { fitted, judged } of folds(targets.length, FOLDS, options.seed)) {
    const part = rowsOf(features, targets, fitted);
    const theta = fitHyperparameters(part.features, part.targets, scaling, options);
    const { leaveOneOut } = new Posterior({ theta, scaling, features, targets });
    for (const r of judged) {
      mean[r] = leaveOneOut.mean[r];
      sd[r] = leaveOneOut.sd[r];
    }
  }
  return { mean, sd };
}

/** Hyperparameters from a small part of many rows flatter little: leave-one-out within, prediction outside the model. */
function fromSubset(features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample {
  const { model, kept } = fitModel(features, targets, options);
  const posterior = new Posterior(model);
  const outOfSample = posterior.predict(features);
  kept.forEach((r, i) => {
    outOfSample.mean[r] = posterior.leaveOneOut.mean[i];
    outOfSample.sd[r] = posterior.leaveOneOut.sd[i];
  });
  return outOfSample;
}

function fitModel(features: Matrix, targets: Float64Array, options: FitOptions) {
  const kept = subset(features, targets, MOST_TO_CONDITION, options.seed);
  const scaling = fitScaling(kept.features, options.groups);
  const sample = subset(kept.features, kept.targets, MOST_TO_FIT, options.seed + 1);
  const theta = fitHyperparameters(sample.features, sample.targets, scaling, options);
  return { model: { theta, scaling, features: kept.features, targets: kept.targets }, kept: kept.rows };
}

function fitHyperparameters(
  features: Matrix,
  targets: Float64Array,
  scaling: Scaling,
  options: FitOptions,
): Hyperparameters {
  const start = warmStart(options.warmStart, scaling);
  return minimise(
    negativeLogPosterior(groupProducts(features, scaling), targets),
    start ?? defaultHyperparameters(scaling.groups),
    { evaluations: start === undefined ? COLD_EVALUATIONS : WARM_EVALUATIONS, tolerance: TOLERANCE },
  ).point;
}

/** The earlier fit's hyperparameters, group by group; groups that were constant then start at the default. */
function warmStart(state: RegressorState | undefined, scaling: Scaling): Hyperparameters | undefined {
  if (state?.family !== NAME) return undefined;
  const before = reviveScaling(state);
  if (before.group.length !== scaling.group.length) return undefined;
  const earlier = unpack(state.theta);
  const theta = defaultHyperparameters(scaling.groups);
  scaling.group.forEach((group, c) => {
    if (group >= 0 && before.group[c] >= 0) theta[group] = earlier[before.group[c]];
  });
  theta.set(earlier.subarray(earlier.length - EXTRA_PARAMETERS), scaling.groups);
  return theta;
}

function regressor(model: GaussianProcessModel): Regressor {
  const posterior = new Posterior(model);
  const { theta, scaling, features, targets } = model;
  const state: RegressorState = {
    family: NAME,
    theta: pack(theta),
    centre: pack(scaling.centre),
    scale: pack(scaling.scale),
    group: [...scaling.group],
    columns: features.columns,
    features: pack(features.data),
    targets: pack(targets),
  };
  return { predict: (rows) => posterior.predict(rows), means: (rows) => posterior.means(rows), state };
}

function reviveScaling(state: RegressorState): Scaling {
  const group = Int32Array.from(state.group as number[]);
  return {
    centre: unpack(state.centre),
    scale: unpack(state.scale),
    group,
    groups: Math.max(-1, ...group) + 1,
  };
}

function reviveModel(state: RegressorState): GaussianProcessModel {
  const targets = unpack(state.targets);
  const features = { rows: targets.length, columns: state.columns as number, data: unpack(state.features) };
  return { theta: unpack(state.theta), scaling: reviveScaling(state), features, targets };
}
