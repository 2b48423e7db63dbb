import { familyNamed } from "../../../predictors/families/index.js";
import type { Matrix, Regressor } from "../../../predictors/port.js";
import { fitTransform } from "../../../predictors/transforms.js";
import { normalQuantile } from "../../base/normal.js";
import type { Genotype } from "../../space/types.js";
import type { ScoreHistory } from "./score-history.js";

/** Fewest scores that a model is fitted to. */
export const LEAST_SCORES = 4;

/** What is believed of a cheap score, one mean and standard deviation per network, on a scale of variance 1. */
export interface ScoreBelief {
  readonly mean: Float64Array;
  /** 0 where the score was measured. */
  readonly sd: Float64Array;
}

/**
 * A model of one cheap score over the features: measured scores as they are, a Gaussian process for the rest. Scores that
 * are fractions are modelled as logarithms of errors, as accuracies are; any other scale by its ranks.
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

  /** Of networks, given their features (the score's own columns are not looked at). */
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

/** The normal quantile of a value's rank among the observed ones, halfway between its neighbours' where it is none of them; larger scores are smaller. */
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
