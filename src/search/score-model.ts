import { familyNamed } from "../../predictors/families/index.js";
import type { Matrix, Regressor } from "../../predictors/port.js";
import { fitTransform, type Transform } from "../../predictors/transforms.js";
import type { Genotype } from "../space/types.js";
import type { ScoreHistory } from "./score-history.js";

/** Fewest scores that a model is fitted to. */
const LEAST_SCORES = 4;

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
  readonly #transform: Transform;
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
    this.#transform = fitTransform(
      isFraction ? "log-error" : "normal-score",
      values.length > 0 ? values : Float64Array.of(0),
    );
    if (values.length < LEAST_SCORES) return;
    const latent = this.#transform.toLatent(values);
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
      mean[row] = this.#transform.toLatent(Float64Array.of(value))[0];
      sd[row] = 0;
    });
    return { mean, sd };
  }
}
