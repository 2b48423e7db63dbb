import type { Clock } from "../base/clock.js";
import { defined } from "../base/defined.js";
import type { Genotype } from "../space/types.js";
import { History } from "./history.js";
import type { CheapScore, Evaluator, Finding, Outcome, Problem, Strategy } from "./ports.js";
import { RunFront } from "./run-front.js";
import { roundedWorth } from "./worth.js";

/** Why a run ended. "exhausted": nothing is left to propose. */
export type StopReason = "budget" | "time" | "plateau" | "exhausted" | "cancelled";

/** Why a run ended that was not cancelled. */
export type StopRule = Exclude<StopReason, "cancelled">;

/** What a run has reached so far. */
export interface Progress {
  /** Distinct networks evaluated, failed ones included. */
  readonly evaluations: number;
  /** What was paid, in evaluations: one each, and the prices of the cheap scores that were bought. */
  readonly spent: number;
  readonly frontSize: number;
  /** Of the feasible points, all minimised, against `referencePoint` of what is known now. */
  readonly hypervolume: number;
  readonly elapsedMs: number;
}

/**
 * Ends a run whose hypervolume grew by less than the share `gain` over its last `window` evaluations, unless its strategy
 * expects more than that of the next `window`.
 */
export interface Plateau {
  readonly window: number;
  readonly gain: number;
}

export interface RunOptions<Evaluated extends Outcome = Outcome> {
  readonly problem: Problem;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator<Evaluated>;
  /** What may be paid, in evaluations: distinct networks in all, those of `history` included, and cheap scores at their prices. */
  readonly budget: number;
  /** Acknowledged findings of an earlier part of the same run, in order. */
  readonly history?: readonly Finding[];
  readonly signal?: AbortSignal;
  readonly clock: Clock;
  readonly timeLimitMs?: number;
  readonly plateau?: Plateau;
  /**
   * Stores a finding; the loop goes on, and the strategy hears of it, once the promise resolves. `spent`: paid so far, in
   * evaluations, this one included.
   */
  readonly onFinding?: (finding: Evaluated | CheapScore, spent: number) => Promise<void>;
  readonly onProgress?: (progress: Progress) => void;
}

export interface RunResult extends Progress {
  readonly reason: StopReason;
  /** With a plateau rule and a strategy that can tell: by which share the hypervolume would have grown in the next `window`. */
  readonly expectedGain?: number;
  readonly outcomes: readonly Outcome[];
}

/**
 * Ask, evaluate, acknowledge, tell, until a stopping rule holds. An outcome of a network that is known already is
 * dropped: it costs nothing and is not acknowledged again. An error of the evaluator or of `onFinding` ends the run and
 * is thrown; what was acknowledged before stays so.
 */
export async function runSearch<Evaluated extends Outcome>(
  options: RunOptions<Evaluated>,
): Promise<RunResult> {
  return new Run(options).toEnd();
}

class Run<Evaluated extends Outcome> {
  readonly #options: RunOptions<Evaluated>;
  readonly #started: number;
  readonly #known = new History();
  readonly #front: RunFront;
  readonly #stop = new AbortController();
  /** Paid for cheap scores, in evaluations. */
  #paidForScores = 0;

  constructor(options: RunOptions<Evaluated>) {
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
      let reason = this.#reasonToStop() ?? this.#plateau();
      while (reason === undefined) reason = (await this.#step()) ?? this.#plateau();
      const expectedGain = this.#expectedGain();
      return { ...this.#progress(), reason, ...defined({ expectedGain }), outcomes: this.#known.outcomes };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** An evaluator may wait for days: the time limit has to reach it there. */
  #startTimer(): NodeJS.Timeout | undefined {
    const limit = this.#options.timeLimitMs;
    if (limit === undefined || limit > 2 ** 31 - 1) return undefined;
    return setTimeout(() => this.#stop.abort(), limit);
  }

  async #step(): Promise<StopReason | undefined> {
    const { strategy, evaluator } = this.#options;
    await this.#buyScores();
    const count = Math.min(strategy.batchSize, Math.floor(this.#left));
    const batch = this.#reasonToStop() === undefined ? await strategy.ask(count) : [];
    const interrupted = this.#reasonToStop();
    if (interrupted !== undefined) return interrupted;
    if (batch.length === 0) return "exhausted";
    for await (const outcome of evaluator.evaluate(batch, this.#stop.signal)) {
      await this.#take(outcome);
      const reason = this.#reasonToStop();
      if (reason !== undefined) return reason;
    }
    return this.#reasonToStop() ?? this.#lost(batch);
  }

  /** Cheap scores, until the strategy wants no more of them; the price of one evaluation is kept back. */
  async #buyScores(): Promise<void> {
    const { strategy, evaluator, problem } = this.#options;
    const { fidelities = [] } = problem;
    if (fidelities.length === 0 || evaluator.score === undefined) return;
    while (this.#reasonToStop() === undefined) {
      const wanted = (await strategy.askScores?.(this.#left - 1)) ?? [];
      if (wanted.length === 0) return;
      let answers = 0;
      for await (const score of evaluator.score(wanted, this.#stop.signal)) {
        await this.#take(score);
        answers++;
      }
      if (answers === 0) return;
    }
  }

  async #take(finding: Evaluated | CheapScore): Promise<void> {
    if (finding.kind !== "scored" && this.#known.told(finding.genotype) !== undefined) return;
    await this.#options.onFinding?.(finding, roundedWorth(this.#spent + this.#priceOf(finding)));
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

  /** An evaluator that ends without an answer for any of a batch would be asked for ever. */
  #lost(batch: readonly Genotype[]): StopReason | undefined {
    return batch.every((network) => this.#known.told(network) === undefined) ? "exhausted" : undefined;
  }

  #reasonToStop(): StopReason | undefined {
    const { signal, timeLimitMs } = this.#options;
    if (signal?.aborted) return "cancelled";
    if (this.#left < 1) return "budget";
    if (this.#stop.signal.aborted || this.#elapsed >= (timeLimitMs ?? Number.POSITIVE_INFINITY))
      return "time";
    return undefined;
  }

  /** Looked for between batches only: what a strategy expects costs it about as much as a batch. */
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

  /** In evaluations. */
  get #spent(): number {
    return roundedWorth(this.#evaluations + this.#paidForScores);
  }

  get #left(): number {
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
