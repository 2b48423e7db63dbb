import type { Clock } from "../base/clock.js";
import { defined } from "../base/defined.js";
import type { Genotype } from "../space/types.js";
import { History } from "./history.js";
import { evaluateInParallel } from "./parallel/evaluate-in-parallel.js";
import type { Window } from "./parallel/slots.js";
import type { CheapScore, Evaluator, Finding, Outcome, Problem, Strategy } from "./ports.js";
import { roundedCost } from "./rounded-cost.js";
import { RunFront } from "./run-front.js";
import type { StopReason } from "./stop-reason.js";

/** The state of a run. */
export interface Progress {
  /** Number of distinct networks evaluated, failed ones included. */
  readonly evaluations: number;
  /** Cost so far, in evaluations: 1 per evaluated network, plus the prices of the cheap scores. */
  readonly spent: number;
  /** Number of points on the front, copies included. */
  readonly frontSize: number;
  /** Hypervolume of the feasible points, against the `referencePoint` of everything known so far. */
  readonly hypervolume: number;
  readonly elapsedMs: number;
}

/**
 * A stopping rule: the hypervolume grew by less than the fraction `gain` over the last `window` evaluations, and the
 * strategy does not expect at least that much of the next `window`.
 */
export interface Plateau {
  readonly window: number;
  readonly gain: number;
}

export interface RunOptions<DetailedOutcome extends Outcome = Outcome> {
  readonly problem: Problem;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator<DetailedOutcome>;
  /** Budget in evaluations: 1 per distinct network, those of `history` included, plus the prices of cheap scores. */
  readonly budget: number;
  /** Acknowledged findings of an earlier part of the same run, in order. */
  readonly history?: readonly Finding[];
  /**
   * Evaluates up to so many networks at the same time, each handed to the evaluator alone; as soon as one is answered,
   * another is asked for. Without it, the evaluator gets the batches of the strategy, one after the other.
   */
  readonly parallel?: number;
  /**
   * Has outcomes told in the order in which a parallel run proposed the networks, with so many further proposals that
   * wait for an evaluator: the run is then the same whatever evaluates how fast. Left out, they are told as they come.
   */
  readonly inOrderWithAhead?: number;
  /**
   * Whether the evaluator gets the networks that are proposed ahead, too, and itself sees to it that not more than
   * `parallel` are evaluated at the same time.
   */
  readonly handsOutAhead?: boolean;
  /** Networks that an earlier part of a parallel run handed out; those without an outcome are evaluated first. */
  readonly pending?: readonly Genotype[];
  /** Stores all networks that are out, before the last of them are evaluated. Called in parallel runs only. */
  readonly onHandedOut?: (pending: readonly Genotype[]) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly clock: Clock;
  readonly timeLimitMs?: number;
  readonly plateau?: Plateau;
  /**
   * Stores a finding. The run goes on, and the strategy is told the finding, once the promise resolves. `spent` is the
   * cost so far in evaluations, this finding included.
   */
  readonly onFinding?: (finding: DetailedOutcome | CheapScore, spent: number) => Promise<void>;
  readonly onProgress?: (progress: Progress) => void;
}

export interface RunResult extends Progress {
  readonly reason: StopReason;
  /**
   * The increase in hypervolume, as a fraction, that the strategy expects from the next `window` evaluations. Present
   * if there is a plateau rule and the strategy can tell.
   */
  readonly expectedGain?: number;
  readonly outcomes: readonly Outcome[];
}

/**
 * Runs a search: ask, evaluate, acknowledge, tell, until a stopping rule holds or `signal` is aborted. An outcome of a
 * network that has one already is dropped; it costs nothing and is not acknowledged again.
 *
 * @example
 * const strategy = createStrategy("surrogate", problem, { seed: 1 });
 * const { outcomes } = await runSearch({ problem, strategy, evaluator, budget: 100, clock: Date.now });
 *
 * @throws any error of the evaluator or of `onFinding`; findings that were acknowledged before stay acknowledged
 */
export async function runSearch<DetailedOutcome extends Outcome>(
  options: RunOptions<DetailedOutcome>,
): Promise<RunResult> {
  return new Run(options).toEnd();
}

class Run<DetailedOutcome extends Outcome> {
  readonly #options: RunOptions<DetailedOutcome>;
  readonly #started: number;
  readonly #known = new History();
  readonly #front: RunFront;
  readonly #stop = new AbortController();
  /** Cost of the cheap scores so far, in evaluations. */
  #paidForScores = 0;

  constructor(options: RunOptions<DetailedOutcome>) {
    this.#options = options;
    this.#started = options.clock();
    this.#front = new RunFront(options.problem);
    for (const finding of options.history ?? []) this.#learn(finding);
  }

