import { setTimeout as sleep } from "node:timers/promises";
import { HarmonicError } from "../base/errors.js";
import { Unreachable } from "../profiling/client/retry.js";
import { Stopped } from "../profiling/runners/runner.js";
import type { Job, JobSource, Settled } from "./job-source.js";
import type { Evaluate } from "./program.js";

/** What a worker did. */
export interface WorkerReport {
  readonly completed: number;
  readonly failed: number;
  /** Evaluations that were given to another worker meanwhile. */
  readonly stale: number;
  readonly returned: number;
}

export interface WorkerOptions {
  readonly source: JobSource;
  readonly evaluate: Evaluate;
  /** The number of evaluations at the same time. */
  readonly parallel: number;
  /** Seconds until a lease ends that is not extended; it is extended three times as often. */
  readonly leaseSeconds: number;
  /** How long evaluations may go on after the worker was told to stop, before they are given back [ms]. */
  readonly drainMs: number;
  /** Takes a line about what happens. */
  readonly note: (line: string) => void;
}

/** Time between two questions for work while there is none: a run often has the next a moment later [ms]. */
const FIRST_IDLE_MS = 25;
const LONGEST_IDLE_MS = 400;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/**
 * Evaluates what a source gives until `stop` aborts; then it takes nothing more, finishes what it has, and gives back
 * what is not finished in time. A source that does not answer is waited for. Throws a `HarmonicError` where the source
 * refuses the worker, or the worker cannot evaluate what it is given.
 */
export async function work(options: WorkerOptions, stop: AbortSignal): Promise<WorkerReport> {
  const worker = new Worker(options, stop);
  return worker.toEnd();
}

class Worker {
  readonly #counts = { completed: 0, failed: 0, stale: 0, returned: 0 };
  readonly #abandon = new AbortController();
  readonly #broken = new AbortController();
  readonly #stop: AbortSignal;

  constructor(
    private readonly options: WorkerOptions,
    stop: AbortSignal,
  ) {
    this.#stop = AbortSignal.any([stop, this.#broken.signal]);
  }

  async toEnd(): Promise<WorkerReport> {
    let timer: NodeJS.Timeout | undefined;
    const drain = () => {
      timer = setTimeout(() => this.#abandon.abort(), this.options.drainMs);
    };
    if (this.#stop.aborted) drain();
    else this.#stop.addEventListener("abort", drain, { once: true });
    const lanes = Array.from({ length: this.options.parallel }, () => this.#lane());
    const ended = await Promise.allSettled(lanes);
    clearTimeout(timer);
    for (const lane of ended) if (lane.status === "rejected") throw lane.reason;
    return this.#counts;
  }

  async #lane(): Promise<void> {
    try {
      let idle = FIRST_IDLE_MS;
      while (!this.#stop.aborted) {
        const job = await this.#reached(
          () => this.options.source.claim(this.options.leaseSeconds),
          this.#stop,
        );
        if (job === undefined) {
          await pause(idle, this.#stop);
          idle = Math.min(1.5 * idle, LONGEST_IDLE_MS);
        } else {
          await this.#evaluate(job);
          idle = FIRST_IDLE_MS;
        }
      }
    } catch (error) {
      this.#broken.abort();
      throw error;
    }
  }

  async #evaluate(job: Job): Promise<void> {
    const { source, evaluate } = this.options;
    const lost = new AbortController();
    const heartbeat = this.#keepLease(job, lost);
    try {
      const measurement = await evaluate(job, AbortSignal.any([lost.signal, this.#abandon.signal]));
      this.#count("completed", await this.#handIn(() => source.complete(job, measurement)));
    } catch (error) {
      if (lost.signal.aborted) this.#count("stale", "stored");
      else if (error instanceof Stopped) await this.#giveBack(job);
      else if (error instanceof HarmonicError) {
        await this.#giveBack(job);
        throw error;
      } else await this.#fail(job, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** Extends the lease until the timer that is returned is cleared; `lost` aborts when the claim is stale. */
  #keepLease(job: Job, lost: AbortController): NodeJS.Timeout {
    const { source, leaseSeconds, note } = this.options;
    return setInterval(
      async () => {
        try {
          if (!(await source.extend(job, leaseSeconds))) lost.abort();
        } catch (error) {
          note(`could not extend a lease: ${(error as Error).message}`);
        }
      },
      (1000 * leaseSeconds) / 3,
    );
  }

  async #fail(job: Job, error: unknown): Promise<void> {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    this.options.note(`could not evaluate ${JSON.stringify(job.architecture)}: ${reason}`);
    this.#count("failed", await this.#handIn(() => this.options.source.fail(job, reason)));
  }

  async #giveBack(job: Job): Promise<void> {
    this.#counts.returned++;
    // If the source is away, the lease ends by itself.
    await this.options.source.giveBack(job).catch(() => undefined);
  }

  #count(what: "completed" | "failed" | "stale", settled: Settled): void {
    this.#counts[settled === "stale" ? "stale" : what]++;
  }

  /** Hands an answer in, also after the worker was told to stop, as long as it may finish what it has. */
  async #handIn(answer: () => Promise<Settled>): Promise<Settled> {
    return (await this.#reached(answer, this.#abandon.signal)) ?? "stale";
  }

  /** Asks the source until it answers, or until `signal` aborts, which gives undefined. */
  async #reached<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.options.note(`${error.message}; another try in ${wait / 1000} s`);
        await pause(wait, signal);
        if (signal.aborted) return undefined;
      }
    }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
