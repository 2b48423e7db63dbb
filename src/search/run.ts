import type { Clock } from "../base/clock.js";
import type { Genotype } from "../space/types.js";
import { History } from "./history.js";
import type { Evaluator, Outcome, Problem, Strategy } from "./ports.js";
import { RunFront } from "./run-front.js";

/** Why a run ended. "exhausted": nothing is left to propose. */
export type StopReason = "budget" | "time" | "plateau" | "exhausted" | "cancelled";

/** What a run has reached so far. */
export interface Progress {
  /** Distinct networks evaluated, failed ones included. */
  readonly evaluations: number;
  readonly frontSize: number;
  /** Of the feasible points, all minimised, against `referencePoint` of what is known now. */
  readonly hypervolume: number;
  readonly elapsedMs: number;
}

/** Ends a run whose hypervolume grew by less than the share `gain` over its last `window` evaluations. */
export interface Plateau {
  readonly window: number;
  readonly gain: number;
}

export interface RunOptions {
  readonly problem: Problem;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator;
  /** Distinct networks in all, those of `history` included. */
  readonly budget: number;
  /** Acknowledged outcomes of an earlier part of the same run, in order. */
  readonly history?: readonly Outcome[];
  readonly signal?: AbortSignal;
  readonly clock: Clock;
  readonly timeLimitMs?: number;
  readonly plateau?: Plateau;
  /** Stores an outcome; the loop goes on, and the strategy hears of it, once the promise resolves. `index` counts from 0. */
  readonly onOutcome?: (outcome: Outcome, index: number) => Promise<void>;
  readonly onProgress?: (progress: Progress) => void;
}

export interface RunResult extends Progress {
  readonly reason: StopReason;
  readonly outcomes: readonly Outcome[];
}

/**
 * Ask, evaluate, acknowledge, tell, until a stopping rule holds. An outcome of a network that is known already is
 * dropped: it costs nothing and is not acknowledged again. An error of the evaluator or of `onOutcome` ends the run and
 * is thrown; what was acknowledged before stays so.
 */
export async function runSearch(options: RunOptions): Promise<RunResult> {
  return new Run(options).toEnd();
}

class Run {
  readonly #options: RunOptions;
  readonly #started: number;
  readonly #known = new History();
  readonly #front: RunFront;
  readonly #stop = new AbortController();

  constructor(options: RunOptions) {
    this.#options = options;
    this.#started = options.clock();
    this.#front = new RunFront(options.problem);
    const history = options.history ?? [];
    this.#known.tell(history);
    for (const outcome of history) this.#front.add(outcome);
    options.strategy.tell(history);
  }

  async toEnd(): Promise<RunResult> {
    const signal = this.#options.signal;
    const abort = () => this.#stop.abort();
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
    const timer = this.#startTimer();
    try {
      let reason = this.#reasonToStop();
      while (reason === undefined) reason = await this.#step();
      return { ...this.#progress(), reason, outcomes: this.#known.outcomes };
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
    const { strategy, evaluator, budget } = this.#options;
    const count = Math.min(strategy.batchSize, budget - this.#evaluations);
    const batch = await strategy.ask(count);
    if (batch.length === 0) return "exhausted";
    const interrupted = this.#reasonToStop();
    if (interrupted !== undefined) return interrupted;
    for await (const outcome of evaluator.evaluate(batch, this.#stop.signal)) {
      await this.#take(outcome);
      const reason = this.#reasonToStop();
      if (reason !== undefined) return reason;
    }
    return this.#reasonToStop() ?? this.#lost(batch);
  }

  async #take(outcome: Outcome): Promise<void> {
    if (this.#known.told(outcome.genotype) !== undefined) return;
    await this.#options.onOutcome?.(outcome, this.#evaluations);
    this.#known.tell([outcome]);
    this.#options.strategy.tell([outcome]);
    this.#front.add(outcome);
    this.#options.onProgress?.(this.#progress());
  }

  /** An evaluator that ends without an answer for any of a batch would be asked for ever. */
  #lost(batch: readonly Genotype[]): StopReason | undefined {
    return batch.every((network) => this.#known.told(network) === undefined) ? "exhausted" : undefined;
  }

  #reasonToStop(): StopReason | undefined {
    const { signal, budget, timeLimitMs, plateau } = this.#options;
    if (signal?.aborted) return "cancelled";
    if (this.#evaluations >= budget) return "budget";
    if (this.#stop.signal.aborted || this.#elapsed >= (timeLimitMs ?? Number.POSITIVE_INFINITY))
      return "time";
    if (plateau !== undefined && this.#front.isFlat(plateau.window, plateau.gain)) return "plateau";
    return undefined;
  }

  get #evaluations(): number {
    return this.#known.outcomes.length;
  }

  get #elapsed(): number {
    return this.#options.clock() - this.#started;
  }

  #progress(): Progress {
    const { size, hypervolume } = this.#front.measure();
    return {
      evaluations: this.#evaluations,
      frontSize: size,
      hypervolume,
      elapsedMs: this.#elapsed,
    };
  }
}
