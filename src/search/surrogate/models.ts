import { familyNamed } from "../../../predictors/families/index.js";
import { stackRows, takeRows } from "../../../predictors/matrix.js";
import type { Matrix, Regressor } from "../../../predictors/port.js";
import { fitTransform, type Transform, transformKinds } from "../../../predictors/transforms.js";
import { defined } from "../../base/defined.js";
import { isMaximised, type Metric, minimised } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { EvaluatedNetwork } from "../evolution/survival.js";
import type { KnownObjective, Outcome, Problem } from "../ports.js";
import type { Belief } from "./acquisition.js";
import { scoredBelief, scoreFreeBelief, withCertain } from "./belief.js";
import type { Pool } from "./candidate-pool.js";
import { ModelFeatures } from "./model-features.js";
import { type PriorModel, priorModels } from "./prior.js";
import type { ScoreHistory } from "./score-history.js";
import { type ScoreBelief, ScoreModel } from "./score-model.js";

/** The most accurate family below 300 networks. Its standard deviations are used without calibration. */
const FAMILY = familyNamed("gaussian-process");
/** Smallest number of networks that a model is fitted to. */
const LEAST_KNOWN = 3;
/** Largest number of networks known before the search that a model is fitted to. */
export const MOST_FITTED = 300;
const FIRST_CHECKPOINT = 10;
const CHECKPOINT_GROWTH = 1.5;
/** Latent accuracies are clipped at this many times the best one's distance from the median, on the bad side. */
const CLIP_FACTOR = 2;

interface Model {
  readonly regressor: Regressor;
  readonly transform: Pick<Transform, "toNatural">;
}

/** One model per objective; undefined where fewer than `LEAST_KNOWN` values are known. */
type Models = readonly (Model | undefined)[];

/** Networks with their features and the values of one objective. */
interface Rows {
  readonly networks: readonly Genotype[];
  readonly features: Matrix;
  readonly values: Float64Array;
}

/** What is known of one objective before the search, and the networks of it that models are fitted to. */
interface Before extends Rows {
  readonly objective: KnownObjective;
}

/**
 * One model per objective of a problem, refitted as more networks are evaluated. Every fit starts from the
 * hyperparameters of the last checkpoint (10 networks, 15, 23, ...), not from those of the last fit. The models
 * therefore depend only on what is known, and a resumed search repeats a handful of fits instead of all of them.
 *
 * Besides the features of the network, the model of an objective sees the columns of that objective
 * (`objectiveColumns`). The model of accuracy also sees the cheap scores: the measured score or, if there is none, the
 * mean that a model of the score predicts. The uncertainty of that prediction is added to the uncertainty of accuracy.
 *
 * Where an objective has a prior, its model is that prior with a model of its residuals (`PriorModel`).
 */
export class SurrogateModels {
  readonly #metrics: readonly Metric[];
  readonly #seed: number;
  readonly #features: ModelFeatures;
  readonly #priors: readonly (PriorModel | undefined)[];
  /** What was known before the search, by objective. */
  readonly #before: readonly (Before | undefined)[];
  readonly #checkpoints = new Map<number, Models>();

  constructor(problem: Problem, seed: number) {
    this.#metrics = problem.objectives.map((objective) => objective.metric);
    this.#seed = seed;
    this.#features = new ModelFeatures(problem);
    this.#priors = priorModels(problem, this.#features.firstPrior);
    this.#before = problem.objectives.map((_, m) => this.#rowsBefore(problem, m));
  }

  /** What is known of an objective before the search, reduced to a random sample where it is too much for a model. */
  #rowsBefore({ known = [] }: Problem, m: number): Before | undefined {
    const objective = known.find((own) => own.objective === m);
    if (objective === undefined) return undefined;
    const random = new Random(this.#seed).fork(`known of objective ${m}`);
    const networks = random.shuffle([...objective.networks]).slice(0, MOST_FITTED);
    return { objective, networks, features: this.encode(networks), values: objective.valuesOf(networks) };
  }

