import { familyNamed } from "../../../predictors/families/index.js";
import { takeRows } from "../../../predictors/matrix.js";
import type { FitOptions, Matrix, Regressor } from "../../../predictors/port.js";
import { outOfSample } from "../../../predictors/training/cross-validation.js";
import type { Genotype } from "../../space/types.js";
import type { ObjectivePrior, Problem } from "../ports.js";

const FAMILY = familyNamed("gaussian-process");
/** Smallest number of residuals that a model is fitted to. */
const LEAST_RESIDUALS = 4;
/** The median of the absolute values of a standard normal variable. */
const MEDIAN_OF_NORMAL = 0.6745;
/** Residuals of accuracy are clipped at this many standard deviations on the bad side: how bad does not matter. */
const MOST_RESIDUAL = 4;

/** A column of features that only the model of one objective reads, as its prior. */
interface PriorColumn {
  readonly name: string;
  values(networks: readonly Genotype[]): Float64Array;
}

/** Evaluated networks with their features and values of one objective (natural units). */
interface Evaluated {
  readonly networks: readonly Genotype[];
  readonly features: Matrix;
  readonly values: Float64Array;
}

/** For each prior of a problem, two columns: its mean and its standard deviation, on its latent scale. */
export function priorColumns({ priors = [] }: Problem): readonly PriorColumn[] {
  return priors.flatMap((prior) => [
    { name: `prior mean of objective ${prior.objective}`, values: (networks) => prior.latent(networks).mean },
    { name: `prior sd of objective ${prior.objective}`, values: (networks) => prior.latent(networks).sd },
  ]);
}

/** The prior of each objective of a problem. `firstColumn` is the position of the first of `priorColumns`. */
export function priorModels(problem: Problem, firstColumn: number): readonly (PriorModel | undefined)[] {
  const { priors = [] } = problem;
  return problem.objectives.map(({ metric }, m) => {
    const k = priors.findIndex(({ objective }) => objective === m);
    return k < 0 ? undefined : new PriorModel(priors[k], firstColumn + 2 * k, metric === "accuracy");
  });
}

/**
 * A model of one objective whose prior mean is a predictor (ADR 0073). A Gaussian process learns the predictor's
 * residuals, in units of its standard deviation, from the networks that the predictor has not learnt from. It is
 * trusted as far as it predicts left-out residuals, its standard deviations are widened to their errors, and none is
 * smaller than the predictor's own. With fewer than four residuals, the predictor itself is the model.
 */
export class PriorModel {
  readonly #prior: ObjectivePrior;
  readonly #column: number;
  readonly #clipsPoor: boolean;

  /**
   * @param column position of the prior's mean among the features; its standard deviation is the next column
   * @param clipsPoor whether it does not matter how bad a bad value is
   */
  constructor(prior: ObjectivePrior, column: number, clipsPoor: boolean) {
    this.#prior = prior;
    this.#column = column;
    this.#clipsPoor = clipsPoor;
  }

  /** Fits the model; its latent scale is that of the prior. `options.groups` are -1 for the columns of priors. */
  fit({ networks, features, values }: Evaluated, options: FitOptions) {
    const transform = { toNatural: (latent: Float64Array) => this.#prior.toNatural(latent) };
    const unseen = [...networks.keys()].filter((i) => !this.#prior.hasLearnt(networks[i]));
    if (unseen.length < LEAST_RESIDUALS) return { transform, regressor: this.#corrected() };
    const rows = takeRows(features, unseen);
    const { mean, sd } = this.#read(rows);
    const latent = this.#prior.toLatent(Float64Array.from(unseen, (i) => values[i]));
    const residuals = latent.map((value, i) => (value - mean[i]) / sd[i]);
    const scale = Math.max(1, typicalSize(residuals));
    const most = this.#clipsPoor ? MOST_RESIDUAL : Number.POSITIVE_INFINITY;
    const targets = residuals.map((residual) => Math.min(residual / scale, most));
    const leftOut = outOfSample(FAMILY, rows, targets, options);
    const trust = trustIn(leftOut.mean, targets);
    const errors = targets.map((target, i) => (target - trust * leftOut.mean[i]) / leftOut.sd[i]);
    const widening = Math.max(1, typicalSize(errors));
    const model = FAMILY.fit(rows, targets, options);
    return { transform, regressor: this.#corrected(model, scale * trust, scale * widening) };
  }

  /**
   * The prior, corrected by a model of its residuals.
   * @param shift what a residual of 1 adds to the mean, as a multiple of the prior's standard deviation
   * @param spread what a standard deviation of 1 of the residual is, as such a multiple
   */
  #corrected(model?: Regressor, shift = 1, spread = 1): Regressor {
    const corrected = (features: Matrix, residual: Float64Array | undefined) => {
      const { mean, sd } = this.#read(features);
      return residual === undefined ? mean : mean.map((value, i) => value + shift * sd[i] * residual[i]);
    };
    return {
      predict: (features) => {
        const residual = model?.predict(features);
        const { sd } = this.#read(features);
        return {
          mean: corrected(features, residual?.mean),
          sd: residual === undefined ? sd : sd.map((s, i) => s * Math.max(1, spread * residual.sd[i])),
        };
      },
      means: (features) => corrected(features, model?.means?.(features) ?? model?.predict(features).mean),
      state: model?.state ?? { family: "prior" },
    };
  }

  /** The prior's mean and standard deviation in each row of features. */
  #read({ rows, columns, data }: Matrix): { readonly mean: Float64Array; readonly sd: Float64Array } {
    const column = (c: number) => Float64Array.from({ length: rows }, (_, r) => data[r * columns + c]);
    return { mean: column(this.#column), sd: column(this.#column + 1) };
  }
}

/** The factor of predictions, from 0 to 1, with which they are closest to the targets. */
function trustIn(predicted: Float64Array, targets: Float64Array): number {
  const agreement = predicted.reduce((sum, mean, i) => sum + mean * targets[i], 0);
  const size = predicted.reduce((sum, mean) => sum + mean ** 2, 0);
  return size > 0 ? Math.min(1, Math.max(0, agreement / size)) : 0;
}

/** The standard deviation of normal values with mean 0, by their median size: a few outliers do not change it. */
function typicalSize(values: Float64Array): number {
  const sizes = values.map(Math.abs).sort();
  return sizes[sizes.length >> 1] / MEDIAN_OF_NORMAL;
}
