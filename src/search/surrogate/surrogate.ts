import { Random } from "../../base/random.js";
import type { Genotype } from "../../space/types.js";
import { initialDesign } from "../candidates/initial-design.js";
import { History } from "../history.js";
import type { CheapScore, Outcome, Problem, ScoreRequest, Strategy } from "../ports.js";
import { roundedCost } from "../rounded-cost.js";
import type { StrategyKind } from "../strategy-kind.js";
import { designSizeOf, startsSmall } from "./first-design.js";
import { Proposer } from "./proposal.js";
import { ScoreHistory } from "./score-history.js";
import { LEAST_SCORES } from "./score-model.js";

/** Batch sizes. Batches become larger at `LARGE_FROM` outcomes, because a refit then takes longer and changes less. */
const SMALL_BATCH = 2;
const LARGE_BATCH = 5;
const LARGE_FROM = 100;
/** Largest number of random networks whose scores are requested at the start, those of the initial design first. */
const SCORED_FIRST = 40;
/** The most that the scores of one fidelity may cost at the start, in evaluations. */
const SCORED_FIRST_COST = 2.5;
/** The most that all scores may cost at the start, as a fraction of the budget beyond the initial design. */
const SCORED_FIRST_SHARE = 0.25;
/** Largest number of requests of scores before a batch. */
const MOST_ROUNDS = 2;

/**
 * Surrogate-assisted search: an initial design of random networks, then batches with the largest expected hypervolume
 * improvement under models of all objectives, which are refitted before each batch.
 *
 * Batches start at fixed numbers of outcomes (10, 12, ..., 100, 105, ...; with limits 6, 8, ...). A batch depends only
 * on the history up to its start and on the seed, and so does each selection of cheap scores before it. A new instance
 * that is told a history therefore finds the batch or the selection that was under way and asks for the rest of it.
 */
