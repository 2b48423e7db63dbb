import { availableParallelism } from "node:os";
import type { Logger } from "pino";
import type { Answerer } from "../../api/operations/answerer.js";
import type { OperationPool, PoolGauges, Route } from "../../api/operations/pool.js";
import { NeedsTime } from "../../projections/networks/needs-time.js";
import { AnsweringThread } from "./thread.js";
import { type Terms, ThreadGroup } from "./thread-group.js";

/**
 * The kinds of threads: for queries of milliseconds, for small changes, for queries that compute, for long changes, and
 * for those that mostly compute.
 */
export type ThreadKind = "quick" | "changes" | "long" | "jobs" | "trainings";

/** What keeps a thread from being ended in the middle of a call that must not be cut off. */
export interface ThreadGuard {
  /** What the thread is given for it. */
  readonly data: object;
  /** Resolves once the thread is in no such call, and none can begin any more. */
  mayEnd(): Promise<void>;
}

const NO_GUARD: ThreadGuard = { data: {}, mayEnd: async () => undefined };

/** Time after which an operation that no thread has begun with is refused, unless it is a job [ms]. */
const PATIENCE_MS = 3_000;

/** What the threads of a pool are for, beside their program. */
export interface PoolOptions {
  /** Time that the fields of a query have; a thread that goes on for longer is ended [s]. */
  readonly querySeconds: number;
  /** Whether the archive is asked over a network, so that a thread has others to answer while it waits. */
  readonly isRemote: boolean;
  readonly log: Logger;
}

/** Time that threads have to store what they have to when the pool closes [ms]. */
const CLOSE_MS = 5_000;

/**
 * Threads that execute operations, as `OperationPool` says. There is a quick thread per processor, because the thread
 * that holds the connections needs little of one; long queries, and what computes in the background, give way to both.
 * Small changes have one thread: each waits for the disk, where it would keep queries waiting, and two of them for each
 * other. A quick thread has two queries, so that it never waits for the next one: more would take turns, and the one
 * that takes most turns would wait for all others each time. Where it waits for an archive on another machine, it has
 * more. A thread executes one long query at a time, and another one stands by, so that the next one need not wait for
 * it. Whatever has not been begun with after 3 s is refused.
 */
export class AnsweringPool implements OperationPool {
  readonly #quick: ThreadGroup;
  readonly #changes: ThreadGroup;
  readonly #long: ThreadGroup;
  readonly #jobs: ThreadGroup;
  readonly #trainings: ThreadGroup;

  private constructor(begin: (kind: ThreadKind) => AnsweringThread, options: PoolOptions) {
    const { querySeconds, isRemote, log } = options;
    const threads = Math.min(4, Math.max(2, availableParallelism()));
    const quick = { threads, perThread: isRemote ? 8 : 2, waiting: 2_000, waitingPerClient: 1_000 };
    const changes = { ...quick, threads: 1, perThread: 8 };
    const long = { threads: 2, perThread: 1, waiting: 64, waitingPerClient: 32, hasSpare: true };
    const jobs = { threads: 1, perThread: 64, waiting: 128, waitingPerClient: 64 };
    this.#quick = new ThreadGroup(quick, () => begin("quick"), 0.01, querySeconds, log);
    this.#changes = new ThreadGroup(changes, () => begin("changes"), 0.01, querySeconds, log);
    this.#long = new ThreadGroup(long, () => begin("long"), 1.5, querySeconds, log);
    this.#jobs = new ThreadGroup(jobs, () => begin("jobs"), 5, querySeconds, log);
    this.#trainings = new ThreadGroup(jobs, () => begin("trainings"), 5, querySeconds, log);
  }

  /**
   * Starts the first thread; the others begin when they are needed.
   *
   * @param script address of the program of a thread, which is given `{ ...data, kind }` and calls `serveThread`
   * @param guard makes what keeps one thread from being ended in the middle of what must not be cut off
   */
  static async start(
    script: URL,
    data: object,
    options: PoolOptions,
    guard: () => ThreadGuard = () => NO_GUARD,
  ): Promise<AnsweringPool> {
    const begin = (kind: ThreadKind) => {
      const { data: own, mayEnd } = guard();
      return new AnsweringThread(script, { ...data, ...own, kind }, mayEnd);
    };
    const pool = new AnsweringPool(begin, options);
    await pool.#quick.warmUp();
    return pool;
  }

  readonly gauges: PoolGauges = {
    queued: () => this.#groups.reduce((sum, { queued }) => sum + queued, 0),
    oldestQueuedSeconds: () => Math.max(...this.#groups.map((group) => group.oldestQueuedSeconds)),
    busy: () => this.#groups.reduce((sum, { busy }) => sum + busy, 0),
  };

  on(route: Route): Answerer {
    return {
      http: (operation, signal) => this.#run(route, (answerer) => answerer.http(operation, signal)),
      download: (download, signal) => this.#run(route, (answerer) => answerer.download(download, signal)),
      execute: (operation, signal) => this.#run(route, (answerer) => answerer.execute(operation, signal)),
      subscribe: async (operation, signal) => (await this.#jobs.lasting()).subscribe(operation, signal),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#groups.map((group) => group.close(CLOSE_MS)));
  }

  get #groups(): readonly ThreadGroup[] {
    return [this.#quick, this.#changes, this.#long, this.#jobs, this.#trainings];
  }

  async #run<T>({ lane, client, signal }: Route, work: (answerer: Answerer) => Promise<T>): Promise<T> {
    if (lane === "jobs" || lane === "trainings") {
      // What is begun now may be cancelled soon, and that should not wait for a thread to start.
      this.#changes.standBy();
      return (lane === "jobs" ? this.#jobs : this.#trainings).run({ client, signal, isQuery: false }, work);
    }
    const beginBy = performance.now() + PATIENCE_MS;
    const terms: Terms = { client, signal, isQuery: lane !== "changes", beginBy };
    if (lane === "changes") return this.#changes.run(terms, work);
    if (lane === "long") return this.#long.run(terms, work);
    try {
      return await this.#quick.run(terms, work);
    } catch (error) {
      if (!(error instanceof NeedsTime)) throw error;
      return await this.#long.run(terms, work);
    }
  }
}
