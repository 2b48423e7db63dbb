import type { Random } from "../../base/random.js";
import { normalQuantile } from "../../base/statistics/normal.js";
import { paretoFront } from "../../pareto/front.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import { randomNetworks } from "../candidates/random-networks.js";
import type { EvaluatedNetwork } from "../evolution/survival.js";
import type { Outcome, Problem, ScoreRequest } from "../ports.js";
import { countedColumns, minimisedColumns, minimisedLimits, referencePoint } from "../problem.js";
import {
  type Belief,
  chooseBatch,
  expectedGains,
  gainOfBatch,
  type ImprovementTarget,
} from "./acquisition.js";
import { countedBeliefs } from "./belief.js";
import { CandidatePool, type Pool } from "./candidate-pool.js";
import { SurrogateModels } from "./models.js";
import { normalPoints } from "./normal-points.js";
import type { ScoreHistory } from "./score-history.js";
import { selectScores } from "./score-selection.js";

/** Number of joint outcomes over which the expected improvement is averaged. */
const SCENARIOS = 16;
/** If no network has an expected gain, values this many standard deviations better than the mean are assumed. */
const OPTIMISM = 3;
/** Number of quantiles by which the probability of keeping a limit is estimated. */
const QUANTILES = 20;

/** The candidates of a batch and what is believed of them. */
interface PosteriorPool {
  readonly pool: Pool;
  /** Beliefs about the counted values (see `countedColumn`), one per objective. */
  readonly beliefs: readonly Belief[];
  /** Beliefs about the values themselves, minimised, one per objective. */
  readonly valueBeliefs: readonly Belief[];
  readonly target: ImprovementTarget;
}

/** Chooses batches and cheap scores by models of the objectives; its choices depend on the arguments only. */
export class Proposer {
  readonly #problem: Problem;
  readonly #models: SurrogateModels;
  readonly #pool: CandidatePool;
  /** The last posterior, which is formed anew once there are more outcomes or scores. */
  #last:
    | { readonly known: number; readonly scores: number; readonly posterior: PosteriorPool | undefined }
    | undefined;

  constructor(problem: Problem, seed: number) {
    this.#problem = problem;
    this.#models = new SurrogateModels(problem, seed);
    this.#pool = new CandidatePool(problem, (networks) => this.#models.encode(networks));
  }

