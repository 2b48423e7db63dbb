import { Random } from "../base/random.js";
import type { Genotype } from "../space/types.js";
import { History } from "./history.js";
import { initialDesign } from "./initial-design.js";
import type { Outcome, Problem, Score, ScoreRequest, Strategy } from "./ports.js";
import { Proposer } from "./proposal.js";
import { ScoreHistory } from "./score-history.js";

const DESIGN_SIZE = 10;
/** Under limits most of a random design lies beyond them: a smaller one leaves more for what lies within. */
const DESIGN_SIZE_WITHIN_LIMITS = 6;
/** A refit costs more the more is known, and says less that is new: batches grow. */
const SMALL_BATCH = 2;
const LARGE_BATCH = 5;
const LARGE_FROM = 100;
/** A cheap score is first bought of so many random networks, those of the design first, and for so many evaluations' worth at most. */
const SCORED_FIRST = 40;
const SCORED_FIRST_WORTH = 2.5;
/** Before one batch, scores are bought so many times at most. */
const MOST_ROUNDS = 2;

/**
 * Surrogate-assisted search: a first design, then batches that promise the most hypervolume under models of every
 * objective, refitted before each batch.
 *
 * Batches start at fixed lengths of the history (10, 12, ..., 100, 105, ...; under limits from 6 on), and a batch depends on the history up to its start
 * and on the seed only. So a new instance that is told a history finds the batch that was under way, and asks for the
 * rest of it.
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
  /** How often scores were asked for before the batch that starts at this length of the history. */
  #purchases = { start: 0, rounds: 0 };
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
    if (this.#purchases.start !== told) this.#purchases = { start: told, rounds: 0 };
    if (this.#batchAfter(told).start !== told || this.#batch?.start === told) return [];
    if (this.#purchases.rounds++ === MOST_ROUNDS) return [];
    const outcomes = this.#history.outcomes;
    return this.#proposer.scoresWorth(outcomes, this.#scores, budget, this.#random.fork(told));
  }

  tellScores(scores: readonly Score[]): void {
    for (const score of scores) this.#scores[score.fidelity].tell(score);
  }

  expectedGain(count: number): number | undefined {
    const { outcomes } = this.#history;
    return this.#proposer.expectedGain(outcomes, this.#scores, count, this.#random.fork(outcomes.length));
  }

  /** Each fidelity has its share of `budget`, and buys in the order of the design. */
  #scoresOfDesign(budget: number): ScoreRequest[] {
    return this.#fidelities.flatMap(({ cost }, fidelity) => {
      const worth = Math.min(SCORED_FIRST_WORTH, budget / this.#fidelities.length);
      const first = this.#design.slice(0, Math.min(SCORED_FIRST, Math.floor(worth / cost)));
      return first
        .filter((genotype) => !this.#scores[fidelity].has(genotype))
        .map((genotype) => ({ genotype, fidelity }));
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
