import { Random } from "../../base/random.js";
import type { Genotype } from "../../space/types.js";
import { initialDesign } from "../candidates/initial-design.js";
import { History } from "../history.js";
import type { CheapScore, Outcome, Problem, ScoreRequest, Strategy } from "../ports.js";
import type { StrategyKind } from "../strategy-kind.js";
import { roundedWorth } from "../worth.js";
import { Proposer } from "./proposal.js";
import { ScoreHistory } from "./score-history.js";
import { LEAST_SCORES } from "./score-model.js";

const DESIGN_SIZE = 10;
/** Under limits most of a random design lies beyond them: a smaller one leaves more for what lies within. */
const DESIGN_SIZE_WITHIN_LIMITS = 6;
/** A refit costs more the more is known, and says less that is new: batches grow. */
const SMALL_BATCH = 2;
const LARGE_BATCH = 5;
const LARGE_FROM = 100;
/**
 * A cheap score is first bought of so many random networks, those of the design first, for so many evaluations' worth at
 * most; all scores together for a share of what the budget leaves beyond the design.
 */
const SCORED_FIRST = 40;
const SCORED_FIRST_WORTH = 2.5;
const SCORED_FIRST_SHARE = 0.25;
/** Before one batch, scores are bought so many times at most. */
const MOST_ROUNDS = 2;

/**
 * Surrogate-assisted search: a first design, then batches that promise the most hypervolume under models of every
 * objective, refitted before each batch.
 *
 * Batches start at fixed lengths of the history (10, 12, ..., 100, 105, ...; under limits from 6 on), and a batch depends on the history up to its start
 * and on the seed only, as does each purchase of cheap scores before it. So a new instance that is told a history finds the
 * batch or the purchase that was under way, and asks for the rest of it.
 */
export class SurrogateSearch implements Strategy {
  readonly #random: Random;
  readonly #history = new History();
  readonly #proposer: Proposer;
  readonly #designSize: number;
  /** Random networks: the first of them are evaluated, more of them scored. */
  readonly #design: readonly Genotype[];
  readonly #fidelities: NonNullable<Problem["fidelities"]>;
  readonly #scores: readonly ScoreHistory[];
  /** The scores chosen, round by round, before the batch that starts at this length of the history. */
  #purchases: { readonly start: number; readonly rounds: (readonly ScoreRequest[])[] } = {
    start: 0,
    rounds: [],
  };
  #batch: { readonly start: number; readonly networks: readonly Genotype[] } | undefined;

  constructor(problem: Problem, seed: number) {
    this.#random = new Random(seed).fork("surrogate");
    const isLimited = problem.limits.some((limit) => limit !== undefined);
    this.#designSize = isLimited ? DESIGN_SIZE_WITHIN_LIMITS : DESIGN_SIZE;
    const scored = (problem.fidelities ?? []).length === 0 ? 0 : SCORED_FIRST;
    this.#design = initialDesign(problem, Math.max(this.#designSize, scored), this.#random.fork("design"));
    this.#fidelities = problem.fidelities ?? [];
    this.#scores = this.#fidelities.map(() => new ScoreHistory());
    this.#proposer = new Proposer(problem, seed);
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

  /** Scores of the first design at once, then before each batch those that are worth their price. */
  async askScores(budget: number): Promise<readonly ScoreRequest[]> {
    if (this.#fidelities.length === 0) return [];
    const told = this.#history.outcomes.length;
    if (told < this.#designSize) return this.#scoresOfDesign(budget);
    if (this.#batchAfter(told).start !== told || this.#batch?.start === told) return [];
    return this.#purchaseUnderWay(told, budget);
  }

  tellScores(scores: readonly CheapScore[]): void {
    const { length } = this.#history.outcomes;
    for (const score of scores) this.#scores[score.fidelity].tell(score, length);
  }

  /** What is missing of the first purchase before the batch at `start` that was not told as a whole. */
  #purchaseUnderWay(start: number, budget: number): readonly ScoreRequest[] {
    if (this.#purchases.start !== start) this.#purchases = { start, rounds: [] };
    const { rounds } = this.#purchases;
    let known = this.#scores.map((history) => history.before(start));
    for (let round = 0; round < MOST_ROUNDS; round++) {
      rounds[round] ??= this.#proposer.scoresWorth(
        this.#history.outcomes,
        known,
        roundedWorth(budget + this.#worth(this.#scores) - this.#worth(known)),
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

  /** What scores have cost, in evaluations. */
  #worth(scores: readonly ScoreHistory[]): number {
    return scores.reduce((sum, history, f) => sum + history.size * this.#fidelities[f].cost, 0);
  }

  expectedGain(count: number): number | undefined {
    const { outcomes } = this.#history;
    return this.#proposer.expectedGain(outcomes, this.#scores, count, this.#random.fork(outcomes.length));
  }

  /** Each fidelity has an equal share, and buys in the order of the design; fewer than a model needs would say nothing. */
  #scoresOfDesign(budget: number): ScoreRequest[] {
    const whole = budget + this.#worth(this.#scores) + this.#history.outcomes.length;
    const share = (SCORED_FIRST_SHARE * (whole - this.#designSize)) / this.#fidelities.length;
    return this.#fidelities.flatMap(({ cost }, fidelity) => {
      const most = Math.floor(roundedWorth(Math.min(SCORED_FIRST_WORTH, share)) / cost);
      return this.#design
        .slice(0, most < LEAST_SCORES ? 0 : Math.min(SCORED_FIRST, most))
        .map((genotype) => ({ genotype, fidelity }))
        .filter((request) => !this.#isScored(request));
    });
  }

  tell(batch: readonly Outcome[]): void {
    this.#history.tell(batch);
  }

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

  #untold(networks: readonly Genotype[]): Genotype[] {
    return networks.filter((network) => this.#history.told(network) === undefined);
  }

  #handOut(networks: readonly Genotype[], count: number): readonly Genotype[] {
    const fresh = networks.filter((network) => this.#history.isNew(network));
    return this.#history.ask(fresh.slice(0, count));
  }

  /** Where the batch began that a history of this length is in the middle of, and its size. */
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
  buysScores: true,
  backboneScores: "used",
  create: (problem, { seed }) => new SurrogateSearch(problem, seed),
};
