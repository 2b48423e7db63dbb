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
/** A gain in log posterior below this is not worth another step. */
const TOLERANCE = 0.02;
const COLD_EVALUATIONS = 60;
const WARM_EVALUATIONS = 12;
/** Of a fold whose fit to another scale of the same targets is known. */
const FOLD_EVALUATIONS = 4;
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

function crossFitted(features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample {
  const { scaling, products } = kernelProducts(features, options.groups);
  const mean = new Float64Array(targets.length);
  const sd = new Float64Array(targets.length);
  const starts = folds(targets.length, FOLDS, options.seed).map(({ fitted, judged }, fold) => {
    const known = Float64Array.from(fitted, (r) => targets[r]);
    const start = options.foldStarts?.[fold] ?? options.warmStart;
    const most = options.foldStarts === undefined ? WARM_EVALUATIONS : FOLD_EVALUATIONS;
    const theta = fitHyperparameters(productsAmong(products, fitted), known, scaling, start, most);
    const { k } = covariance(products, targets.length, theta);
    const left = leaveOneOut(conditioned(k, targets), targets);
    for (const r of judged) {
      mean[r] = left.mean[r];
      sd[r] = left.sd[r];
    }
    return hyperparameterState(theta, scaling);
  });
  return { mean, sd, starts };
}

/** Hyperparameters from a small part of many rows flatter little: leave-one-out within, prediction outside the model. */
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

function fitModel(features: Matrix, targets: Float64Array, options: FitOptions) {
  const kept = subset(features, targets, MOST_TO_CONDITION, options.seed);
  const sample = subset(kept.features, kept.targets, MOST_TO_FIT, options.seed + 1);
  const { scaling, products } = kernelProducts(sample.features, options.groups, kept.features);
  const theta = fitHyperparameters(products, sample.targets, scaling, options.warmStart);
  return { model: { theta, scaling, features: kept.features, targets: kept.targets }, kept: kept.rows };
}

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

const hyperparameterState = (theta: Hyperparameters, scaling: Scaling): RegressorState => ({
  family: NAME,
  theta: pack(theta),
  centre: pack(scaling.centre),
  scale: pack(scaling.scale),
  group: [...scaling.group],
});

function regressor(model: GaussianProcessModel, sawAllRows: boolean): Regressor {
  const posterior = new Posterior(model);
  const { theta, scaling, features, targets } = model;
  return {
    predict: (rows) => posterior.predict(rows),
    means: (rows) => posterior.means(rows),
    ...(sawAllRows ? { leftOutSd: posterior.leaveOneOut.sd } : {}),
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
