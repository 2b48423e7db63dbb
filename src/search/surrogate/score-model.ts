import { familyNamed } from "../../../predictors/families/index.js";
import type { Matrix, Regressor } from "../../../predictors/port.js";
import { fitTransform } from "../../../predictors/transforms.js";
import { normalQuantile } from "../../base/statistics/normal.js";
import type { Genotype } from "../../space/types.js";
import type { ScoreHistory } from "./score-history.js";

/** Smallest number of scores that a model is fitted to. */
export const LEAST_SCORES = 4;

/** The posterior of a cheap score, one mean and standard deviation per network, on a latent scale of variance 1. */
export interface ScoreBelief {
  readonly mean: Float64Array;
  /** 0 where the score was measured. */
  readonly sd: Float64Array;
}

/**
 * A model of one cheap score as a function of the features. Measured scores are known exactly; a Gaussian process
 * predicts the others. If all scores are fractions, they are modelled as the logarithm of the error, as accuracies are;
 * scores on any other scale are modelled by their ranks. Fewer than `LEAST_SCORES` scores give the prior (mean 0,
 * variance 1).
 */
export class ScoreModel {
  readonly #scores: ScoreHistory;
  readonly #toLatent: (values: Float64Array) => Float64Array;
  readonly #regressor: Regressor | undefined;

  constructor(
    scores: ScoreHistory,
    encode: (networks: readonly Genotype[]) => Matrix,
    groups: Int32Array,
    seed: number,
  ) {
    this.#scores = scores;
    const { values } = scores;
    const isFraction = values.every((value) => value >= 0 && value <= 1);
    const observed = values.length > 0 ? values : Float64Array.of(0);
    this.#toLatent = isFraction ? fitTransform("log-error", observed).toLatent : normalScores(observed);
    if (values.length < LEAST_SCORES) return;
    const latent = this.#toLatent(values);
    this.#regressor = familyNamed("gaussian-process").fit(encode(scores.networks), latent, { seed, groups });
  }

  /** The posterior of the score for networks with these features; the features' columns of cheap scores are ignored. */
  believe(networks: readonly Genotype[], features: Matrix): ScoreBelief {
    const { mean, sd } = this.#regressor?.predict(features) ?? {
      mean: new Float64Array(networks.length),
      sd: new Float64Array(networks.length).fill(1),
    };
    networks.forEach((network, row) => {
      const value = this.#scores.of(network);
      if (value === undefined) return;
      mean[row] = this.#toLatent(Float64Array.of(value))[0];
      sd[row] = 0;
    });
    return { mean, sd };
  }
}

/**
 * Normal scores: maps a value to the normal quantile of its rank among the observed values, with the sign reversed, so
 * that larger values become smaller. A value that was not observed has a rank halfway between its neighbours.
 */
function normalScores(observed: Float64Array): (values: Float64Array) => Float64Array {
  const sorted = observed.slice().sort();
  const countBelow = (value: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (values) =>
    values.map((value) => {
      const below = countBelow(value);
      const isKnown = sorted[below] === value;
      const rank = Math.min(sorted.length - 0.25, Math.max(0.25, below + (isKnown ? 0.5 : 0)));
      return -normalQuantile(rank / sorted.length);
    });
}
