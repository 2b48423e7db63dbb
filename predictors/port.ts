import type { Metric } from "../src/base/metric.js";
import type { Space } from "../src/space/space.js";
import type { Genotype } from "../src/space/types.js";
import type { MlpTrainer } from "./families/mlp/port.js";

/** Row-major matrix of finite numbers, `rows` x `columns`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * A fitted model on the latent (transformed, standardised) target. Pure numbers: no genes, no metrics, no I/O.
 * `predict` takes rows with the columns it was fitted on; returns means and standard deviations (of a new noisy
 * observation), one per row. `state` is plain JSON from which its family revives it to the last bit.
 */
export interface Regressor {
  predict(features: Matrix): { readonly mean: Float64Array; readonly sd: Float64Array };
  /** The means of `predict` alone, where they come cheaper. */
  means?(features: Matrix): Float64Array;
  /** Of every row that was fitted: the standard deviation without it. Only from `fit`, where the family has a closed form. */
  readonly leftOutSd?: Float64Array;
  readonly state: RegressorState;
}

/** One mean and standard deviation (of a new noisy observation) per row. */
export interface OutOfSample {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** What each fold's fit found, where a cross-validation of the same rows with other targets may start from it. */
  readonly starts?: readonly RegressorState[];
  /** What `fit` would give on all rows, where the cross-validation comes by it. */
  readonly fitted?: Regressor;
}

export interface RegressorState {
  readonly family: string;
  readonly [field: string]: unknown;
}

/** A model family. `fit` is deterministic given `seed`; NaN in is a programming error; duplicate rows are repeats (noise). */
export interface Family {
  readonly name: string;
  fit(features: Matrix, targets: Float64Array, options: FitOptions): Regressor;
  /**
   * What the family says of each row without having seen it, where it has a cheaper way than fitting once per fold;
   * undefined: not for so many rows.
   */
  crossValidate?(features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample | undefined;
  /** Estimated time [s] of cross-validating and fitting so much data on one slow core; absent: next to none. */
  seconds?(rows: number, columns: number): number;
  revive(state: RegressorState): Regressor;
}

export interface FitOptions {
  readonly seed: number;
  /** For each column, the group it belongs to (one-hot columns of one gene share a group); relevance is learnt per group. -1: does not bear on the target. */
  readonly groups: Int32Array;
  /** A fitted regressor of the same family on similar data, to start the optimisation from. */
  readonly warmStart?: RegressorState;
  /** Trains networks, for the family that needs it. */
  readonly mlp?: MlpTrainer;
  /** `starts` of an earlier cross-validation of the same rows with the same seed: fold by fold, so that nothing leaks. */
  readonly foldStarts?: readonly RegressorState[];
}

/** One more column, known for every architecture that will ever be predicted (e.g. a cheap-fidelity score). */
export interface ExtraFeature {
  readonly name: string;
  readonly values: Float64Array;
}

/** Networks with a known metric, in natural units. One row per distinct network; repeats are averaged by the caller. */
export interface TrainingSet {
  readonly space: Space;
  readonly metric: Metric;
  readonly genotypes: readonly Genotype[];
  readonly values: Float64Array;
  readonly extras: readonly ExtraFeature[];
}

/** Natural units (fraction, ms, mJ); `lower` and `upper` bound the 90 % predictive interval. */
export interface Predictions {
  readonly value: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where a gene has a value (or activity) that never occurred in training and never varied there: extrapolation. */
  readonly extrapolated: Uint8Array;
}

/**
 * A predictor of one metric over one space: features, target transform and regressor together. It is to be given the extra columns
 * that it learnt from, by their names.
 * `latent` is the transformed scale on which errors are close to normal, oriented so that smaller is better.
 */
export interface Predictor {
  readonly metric: Metric;
  readonly family: string;
  readonly trainedOn: number;
  readonly quality: Quality;
  readonly contest: Contest;
  /** Names of the extra columns. */
  readonly extras: readonly string[];
  /** Genes that had one and the same choice (an index) in every training network; another choice is extrapolation. */
  readonly frozen: readonly { readonly position: number; readonly choice: number }[];
  predict(genotypes: readonly Genotype[], extras?: readonly ExtraFeature[]): Predictions;
  /** The values of `predict` without their intervals, and whether each is extrapolated: for ranking many networks. */
  estimate(
    genotypes: readonly Genotype[],
    extras?: readonly ExtraFeature[],
  ): Pick<Predictions, "value" | "extrapolated">;
  latent(
    genotypes: readonly Genotype[],
    extras?: readonly ExtraFeature[],
  ): { readonly mean: Float64Array; readonly sd: Float64Array };
  /** Latent values back to natural units. */
  natural(latent: Float64Array): Float64Array;
  /** Natural values to the latent scale. */
  toLatent(values: Float64Array): Float64Array;
  readonly state: PredictorState;
}

/** How a family was chosen: every contender's cross-validated figures, in the order of trust, and a sentence. */
export interface Contest {
  /** Name of the target's scale. */
  readonly scale: string;
  readonly entries: readonly {
    readonly family: string;
    readonly kendallTau: number;
    /** In natural units. */
    readonly intervalScore90: number;
    /** What they are compared by; larger is better. */
    readonly score: number;
    /** Of a stack: each member's say. */
    readonly weights?: Readonly<Record<string, number>>;
  }[];
  readonly reason: string;
}

/** Plain JSON; `revivePredictor(state, space)` gives back the same predictions bit for bit. */
export interface PredictorState {
  readonly version: number;
  readonly metric: Metric;
  readonly [field: string]: unknown;
}

/** Cross-validated (or held-out) quality, in natural units; coverage and widths are of the 90 % interval. */
export interface Quality {
  readonly kendallTau: number;
  readonly spearman: number;
  readonly mae: number;
  readonly within5: number;
  readonly within10: number;
  readonly coverage90: number;
  readonly width90: number;
  readonly intervalScore90: number;
  /** Interval score of one constant width with the same coverage. */
  readonly intervalScore90ConstantWidth: number;
  readonly networks: number;
}