  async toEnd(): Promise<RunResult> {
    const signal = this.#options.signal;
    const abort = () => this.#stop.abort();
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
    const timer = this.#startTimer();
    try {
      const { parallel } = this.#options;
      const reason = await (parallel === undefined
        ? this.#inBatches()
        : this.#inParallel(this.#window(parallel)));
      const expectedGain = this.#expectedGain();
      return { ...this.#progress(), reason, ...defined({ expectedGain }), outcomes: this.#known.outcomes };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  /**
   * Aborts the evaluator at the time limit, because it may wait for days. A limit beyond the longest timer (24.8 days)
   * is only checked between outcomes.
   */
  #startTimer(): NodeJS.Timeout | undefined {
    const limit = this.#options.timeLimitMs;
    if (limit === undefined || limit > 2 ** 31 - 1) return undefined;
    return setTimeout(() => this.#stop.abort(), limit);
  }

  async #inBatches(): Promise<StopReason> {
    let reason = this.#reasonToStop() ?? this.#plateau();
    while (reason === undefined) reason = (await this.#step()) ?? this.#plateau();
    return reason;
  }

  #window(parallel: number): Window {
    const { inOrderWithAhead: ahead = 0, handsOutAhead } = this.#options;
    const inOrder = this.#options.inOrderWithAhead !== undefined;
    return handsOutAhead ? { parallel: parallel + ahead, ahead: 0, inOrder } : { parallel, ahead, inOrder };
  }

  /** Keeps up to `parallel` networks out until the run ends. */
  #inParallel(window: Window): Promise<StopReason> {
    return evaluateInParallel(this.#options, window, this.#stop, {
      budgetLeft: () => this.#budgetLeft,
      isTold: (network) => this.#known.told(network) !== undefined,
      requestScores: (out) => this.#requestScores(out),
      take: (outcome) => this.#take(outcome),
      reasonToStop: () => this.#reasonToStop(),
      plateau: () => this.#plateau(),
    });
  }

  /** Runs one batch; returns the reason if the run ends with it. */
  async #step(): Promise<StopReason | undefined> {
    const { strategy, evaluator } = this.#options;
    await this.#requestScores();
    const count = Math.min(strategy.batchSize, Math.floor(this.#budgetLeft));
    const batch = this.#reasonToStop() === undefined ? await strategy.ask(count) : [];
    const interrupted = this.#reasonToStop();
    if (interrupted !== undefined) return interrupted;
    if (batch.length === 0) return "exhausted";
    for await (const outcome of evaluator.evaluate(batch, this.#stop.signal)) {
      await this.#take(outcome);
      const reason = this.#reasonToStop();
      if (reason !== undefined) return reason;
    }
    return this.#reasonToStop() ?? this.#unanswered(batch);
  }

  /**
   * Requests cheap scores until the strategy wants no more of them; the price of one evaluation is kept back, and that
   * of the `out` networks that are being evaluated.
   */
  async #requestScores(out = 0): Promise<void> {
    const { strategy, evaluator, problem } = this.#options;
    const { fidelities = [] } = problem;
    if (fidelities.length === 0 || evaluator.score === undefined) return;
    while (this.#reasonToStop() === undefined) {
      const wanted = (await strategy.askScores?.(this.#budgetLeft - out - 1)) ?? [];
      if (wanted.length === 0) return;
      let answers = 0;
      for await (const score of evaluator.score(wanted, this.#stop.signal)) {
        await this.#take(score);
        answers++;
      }
      if (answers === 0) return;
    }
  }

  /** Acknowledges a finding and tells it to the strategy. */
  async #take(finding: DetailedOutcome | CheapScore): Promise<void> {
    if (finding.kind !== "scored" && this.#known.told(finding.genotype) !== undefined) return;
    await this.#options.onFinding?.(finding, roundedCost(this.#spent + this.#priceOf(finding)));
    this.#learn(finding);
    this.#options.onProgress?.(this.#progress());
  }

  #learn(finding: Finding): void {
    if (finding.kind === "scored") {
      this.#paidForScores += this.#priceOf(finding);
      this.#options.strategy.tellScores?.([finding]);
      return;
    }
    this.#known.tell([finding]);
    this.#options.strategy.tell([finding]);
    this.#front.add(finding);
  }

  #priceOf(finding: Finding): number {
    return finding.kind === "scored" ? (this.#options.problem.fidelities ?? [])[finding.fidelity].cost : 1;
  }

  /** Ends a run whose evaluator answered no network of a batch: it would be asked the same for ever. */
  #unanswered(batch: readonly Genotype[]): StopReason | undefined {
    return batch.every((network) => this.#known.told(network) === undefined) ? "exhausted" : undefined;
  }

  #reasonToStop(): StopReason | undefined {
    const { signal, timeLimitMs } = this.#options;
    if (signal?.aborted) return "cancelled";
    if (this.#budgetLeft < 1) return "budget";
    if (this.#stop.signal.aborted || this.#elapsed >= (timeLimitMs ?? Number.POSITIVE_INFINITY))
      return "time";
    return undefined;
  }

  /**
   * Checks the plateau rule. It is checked between batches only, because the strategy's expected gain takes about as
   * long to compute as a batch.
   */
  #plateau(): StopReason | undefined {
    const { plateau } = this.#options;
    if (plateau === undefined || !this.#front.isFlat(plateau.window, plateau.gain)) return undefined;
    return (this.#expectedGain() ?? 0) < plateau.gain ? "plateau" : undefined;
  }

  #expectedGain(): number | undefined {
    const { plateau, strategy } = this.#options;
    return plateau === undefined ? undefined : strategy.expectedGain?.(plateau.window);
  }

  get #evaluations(): number {
    return this.#known.outcomes.length;
  }

  /** Cost so far, in evaluations. */
  get #spent(): number {
    return roundedCost(this.#evaluations + this.#paidForScores);
  }

  get #budgetLeft(): number {
    return this.#options.budget - this.#spent;
  }

  get #elapsed(): number {
    return this.#options.clock() - this.#started;
  }

  #progress(): Progress {
    const { size, hypervolume } = this.#front.measure();
    return {
      evaluations: this.#evaluations,
      spent: this.#spent,
      frontSize: size,
      hypervolume,
      elapsedMs: this.#elapsed,
    };
  }
}