  /**
   * Tells how probably each network keeps the limits by what is known before the search: 0 or 1 where a value is known,
   * else by the models. Undefined where no limited objective is known.
   */
  keepsLimits(networks: readonly Genotype[]): Float64Array | undefined {
    const beliefs = this.#models.beliefsBefore({ networks, features: this.#models.encode(networks) });
    const limits = minimisedLimits(this.#problem);
    const limited = beliefs.flatMap((belief, m) =>
      belief === undefined || limits[m] === Number.POSITIVE_INFINITY ? [] : [{ belief, limit: limits[m] }],
    );
    if (limited.length === 0) return undefined;
    return limited.reduce((probability, { belief, limit }) => {
      const kept = probabilityBelow(belief, limit, networks.length);
      return probability.map((p, i) => p * kept[i]);
    }, new Float64Array(networks.length).fill(1));
  }

  /**
   * Proposes `count` distinct networks that are not among the outcomes, best first; fewer only if no more are left.
   * Random networks complete the batch if the models choose fewer.
   */
  propose(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    count: number,
    random: Random,
  ): Genotype[] {
    const taken = new Set(outcomes.map((outcome) => genotypeKey(outcome.genotype)));
    const posterior = this.#posteriorPool(outcomes, scores, random);
    const batch = posterior === undefined ? [] : this.#choose(posterior, count);
    for (const network of batch) taken.add(genotypeKey(network));
    if (batch.length === count) return batch;
    for (const accepts of [this.#pool.isConnected, () => true]) {
      const source = randomNetworks(this.#problem, random);
      while (batch.length < count) {
        const network = source.next((candidate) => accepts(candidate) && !taken.has(genotypeKey(candidate)));
        if (network === undefined) break;
        taken.add(genotypeKey(network));
        batch.push(network);
      }
    }
    return batch;
  }

  /** Chooses the cheap scores to request before the next batch, if any, at a cost of at most `budget` evaluations. */
  chooseScores(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    budget: number,
    random: Random,
  ): ScoreRequest[] {
    const posterior = this.#posteriorPool(outcomes, scores, random);
    if (posterior === undefined) return [];
    const { target, beliefs, pool } = posterior;
    const costs = (this.#problem.fidelities ?? []).map(({ cost }) => cost);
    const isScored = (fidelity: number, row: number) => scores[fidelity].has(pool.networks[row]);
    const selection = selectScores({ target, beliefs, costs, isScored, budget }, random.fork("scores"));
    if (selection === undefined) return [];
    return selection.rows.map((row) => ({ genotype: pool.networks[row], fidelity: selection.fidelity }));
  }

  /**
   * The increase in hypervolume that the `count` best networks are expected to give, as a fraction of the known
   * hypervolume. Undefined if too few networks are known for models, or if the known hypervolume is 0.
   */
  expectedGain(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    count: number,
    random: Random,
  ): number | undefined {
    const posterior = this.#posteriorPool(outcomes, scores, random);
    if (posterior === undefined) return undefined;
    const known = hypervolume(posterior.target.known, posterior.target.reference);
    return known > 0 ? gainOfBatch(posterior.target, posterior.beliefs, count) / known : undefined;
  }

  /** The current posterior; undefined if too few networks are known for models, or if no network is left to propose. */
  #posteriorPool(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    random: Random,
  ): PosteriorPool | undefined {
    const known = outcomes.filter((outcome) => outcome.kind === "evaluated");
    const requested = scores.reduce((sum, history) => sum + history.networks.length, 0);
    if (this.#last?.known !== outcomes.length || this.#last.scores !== requested) {
      const posterior = this.#formPosterior(outcomes, known, scores, random);
      this.#last = { known: outcomes.length, scores: requested, posterior };
    }
    const { posterior } = this.#last;
    return posterior?.pool.networks.length === 0 ? undefined : posterior;
  }

  #formPosterior(
    outcomes: readonly Outcome[],
    known: readonly EvaluatedNetwork[],
    scores: readonly ScoreHistory[],
    random: Random,
  ): PosteriorPool | undefined {
    const believe = this.#models.fit(outcomes, scores);
    if (believe === undefined) return undefined;
    const taken = new Set(outcomes.map((outcome) => genotypeKey(outcome.genotype)));
    const values = known.map((network) => network.values);
    const target: ImprovementTarget = {
      known: countedColumns(this.#problem, values),
      reference: referencePoint(this.#problem, values),
      scenarios: normalPoints(SCENARIOS, this.#problem.objectives.length),
    };
    const pool = this.#pool.gather((network) => taken.has(genotypeKey(network)), {
      parents: [...paretoFront(minimisedColumns(this.#problem, values))].map((i) => known[i].genotype),
      acquisition: (candidates) => {
        const beliefs = countedBeliefs(this.#problem, believe(candidates));
        // Before the first evaluation, only limits give a reference point.
        const reference = known.length > 0 ? target.reference : this.#widened(target.reference, beliefs);
        return expectedGains({ ...target, reference }, beliefs);
      },
      random,
    });
    const valueBeliefs = believe(pool);
    const beliefs = countedBeliefs(this.#problem, valueBeliefs);
    return {
      pool,
      beliefs,
      valueBeliefs,
      target: { ...target, reference: this.#widened(target.reference, beliefs) },
    };
  }

  /**
   * Moves the reference point, in objectives without a limit, to the worst mean of any network of the pool. The range
   * that the known networks happen to span would give too little hypervolume to the ends of the front (ADR 0034).
   */
  #widened(reference: readonly number[], beliefs: readonly Belief[]): number[] {
    const limits = minimisedLimits(this.#problem);
    return reference.map((worst, m) =>
      limits[m] === Number.POSITIVE_INFINITY
        ? beliefs[m].at(0).reduce((a, b) => Math.max(a, b), worst)
        : worst,
    );
  }

  /**
   * Chooses networks in steps until there are `count` of them: first by expected gain, then by the gain of optimistic
   * values. If some objectives are not optimised, the networks with the largest optimistic gain on their own follow,
   * because the best network of a batch may leave the others nothing to gain. Under limits that no network seems to
   * keep, the networks closest to the limits come last.
   */
  #choose({ pool, target, beliefs, valueBeliefs }: PosteriorPool, count: number): Genotype[] {
    const chosen = new Set(chooseBatch(target, beliefs, count));
    const optimistic = { ...target, scenarios: [beliefs.map(() => -OPTIMISM)] };
    if (chosen.size < count) for (const i of chooseBatch(optimistic, beliefs, count)) chosen.add(i);
    if (chosen.size < count && this.#problem.optimised !== undefined) {
      for (const i of byGain(expectedGains(optimistic, beliefs))) chosen.add(i);
    }
    if (chosen.size < count) for (const i of this.#nearestToLimits(valueBeliefs, count)) chosen.add(i);
    return [...chosen].slice(0, count).map((i) => pool.networks[i]);
  }

  /** The networks whose values, taken one standard deviation better than their mean, exceed the limits least. */
  #nearestToLimits(beliefs: readonly Belief[], count: number): number[] {
    const limits = minimisedLimits(this.#problem);
    if (limits.every((limit) => limit === Number.POSITIVE_INFINITY)) return [];
    const excess = beliefs.map((belief, m) =>
      belief.at(-1).map((value) => Math.max(0, value - limits[m]) / (Math.abs(limits[m]) || 1)),
    );
    const total = excess[0].map((_, i) => excess.reduce((sum, column) => sum + column[i], 0));
    return [...total.keys()].sort((a, b) => total[a] - total[b] || a - b).slice(0, count);
  }
}

/** Indices of the positive gains, largest first. */
function byGain(gains: Float64Array): number[] {
  return [...gains.keys()].filter((i) => gains[i] > 0).sort((a, b) => gains[b] - gains[a] || a - b);
}

/** The probability that each of `count` values is at most the limit, to 1/20, by quantiles of the belief. */
function probabilityBelow(belief: Belief, limit: number, count: number): Float64Array {
  const below = new Float64Array(count);
  for (let k = 0; k < QUANTILES; k++) {
    const values = belief.at(normalQuantile((k + 0.5) / QUANTILES));
    for (let i = 0; i < count; i++) if (values[i] <= limit) below[i] += 1 / QUANTILES;
  }
  return below;
}
