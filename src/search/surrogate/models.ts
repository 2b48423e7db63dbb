import { familyNamed } from "../../../predictors/families/index.js";
import { createEncoder, type Encoder } from "../../../predictors/features/encoder.js";
import type { Matrix, Regressor } from "../../../predictors/port.js";
import { fitTransform, type Transform, transformKinds } from "../../../predictors/transforms.js";
import { defined, optional } from "../../base/defined.js";
import { isMaximised, type Metric } from "../../base/metric.js";
import type { Genotype } from "../../space/types.js";
import type { Evaluated } from "../evolution/survival.js";
import type { ObjectiveColumn, Outcome, Problem } from "../ports.js";
import type { Belief } from "./acquisition.js";
import { certainBelief, scoredBelief } from "./belief.js";
import type { Pool } from "./candidate-pool.js";
import { objectiveColumns } from "./objective-columns.js";
import type { ScoreHistory } from "./score-history.js";
import { type ScoreBelief, ScoreModel } from "./score-model.js";

/** The strongest family below 300 networks; its intervals come from the marginal likelihood, without calibration. */
const FAMILY = familyNamed("gaussian-process");
/** Fewest networks that a model is fitted to. */
export const LEAST_KNOWN = 4;
const FIRST_CHECKPOINT = 10;
const CHECKPOINT_GROWTH = 1.5;
const CLIP_FACTOR = 2;

interface Model {
  readonly regressor: Regressor;
  readonly transform: Transform;
}

/**
 * One model per objective of a problem, refitted as more is known. Each fit starts from the one at the last checkpoint
 * (10 networks, 15, 23, ...), not from the last fit: so the models depend on what is known only, and a resumed search
 * needs a handful of fits, not all of them again.
 *
 * What backbones are worth alone, and what is known of other tasks and devices, are features of the objective that they bear on.
 * Cheap scores are further features of accuracy: what was measured, else what a model of the score expects; how little it
 * knows then adds to what is not known of accuracy.
 */
export class SurrogateModels {
  readonly #metrics: readonly Metric[];
  readonly #seed: number;
  readonly #encoder: Encoder;
  readonly #columns: readonly ObjectiveColumn[];
  /** Group of each column, by objective; -1: does not bear on it. */
  readonly #groups: readonly Int32Array[];
  /** The same of cheap scores themselves. */
  readonly #scoreGroups: Int32Array;
  readonly #checkpoints = new Map<number, readonly Model[]>();
  readonly #scoreColumns: number;