  /** Encodes networks as features, one row per network (`ModelFeatures.encode`). */
  encode(networks: readonly Genotype[]): Matrix {
    return this.#features.encode(networks);
  }

  /**
   * Fits the models to the evaluated networks among `outcomes` (in the order of the history), to what was known before
   * the search, and to the cheap scores, one `ScoreHistory` per fidelity.
   * @returns a function that gives the beliefs about a pool, one per objective; undefined where too little is known of
   * an objective
   */
  fit(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[] = [],
  ): ((pool: Pool) => Belief[]) | undefined {
    const cheap = this.#scoreModels(scores);
    const models = this.#fitFromCheckpoint(outcomes, scores, cheap);
    const isKnown = (model: Model | undefined, m: number) => model !== undefined || this.#isComplete(m);
    if (!models.every(isKnown)) return undefined;
    return (pool) => {
      const believed = cheap.map((model) => model.believe(pool.networks, pool.features));
      const features = this.#features.withScores(
        pool.features,
        believed.map(({ mean }) => mean),
      );
      return models.map((model, m) => this.#withKnown(m, pool, this.#believe(m, model, features, believed)));
    };
  }

  /** Whether anything was known of any objective before the search. */
  get #isInformed(): boolean {
    return [...this.#before, ...this.#priors].some((known) => known !== undefined);
  }