export class SurrogateSearch implements Strategy {
  readonly #random: Random;
  readonly #history = new History();
  readonly #proposer: Proposer;
  readonly #designSize: number;
  /** Random networks, of which the first `#designSize` are evaluated. Cheap scores may be requested of all of them. */
  readonly #design: readonly Genotype[];
  readonly #fidelities: NonNullable<Problem["fidelities"]>;
  readonly #scores: readonly ScoreHistory[];
  /** The requests, round by round, before the batch that starts at `start` outcomes. */
  #selection: { readonly start: number; readonly rounds: (readonly ScoreRequest[])[] } = {
    start: 0,
    rounds: [],
  };
  /** The current batch, which starts at `start` outcomes. */
  #batch: { readonly start: number; readonly networks: readonly Genotype[] } | undefined;

  constructor(problem: Problem, seed: number) {
    this.#random = new Random(seed).fork("surrogate");
    this.#designSize = designSizeOf(problem);
    const scored = (problem.fidelities ?? []).length === 0 ? 0 : SCORED_FIRST;
    const random = this.#random.fork("design");
    this.#proposer = new Proposer(problem, seed);
    this.#design = initialDesign(problem, Math.max(this.#designSize, scored), random, {
      keepsLimits: (networks) => this.#proposer.keepsLimits(networks),
      isBalanced: startsSmall(problem),
    });
    this.#fidelities = problem.fidelities ?? [];
    this.#scores = this.#fidelities.map(() => new ScoreHistory());
  }

  get batchSize(): number {
    return this.#batchAfter(this.#history.outcomes.length).size;
  }

  async ask(count: number): Promise<readonly Genotype[]> {
    const told = this.#history.outcomes.length;
    if (told < this.#designSize) {
      const missing = this.#untold(this.#design.slice(0, this.#designSize));
      if (missing.length > 0) return this.#handOut(missing, count);
    }
    const { start, size } = this.#batchAfter(told);
    let missing = this.#untold(this.#batchAt(start));
    if (missing.length === 0 && start < told) missing = this.#untold(this.#batchAt(told));
    return this.#handOut(missing, Math.min(count, start + size - told));
  }

  /** At the start, requests scores of random networks; before each batch, those that are worth their price. */
  async askScores(budget: number): Promise<readonly ScoreRequest[]> {
    if (this.#fidelities.length === 0) return [];
    const told = this.#history.outcomes.length;
    if (told < this.#designSize) return this.#scoresAtStart(budget);
    if (this.#batchAfter(told).start !== told || this.#batch?.start === told) return [];
    return this.#selectionUnderWay(told, budget);
  }

  tellScores(scores: readonly CheapScore[]): void {
    const { length } = this.#history.outcomes;
    for (const score of scores) this.#scores[score.fidelity].tell(score, length);
  }

  /** The missing scores of the first selection, before the batch at `start`, of which not all scores have been told. */
  #selectionUnderWay(start: number, budget: number): readonly ScoreRequest[] {
    if (this.#selection.start !== start) this.#selection = { start, rounds: [] };
    const { rounds } = this.#selection;
    let known = this.#scores.map((history) => history.before(start));
    for (let round = 0; round < MOST_ROUNDS; round++) {
      rounds[round] ??= this.#proposer.chooseScores(
        this.#history.outcomes,
        known,
        roundedCost(budget + this.#costOf(this.#scores) - this.#costOf(known)),
        this.#random.fork(start),
      );
      if (rounds[round].length === 0) return [];
      const missing = rounds[round].filter((request) => !this.#isScored(request));
      if (missing.length > 0) return missing;
      known = this.#scores.map((history, f) =>
        history.first(known[f].size + rounds[round].filter(({ fidelity }) => fidelity === f).length),
      );
    }
    return [];
  }

  #isScored({ genotype, fidelity }: ScoreRequest): boolean {
    return this.#scores[fidelity].has(genotype);
  }

  /** The cost of scores, in evaluations. */
  #costOf(scores: readonly ScoreHistory[]): number {
    return scores.reduce((sum, history, f) => sum + history.size * this.#fidelities[f].cost, 0);
  }

  expectedGain(count: number): number | undefined {
    const { outcomes } = this.#history;
    return this.#proposer.expectedGain(outcomes, this.#scores, count, this.#random.fork(outcomes.length));
  }

  /**
   * The scores to request at the start, in the order of `#design`. Every fidelity gets an equal share of the cost; none
   * is requested of a fidelity whose share pays for fewer scores than a model needs.
   */
  #scoresAtStart(budget: number): ScoreRequest[] {
    const whole = budget + this.#costOf(this.#scores) + this.#history.outcomes.length;
    const share = (SCORED_FIRST_SHARE * (whole - this.#designSize)) / this.#fidelities.length;
    return this.#fidelities.flatMap(({ cost }, fidelity) => {
      const most = Math.floor(roundedCost(Math.min(SCORED_FIRST_COST, share)) / cost);
      return this.#design
        .slice(0, most < LEAST_SCORES ? 0 : Math.min(SCORED_FIRST, most))
        .map((genotype) => ({ genotype, fidelity }))
        .filter((request) => !this.#isScored(request));
    });
  }

  tell(batch: readonly Outcome[]): void {
    this.#history.tell(batch);
  }

  /** The batch that starts at `start` outcomes. */
  #batchAt(start: number): readonly Genotype[] {
    if (this.#batch?.start !== start) {
      const outcomes = this.#history.outcomes.slice(0, start);
      const networks = this.#proposer.propose(
        outcomes,
        this.#scores,
        this.#batchAfter(start).size,
        this.#random.fork(start),
      );
      this.#batch = { start, networks };
    }
    return this.#batch.networks;
  }

  /** The networks that have no outcome. */
  #untold(networks: readonly Genotype[]): Genotype[] {
    return networks.filter((network) => this.#history.told(network) === undefined);
  }

  /** Hands out at most `count` of the networks that are neither told nor pending. */
  #handOut(networks: readonly Genotype[], count: number): readonly Genotype[] {
    const fresh = networks.filter((network) => this.#history.isNew(network));
    return this.#history.ask(fresh.slice(0, count));
  }

  /** The start and the size of the batch that is under way after `told` outcomes. */
  #batchAfter(told: number): { readonly start: number; readonly size: number } {
    if (told < this.#designSize) return { start: told, size: SMALL_BATCH };
    const [first, size] = told < LARGE_FROM ? [this.#designSize, SMALL_BATCH] : [LARGE_FROM, LARGE_BATCH];
    return { start: told - ((told - first) % size), size };
  }
}

export const surrogate: StrategyKind<"surrogate"> = {
  name: "surrogate",
  description: "Models of the objectives, refitted as more is evaluated, and an acquisition function.",
  modelsObjectives: true,
  requestsScores: true,
  backboneScores: "used",
  create: (problem, { seed }) => new SurrogateSearch(problem, seed),
};