  constructor(problem: Problem, seed: number) {
    this.#metrics = problem.objectives.map((objective) => objective.metric);
    this.#seed = seed;
    const fidelities = problem.fidelities ?? [];
    this.#columns = objectiveColumns(problem);
    this.#encoder = createEncoder(
      problem.space,
      [...this.#columns, ...fidelities].map(({ name }) => name),
    );
    const all = this.#encoder.coarseGroups;
    this.#scoreColumns = all.length - fidelities.length;
    const first = this.#scoreColumns - this.#columns.length;
    const groupsOf = (bears: (objective: number) => boolean, seesScores: boolean) =>
      all.map((group, c) => {
        if (c >= this.#scoreColumns) return seesScores ? group : -1;
        return c < first || bears(this.#columns[c - first].objective) ? group : -1;
      });
    this.#groups = problem.objectives.map(({ metric }, m) =>
      groupsOf((objective) => objective === m, isMaximised(metric)),
    );
    this.#scoreGroups = groupsOf((objective) => isMaximised(this.#metrics[objective]), false);
  }

  /** Features of networks; their cheap scores are filled in when something is to be said of them. */
  encode(networks: readonly Genotype[]): Matrix {
    const blank = this.#encoder.names.slice(this.#scoreColumns).map((name) => ({
      name,
      values: new Float64Array(networks.length),
    }));
    const own = this.#columns.map(({ name, values }) => ({ name, values: values(networks) }));
    return this.#encoder.encode(networks, [...own, ...blank]);
  }

  /** What models fitted to the evaluated ones of `outcomes` (at least four, in the order of the history) and to cheap scores say of a pool. */
  fit(outcomes: readonly Outcome[], scores: readonly ScoreHistory[] = []): (pool: Pool) => Belief[] {
    const cheap = this.#scoreModels(scores);
    const models = this.#fitFromCheckpoint(outcomes, scores, cheap);
    return (pool) => {
      const believed = cheap.map((model) => model.believe(pool.networks, pool.features));
      const features = this.#withScores(
        pool.features,
        believed.map(({ mean }) => mean),
      );
      return models.map((model, m) => {
        const maximised = isMaximised(this.#metrics[m]);
        const { mean, sd } = model.regressor.predict(features);
        const belief = { mean, sd, transform: model.transform, maximised };
        if (!maximised || cheap.length === 0) return certainBelief(belief);
        return scoredBelief(belief, this.#scoreSensitivities(model, features, believed));
      });
    };
  }

  /** Per cheap score, by how much the latent accuracy moves with one standard deviation of what the score may be. */
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
        return means(this.#withScores(features, moved));
      };
      const low = at(-1);
      return at(1).map((value, i) => (value - low[i]) / 2);
    });
  }

  #withScores({ rows, columns, data }: Matrix, scores: readonly Float64Array[]): Matrix {
    if (scores.length === 0) return { rows, columns, data };
    const filled = data.slice();
    scores.forEach((values, f) => {
      for (let r = 0; r < rows; r++) filled[r * columns + this.#scoreColumns + f] = values[r];
    });
    return { rows, columns, data: filled };
  }

  #scoreModels(scores: readonly ScoreHistory[]): ScoreModel[] {
    return scores.map(
      (history) =>
        new ScoreModel(history, (networks) => this.encode(networks), this.#scoreGroups, this.#seed),
    );
  }

  /** A checkpoint is fitted to the scores that were there when the last of its networks was evaluated. */
  #fitFromCheckpoint(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    cheap: readonly ScoreModel[],
  ): readonly Model[] {
    const known = outcomes.filter((outcome) => outcome.kind === "evaluated");
    let models: readonly Model[] | undefined;
    for (let count = FIRST_CHECKPOINT; count <= known.length; count = Math.ceil(count * CHECKPOINT_GROWTH)) {
      let checkpoint = this.#checkpoints.get(count);
      if (checkpoint === undefined) {
        const told = outcomes.indexOf(known[count - 1]) + 1;
        const then = this.#scoreModels(scores.map((history) => history.before(told)));
        checkpoint = this.#fitAll(known.slice(0, count), then, models);
        this.#checkpoints.set(count, checkpoint);
      }
      models = checkpoint;
    }
    const isSettled = cheap.length === 0 && this.#checkpoints.has(known.length);
    return isSettled && models !== undefined ? models : this.#fitAll(known, cheap, models);
  }

  #fitAll(
    known: readonly Evaluated[],
    cheap: readonly ScoreModel[],
    earlier: readonly Model[] | undefined,
  ): readonly Model[] {
    const networks = known.map((network) => network.genotype);
    const bare = this.encode(networks);
    const features = this.#withScores(
      bare,
      cheap.map((model) => model.believe(networks, bare).mean),
    );
    return this.#metrics.map((metric, m) => {
      const values = Float64Array.from(known, (network) => network.values[m]);
      const transform = fitTransform(transformKinds(metric)[0], values);
      const latent = transform.toLatent(values);
      const regressor = FAMILY.fit(features, isMaximised(metric) ? clipPoorAccuracies(latent) : latent, {
        seed: this.#seed,
        groups: this.#groups[m],
        ...defined({ warmStart: optional(earlier, (earlier) => earlier[m].regressor.state) }),
      });
      return { regressor, transform };
    });
  }
}

/**
 * Latent accuracies (smaller is better), none farther below the median than twice what the best is above it. Networks that
 * learn nothing would otherwise set the scale, and how bad they are does not matter.
 */
function clipPoorAccuracies(latent: Float64Array): Float64Array {
  const sorted = latent.slice().sort();
  const median = sorted[sorted.length >> 1];
  const bottom = median + CLIP_FACTOR * (median - sorted[0]);
  return latent.map((value) => Math.min(value, bottom));
}