  /** The beliefs by what was known before the search alone, one per objective; undefined where nothing was known. */
  beliefsBefore(pool: Pool): readonly (Belief | undefined)[] {
    if (!this.#isInformed) return this.#before.map(() => undefined);
    const models = this.#checkpoint(0, () => this.#fitAll([], [], undefined));
    return models.map((model, m) => {
      if (model !== undefined || this.#isComplete(m))
        return this.#withKnown(m, pool, this.#believe(m, model, pool.features, []));
      const expected = this.#before[m]?.objective.estimatesOf?.(pool.networks);
      return (
        expected &&
        withCertain(
          undefined,
          expected.map((value) => minimised(this.#metrics[m], value)),
        )
      );
    });
  }

  /** What a model believes of an objective; undefined where there is no model. */
  #believe(
    m: number,
    model: Model | undefined,
    features: Matrix,
    scores: readonly ScoreBelief[],
  ): Belief | undefined {
    if (model === undefined) return undefined;
    const { mean, sd } = model.regressor.predict(features);
    const { transform } = model;
    const latent = { mean, sd, transform, isMaximised: isMaximised(this.#metrics[m]) };
    if (this.#metrics[m] !== "accuracy" || scores.length === 0) return scoreFreeBelief(latent);
    return scoredBelief(latent, this.#scoreSensitivities(model, features, scores));
  }

  /** The belief with known values where there are any. */
  #withKnown(m: number, { networks }: Pool, belief: Belief | undefined): Belief {
    const known = this.#before[m];
    if (known === undefined) return belief as Belief;
    const metric = this.#metrics[m];
    const values = known.objective.valuesOf(networks).map((value) => minimised(metric, value));
    return withCertain(belief, values);
  }

  /** Whether an objective is known of every network, so that it needs no model. */
  #isComplete(m: number): boolean {
    return this.#before[m]?.objective.isComplete === true;
  }

  /** For each cheap score, the change of the latent accuracy per standard deviation of the score, one per network. */
  #scoreSensitivities(
    { regressor }: Model,
    features: Matrix,
    believed: readonly ScoreBelief[],
  ): Float64Array[] {
    const means = (rows: Matrix) => regressor.means?.(rows) ?? regressor.predict(rows).mean;
    return believed.map(({ sd }, f) => {
      const at = (sign: number) => {
        const moved = believed.map(({ mean }, other) =>
          other === f ? mean.map((value, i) => value + sign * sd[i]) : mean,
        );
        return means(this.#features.withScores(features, moved));
      };
      const low = at(-1);
      return at(1).map((value, i) => (value - low[i]) / 2);
    });
  }

  #scoreModels(scores: readonly ScoreHistory[]): ScoreModel[] {
    return scores.map(
      (history) =>
        new ScoreModel(history, (networks) => this.encode(networks), this.#features.scoreGroups, this.#seed),
    );
  }

  /**
   * Fits the models to everything known, starting from the last checkpoint. The first checkpoint is what was known
   * before the search. A checkpoint is fitted to the cheap scores that were known when the last of its networks was
   * evaluated.
   */
  #fitFromCheckpoint(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    cheap: readonly ScoreModel[],
  ): Models {
    const known = outcomes.filter((outcome) => outcome.kind === "evaluated");
    let models: Models | undefined = this.#isInformed
      ? this.#checkpoint(0, () => this.#fitAll([], [], undefined))
      : undefined;
    for (let count = FIRST_CHECKPOINT; count <= known.length; count = Math.ceil(count * CHECKPOINT_GROWTH)) {
      const earlier = models;
      models = this.#checkpoint(count, () => {
        const told = outcomes.indexOf(known[count - 1]) + 1;
        const then = this.#scoreModels(scores.map((history) => history.before(told)));
        return this.#fitAll(known.slice(0, count), then, earlier);
      });
    }
    const isSettled = cheap.length === 0 && this.#checkpoints.has(known.length);
    return isSettled && models !== undefined ? models : this.#fitAll(known, cheap, models);
  }

  #checkpoint(count: number, make: () => Models): Models {
    const models = this.#checkpoints.get(count) ?? make();
    this.#checkpoints.set(count, models);
    return models;
  }

  #fitAll(
    known: readonly EvaluatedNetwork[],
    cheap: readonly ScoreModel[],
    earlier: Models | undefined,
  ): Models {
    const networks = known.map((network) => network.genotype);
    const unscored = this.encode(networks);
    const features = this.#features.withScores(
      unscored,
      cheap.map((model) => model.believe(networks, unscored).mean),
    );
    const { groups } = this.#features;
    return this.#metrics.map((metric, m) => {
      if (this.#isComplete(m)) return undefined;
      const values = Float64Array.from(known, (network) => network.values[m]);
      const options = {
        seed: this.#seed,
        groups: groups[m],
        ...defined({ warmStart: earlier?.[m]?.regressor.state }),
      };
      const prior = this.#priors[m];
      if (prior !== undefined) return prior.fit({ networks, features, values }, options);
      const rows = this.#withBefore(m, { networks, features, values });
      if (rows.values.length < LEAST_KNOWN) return undefined;
      const transform = fitTransform(transformKinds(metric)[0], rows.values);
      const latent = transform.toLatent(rows.values);
      const targets = isMaximised(metric) ? clipPoorAccuracies(latent) : latent;
      const regressor = FAMILY.fit(rows.features, targets, options);
      return { regressor, transform };
    });
  }

  /** The evaluated networks, and then those that were known before and are not among them. */
  #withBefore(m: number, evaluated: Rows): Rows {
    const before = this.#before[m];
    if (before === undefined) return evaluated;
    const keys = new Set(evaluated.networks.map(genotypeKey));
    const others = [...before.networks.keys()].filter((i) => !keys.has(genotypeKey(before.networks[i])));
    return {
      networks: [...evaluated.networks, ...others.map((i) => before.networks[i])],
      features: stackRows([evaluated.features, takeRows(before.features, others)]),
      values: Float64Array.of(...evaluated.values, ...others.map((i) => before.values[i])),
    };
  }
}

/**
 * Clips latent accuracies, of which smaller ones are better: none is farther from the median on the bad side than twice
 * the distance of the best one on the good side. Networks that learn nothing would otherwise set the scale, although it
 * does not matter how bad they are.
 */
function clipPoorAccuracies(latent: Float64Array): Float64Array {
  const sorted = latent.slice().sort();
  const median = sorted[sorted.length >> 1];
  const bottom = median + CLIP_FACTOR * (median - sorted[0]);
  return latent.map((value) => Math.min(value, bottom));
}
