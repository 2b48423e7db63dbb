import { defined } from "../../../src/base/defined.js";
import { pack, unpack } from "../../encoding.js";
import { minimise } from "../../linear-algebra/minimise.js";
import { folds, subset } from "../../matrix.js";
import type { Family, FitOptions, Matrix, OutOfSample, Regressor, RegressorState } from "../../port.js";
import { kernelProducts, productsAmong, type Scaling } from "./groups.js";
import { defaultHyperparameters, EXTRA_PARAMETERS, type Hyperparameters } from "./hyperparameters.js";
import { conditioned, leaveOneOut } from "./leave-one-out.js";
import { covariance, negativeLogPosterior } from "./likelihood.js";
import { type GaussianProcessModel, Posterior } from "./posterior.js";

const NAME = "gaussian-process";
/** The optimisation stops once a step increases the log posterior by less than this. */
const TOLERANCE = 0.02;
/** Largest number of evaluations of the log posterior in a fit that starts from the prior. */
const COLD_EVALUATIONS = 60;
/** The same for a fit that starts from an earlier one. */
const WARM_EVALUATIONS = 12;
/** The same for a fold that has been fitted to another scale of the same targets. */
const FOLD_EVALUATIONS = 4;
/** Largest number of rows to which hyperparameters are fitted, and on which predictions are conditioned. */
const MOST_TO_FIT = 300;
const MOST_TO_CONDITION = 800;
/**
 * Cross-validation of this many rows fits hyperparameters per fold. Fewer rows are cross-validated by plain folds; with
 * more, the hyperparameters hardly bias the residuals.
 */
const LEAST_TO_CROSS_FIT = 12;
const MOST_TO_CROSS_FIT = 600;
const FOLDS = 3;

/**
 * Gaussian process with a Matern 5/2 kernel plus a linear kernel over groups of columns, plus noise. Each group has its
 * own relevance, learnt by marginal likelihood under weak priors. Beyond 300 rows the hyperparameters are fitted to a
 * random subset of 300 rows; beyond 800 rows the model is conditioned on a random subset of 800 rows (both reproducible
 * by seed).
 *
 * Cross-validation of up to 600 rows is leave-one-out with hyperparameters that were fitted to two thirds of the rows,
 * the predicted row not among them. Hyperparameters fitted to all rows would make the residuals, on which intervals are
 * calibrated, too small (ADR 0021).
 */
export const gaussianProcess: Family = {
  name: NAME,
  fit(features, targets, options) {
    const { model } = fitModel(features, targets, options);
    return regressor(model, model.targets.length === targets.length);
  },
  crossValidate(features, targets, options) {
    if (features.rows < LEAST_TO_CROSS_FIT) return undefined;
    return features.rows <= MOST_TO_CROSS_FIT
      ? crossFitted(features, targets, options)
      : fromSubset(features, targets, options);
  },
  revive(state) {
    return regressor(reviveModel(state), false);
  },
};

/** Leave-one-out predictions with hyperparameters fitted per fold to the rows that the fold does not leave out. */
function crossFitted(features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample {
  const { scaling, products } = kernelProducts(features, options.groups);
  const mean = new Float64Array(targets.length);
  const sd = new Float64Array(targets.length);
  const starts = folds(targets.length, FOLDS, options.seed).map(({ trainingRows, leftOutRows }, fold) => {
    const known = Float64Array.from(trainingRows, (r) => targets[r]);
    const start = options.foldStarts?.[fold] ?? options.warmStart;
    const most = options.foldStarts === undefined ? WARM_EVALUATIONS : FOLD_EVALUATIONS;
    const theta = fitHyperparameters(productsAmong(products, trainingRows), known, scaling, start, most);
    const { k } = covariance(products, targets.length, theta);
    const leftOut = leaveOneOut(conditioned(k, targets), targets);
    for (const r of leftOutRows) {
      mean[r] = leftOut.mean[r];
      sd[r] = leftOut.sd[r];
    }
    return hyperparameterState(theta, scaling);
  });
  return { mean, sd, starts };
}

/**
 * Cross-validation of many rows by one model of a subset: leave-one-out for the rows of the subset, predictions for the
 * others. Its hyperparameters come from a small part of the rows, so they hardly bias the residuals.
 */
function fromSubset(features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample {
  const start = options.foldStarts?.[0] ?? options.warmStart;
  const { model, kept } = fitModel(features, targets, { ...options, ...defined({ warmStart: start }) });
  const posterior = new Posterior(model);
  const { mean, sd } = posterior.predict(features);
  kept.forEach((r, i) => {
    mean[r] = posterior.leaveOneOut.mean[i];
    sd[r] = posterior.leaveOneOut.sd[i];
  });
  return { mean, sd, starts: [hyperparameterState(model.theta, model.scaling)] };
}

/** Fits hyperparameters, and selects the rows on which the model is conditioned. */
function fitModel(features: Matrix, targets: Float64Array, options: FitOptions) {
  const kept = subset(features, targets, MOST_TO_CONDITION, options.seed);
  const sample = subset(kept.features, kept.targets, MOST_TO_FIT, options.seed + 1);
  const { scaling, products } = kernelProducts(sample.features, options.groups, kept.features);
  const theta = fitHyperparameters(products, sample.targets, scaling, options.warmStart);
  return { model: { theta, scaling, features: kept.features, targets: kept.targets }, kept: kept.rows };
}

/** Maximises the posterior of the hyperparameters, starting from those of an earlier fit if there is one. */
function fitHyperparameters(
  products: readonly Float64Array[],
  targets: Float64Array,
  scaling: Scaling,
  from: RegressorState | undefined,
  warmEvaluations = WARM_EVALUATIONS,
): Hyperparameters {
  const start = warmStart(from, scaling);
  return minimise(negativeLogPosterior(products, targets), start ?? defaultHyperparameters(scaling.groups), {
    evaluations: start === undefined ? COLD_EVALUATIONS : warmEvaluations,
    tolerance: TOLERANCE,
  }).point;
}

/**
 * The hyperparameters of an earlier fit, group by group; groups that were constant then get the default. Undefined if
 * the state is of another family or has other columns.
 */
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

const hyperparameterState = (theta: Hyperparameters, scaling: Scaling): RegressorState => ({
  family: NAME,
  theta: pack(theta),
  centre: pack(scaling.centre),
  scale: pack(scaling.scale),
  group: [...scaling.group],
});

function regressor(model: GaussianProcessModel, hasAllRows: boolean): Regressor {
  const posterior = new Posterior(model);
  const { theta, scaling, features, targets } = model;
  return {
    predict: (rows) => posterior.predict(rows),
    means: (rows) => posterior.means(rows),
    ...(hasAllRows ? { leftOutSd: posterior.leaveOneOut.sd } : {}),
    state: {
      ...hyperparameterState(theta, scaling),
      columns: features.columns,
      features: pack(features.data),
      targets: pack(targets),
    },
  };
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
