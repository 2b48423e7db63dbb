import type { Metric } from "../src/base/metric.js";
import type { Space } from "../src/space/space.js";
import type { Genotype } from "../src/space/types.js";
import type { MlpTrainer } from "./families/mlp/port.js";
import type { ColumnRoles } from "./few-shot/columns.js";

/** Row-major matrix of finite numbers, `rows` x `columns`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A fitted model of a latent (transformed and standardised) target. It knows numbers only, no genes or metrics. */
export interface Regressor {
  /** Predicts the mean and standard deviation of a new noisy observation, for rows with the columns of the training. */
  predict(features: Matrix): { readonly mean: Float64Array; readonly sd: Float64Array };
  /** The means of `predict`; present if they take less time without the standard deviations. */
  means?(features: Matrix): Float64Array;
  /**
   * For each training row, the standard deviation of its prediction by a model without that row. Present after `fit` if
   * the family has a closed form for it.
   */
  readonly leftOutSd?: Float64Array;
  /** Plain JSON from which the family revives the model bit for bit. */
  readonly state: RegressorState;
}

/** Predictions of rows by models that did not see them: the mean and standard deviation of a new noisy observation. */
export interface OutOfSample {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** For each fold, a state from which a later cross-validation may start (see `foldStarts`). */
  readonly starts?: readonly RegressorState[];
  /** The result of `fit` on all rows; present if the cross-validation computes it anyway. */
  readonly fitted?: Regressor;
}

/** The state of a fitted model as plain JSON. */
export interface RegressorState {
  readonly family: string;
  readonly [field: string]: unknown;
}

/** A family of models. Duplicate rows are taken as repeated noisy observations. NaN is not checked for. */
export interface Family {
  readonly name: string;
  /** Fits a model to the latent targets, one per row of the features. Deterministic, given the seed. */
  fit(features: Matrix, targets: Float64Array, options: FitOptions): Regressor;
  /**
   * Predicts each row without having seen it; present if the family has a cheaper way than one fit per fold. Undefined
   * if that way does not apply to this number of rows.
   */
  crossValidate?(features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample | undefined;
  /** Estimated time in seconds to cross-validate and fit this much data on one slow core; absent if negligible. */
  seconds?(rows: number, columns: number): number;
  /** Restores the model that a state was taken from; it gives the same predictions bit for bit. */
  revive(state: RegressorState): Regressor;
}

export interface FitOptions {
  readonly seed: number;
  /**
   * For each column, the group that it belongs to, such as one group for the one-hot columns of a gene; relevance is
   * learnt per group. -1 for columns that do not bear on the target.
   */
  readonly groups: Int32Array;
  /** The state of a model of the same family on similar data, from which the optimisation starts. */
  readonly warmStart?: RegressorState;
  /** Trains neural networks, for the family that needs it. */
  readonly mlp?: MlpTrainer;
  /**
   * The `starts` of an earlier cross-validation of the same rows with the same seed. Each fold starts from the state of
   * the same fold, so that no information about the rows that it leaves out leaks in.
   */
  readonly foldStarts?: readonly RegressorState[];
  /** What the columns are, for the family that is told. */
  readonly roles?: ColumnRoles;
  /** Variance of the noise of each row that is known to be there, such as rounding; for the family that uses it. */
  readonly knownNoise?: Float64Array;
}

/** A further column of numbers that are known for every network to be predicted, such as a low-fidelity score. */
export interface ExtraFeature {
  readonly name: string;
  readonly values: Float64Array;
}

/** Distinct networks with a known metric, in natural units (fraction, ms or mJ). The caller averages repeats. */
export interface TrainingSet {
  readonly space: Space;
  readonly metric: Metric;
  readonly genotypes: readonly Genotype[];
  readonly values: Float64Array;
  readonly extras: readonly ExtraFeature[];
}

/** Predictions in natural units (fraction, ms or mJ), one per network. */
export interface Predictions {
  readonly value: Float64Array;
  /** Bounds of the 90 % predictive interval. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 for an extrapolation: a gene that was constant in training has another choice or activity; otherwise 0. */
  readonly extrapolated: Uint8Array;
}

/**
 * A predictor of one metric over one space: features, target transform, model and calibration together. Every
 * prediction needs the extra columns that the predictor was trained with, found by their names, with one value per
 * genotype; a missing one is a RangeError.
 *
 * @example
 * const predictor = trainPredictor(set, { seed: 1 });
 * const { value, lower, upper } = predictor.predict(genotypes);
 */
export interface Predictor {
  readonly metric: Metric;
  readonly family: string;
  /** Number of training networks. */
  readonly trainedOn: number;
  /** Quality in cross-validation. */
  readonly quality: Quality;
  readonly contest: Contest;
  /** Names of the extra columns. */
  readonly extras: readonly string[];
  /** Genes that had the same choice (an index) in all training networks; another choice is an extrapolation. */
  readonly frozen: readonly { readonly position: number; readonly choice: number }[];
  predict(genotypes: readonly Genotype[], extras?: readonly ExtraFeature[]): Predictions;
  /** The values of `predict` without intervals, and whether each is an extrapolation; faster for many networks. */
  estimate(
    genotypes: readonly Genotype[],
    extras?: readonly ExtraFeature[],
  ): Pick<Predictions, "value" | "extrapolated">;
  /**
   * Predictions on the latent scale, on which errors are close to normal and smaller is better. The standard deviations
   * are calibrated.
   */
  latent(
    genotypes: readonly Genotype[],
    extras?: readonly ExtraFeature[],
  ): { readonly mean: Float64Array; readonly sd: Float64Array };
  /** Converts latent values to natural units. */
  natural(latent: Float64Array): Float64Array;
  /** Converts natural values to the latent scale. */
  toLatent(values: Float64Array): Float64Array;
  readonly state: PredictorState;
}

/** How a family was chosen: the cross-validated figures of every contender, in order of trust, and the reason. */
export interface Contest {
  /** The latent scale of the target (see `TransformKind`). */
  readonly scale: string;
  readonly entries: readonly {
    readonly family: string;
    readonly kendallTau: number;
    /** In natural units; smaller is better. */
    readonly intervalScore90: number;
    /** The score by which contenders are compared; larger is better. */
    readonly score: number;
    /** For a stack: the weight of each member. */
    readonly weights?: Readonly<Record<string, number>>;
  }[];
  readonly reason: string;
}

/** A predictor as plain JSON; `revivePredictor(state, space)` restores it with the same predictions bit for bit. */
export interface PredictorState {
  readonly version: number;
  readonly metric: Metric;
  readonly [field: string]: unknown;
}

/** The quality of predictions in cross-validation or on held-out networks. */
export interface Quality {
  /** Rank correlation of predicted and true values (tau-b), from -1 to 1. */
  readonly kendallTau: number;
  /** Rank correlation of predicted and true values (rho), from -1 to 1. */
  readonly spearman: number;
  /** Mean absolute error, in natural units. */
  readonly mae: number;
  /** Fraction of networks with a relative error of at most 5 %. */
  readonly within5: number;
  /** Fraction of networks with a relative error of at most 10 %. */
  readonly within10: number;
  /** Fraction of networks whose true value lies in its 90 % interval. */
  readonly coverage90: number;
  /** Mean width of the 90 % intervals, in natural units. */
  readonly width90: number;
  /** Mean interval score of the 90 % intervals, in natural units; smaller is better. */
  readonly intervalScore90: number;
  /** The mean interval score if all intervals had one constant width that gives the same coverage. */
  readonly intervalScore90ConstantWidth: number;
  /** Number of networks assessed. */
  readonly networks: number;
}
