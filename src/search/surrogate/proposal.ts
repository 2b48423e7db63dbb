import type { Random } from "../../base/random.js";
import { paretoFront } from "../../pareto/front.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import { randomNetworks } from "../candidates/random-networks.js";
import type { Evaluated } from "../evolution/survival.js";
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
import { LEAST_KNOWN, SurrogateModels } from "./models.js";
import { normalPoints } from "./normal-points.js";
import type { ScoreHistory } from "./score-history.js";
import { worthwhileScores } from "./score-purchase.js";

/** Joint outcomes that the expected improvement is averaged over. */
const SCENARIOS = 16;
/** Where nothing promises a gain on average, a network is judged by what it might be at best: so many sd better. */
const OPTIMISM = 3;

/** What a batch is chosen from. */
interface PosteriorPool {
  readonly pool: Pool;
  /** As comparisons count them. */
  readonly beliefs: readonly Belief[];
  /** Of the values themselves. */
  readonly plain: readonly Belief[];
  readonly target: ImprovementTarget;
}

/** Chooses batches by models of the objectives; a batch depends on what it is told and on `random` only. */
export class Proposer {
  readonly #problem: Problem;
  readonly #models: SurrogateModels;
  readonly #pool: CandidatePool;
  #last: { readonly known: number; readonly scores: number; readonly posterior: PosteriorPool } | undefined;

  constructor(problem: Problem, seed: number) {
    this.#problem = problem;
    this.#models = new SurrogateModels(problem, seed);
    this.#pool = new CandidatePool(problem, (networks) => this.#models.encode(networks));
  }

  /** At most `count` distinct networks that are not among the outcomes, best first; fewer only if no more are left. */
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
    const source = randomNetworks(this.#problem, random);
    while (batch.length < count) {
      const network = source.next((candidate) => !taken.has(genotypeKey(candidate)));
      if (network === undefined) break;
      taken.add(genotypeKey(network));
      batch.push(network);
    }
    return batch;
  }

  /** Cheap scores worth having before the next batch, for at most `budget` evaluations' worth. */
  scoresWorth(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    budget: number,
    random: Random,
  ): ScoreRequest[] {
    const posterior = this.#posteriorPool(outcomes, scores, random);
    if (posterior === undefined) return [];
    const { target, beliefs, pool } = posterior;
    const costs = (this.#problem.fidelities ?? []).map(({ cost }) => cost);
    const isBought = (fidelity: number, row: number) => scores[fidelity].has(pool.networks[row]);
    const purchase = worthwhileScores({ target, beliefs, costs, isBought, budget }, random.fork("scores"));
    if (purchase === undefined) return [];
    return purchase.rows.map((row) => ({ genotype: pool.networks[row], fidelity: purchase.fidelity }));
  }

  /**
   * What the `count` best networks are expected to add to the hypervolume, as a share of what is there; undefined while too
   * little is known for models, or nothing feasible is.
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

  /** Undefined while too little is known for models, or nothing is left to propose. */
  #posteriorPool(
    outcomes: readonly Outcome[],
    scores: readonly ScoreHistory[],
    random: Random,
  ): PosteriorPool | undefined {
    const known = outcomes.filter((outcome) => outcome.kind === "evaluated");
    if (known.length < LEAST_KNOWN) return undefined;
    const bought = scores.reduce((sum, history) => sum + history.networks.length, 0);
    if (this.#last?.known !== outcomes.length || this.#last.scores !== bought) {
      const posterior = this.#formPosterior(outcomes, known, scores, random);
      this.#last = { known: outcomes.length, scores: bought, posterior };
    }
    const { posterior } = this.#last;
    return posterior.pool.networks.length === 0 ? undefined : posterior;
  }

  #formPosterior(
    outcomes: readonly Outcome[],
    known: readonly Evaluated[],
    scores: readonly ScoreHistory[],
    random: Random,
  ): PosteriorPool {
    const taken = new Set(outcomes.map((outcome) => genotypeKey(outcome.genotype)));
    const values = known.map((network) => network.values);
    const target: ImprovementTarget = {
      known: countedColumns(this.#problem, values),
      reference: referencePoint(this.#problem, values),
      scenarios: normalPoints(SCENARIOS, this.#problem.objectives.length),
    };
    const believe = this.#models.fit(outcomes, scores);
    const pool = this.#pool.gather((network) => taken.has(genotypeKey(network)), {
      parents: [...paretoFront(minimisedColumns(this.#problem, values))].map((i) => known[i].genotype),
      promise: (candidates) => expectedGains(target, countedBeliefs(this.#problem, believe(candidates))),
      random,
    });
    const plain = believe(pool);
    const beliefs = countedBeliefs(this.#problem, plain);
    return {
      pool,
      beliefs,
      plain,
      target: { ...target, reference: this.#widened(target.reference, beliefs) },
    };
  }

  /**
   * The reference point moved out to the worst value that any network of the pool is expected to have: the range of the
   * objectives that the known networks happen to span would understate what the far ends of the front are worth.
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
   * By expected gain; then by the gain at best; where few objectives are optimised, each by itself too, as the best of a batch
   * may leave the others nothing to gain; then, under limits that nothing seems to keep, by how nearly they are kept.
   */
  #choose({ pool, target, beliefs, plain }: PosteriorPool, count: number): Genotype[] {
    const chosen = new Set(chooseBatch(target, beliefs, count));
    const atBest = { ...target, scenarios: [beliefs.map(() => -OPTIMISM)] };
    if (chosen.size < count) for (const i of chooseBatch(atBest, beliefs, count)) chosen.add(i);
    if (chosen.size < count && this.#problem.optimised !== undefined) {
      for (const i of byGain(expectedGains(atBest, beliefs))) chosen.add(i);
    }
    if (chosen.size < count) for (const i of this.#nearestToLimits(plain, count)) chosen.add(i);
    return [...chosen].slice(0, count).map((i) => pool.networks[i]);
  }

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

/** Indices of the gains above 0, the largest first. */
function byGain(gains: Float64Array): number[] {
  return [...gains.keys()].filter((i) => gains[i] > 0).sort((a, b) => gains[b] - gains[a] || a - b);
}
