import type { Logger } from "pino";
import type { Answerer } from "../../api/operations/answerer.js";
import { Overloaded, ThreadLost, TookTooLong } from "../../api/operations/pool.js";
import { FairQueue } from "./fair-queue.js";
import type { AnsweringThread } from "./thread.js";

/** The size of a group of threads. */
export interface GroupSize {
  /** Threads at most. They begin when they are needed. */
  readonly threads: number;
  /** Operations that a thread works on at the same time. */
  readonly perThread: number;
  /** Operations that may wait for a thread, in all and of one client. */
  readonly waiting: number;
  readonly waitingPerClient: number;
}

/** How an operation may be treated. */
export interface Terms {
  readonly client: string;
  readonly signal: AbortSignal;
  /**
   * Whether it only reads, so that it may be ended with its thread when nobody waits for it any more or it takes too
   * long, and executed again if its thread ends for another reason.
   */
  readonly isQuery: boolean;
}

/** Time from the deadline of a query's fields to the end of its thread [s], so that their answer comes first. */
const GRACE_S = 2;
/** Time that a thread has to notice that a query was aborted [ms]. */
const ABORT_MS = 1_000;

/** Threads of one kind, and the operations that wait for them. */
export class ThreadGroup {
  readonly #threads = new Set<AnsweringThread>();
  readonly #queue: FairQueue<(thread: AnsweringThread) => void>;
  #isClosed = false;

  /**
   * @param begin starts a thread
   * @param typicalSeconds how long an operation takes, for telling when it is worth trying again
   * @param querySeconds time that the fields of a query have; 2 s later its thread is ended [s]
   */
  constructor(
    private readonly size: GroupSize,
    private readonly begin: () => AnsweringThread,
    private readonly typicalSeconds: number,
    private readonly querySeconds: number,
    private readonly log: Logger,
  ) {
    this.#queue = new FairQueue(size.waiting, size.waitingPerClient, () => performance.now());
  }

  get queued(): number {
    return this.#queue.size;
  }

  /** How long the oldest operation has waited [s]. */
  get oldestQueuedSeconds(): number {
    return this.#queue.oldest() / 1000;
  }

  get busy(): number {
    return [...this.#threads].reduce((sum, { taken }) => sum + taken, 0);
  }

  /** Starts a thread ahead of the first operation. Rejects if it cannot begin. */
  async warmUp(): Promise<void> {
    await this.#begin().ready;
  }

  /** Executes an operation when a thread has room. */
  async run<T>(terms: Terms, work: (answerer: Answerer) => Promise<T>): Promise<T> {
    try {
      return await this.#runOnce(terms, work);
    } catch (error) {
      if (!(error instanceof ThreadLost) || !terms.isQuery || this.#isClosed) throw error;
      return await this.#runOnce(terms, work);
    }
  }

  /** A thread for something that lasts and does not compute, such as a subscription. */
  async lasting(): Promise<AnsweringThread> {
    const [thread = this.#begin()] = this.#threads;
    await thread.ready;
    return thread;
  }

  /** Lets the threads store what they have to, and ends them. */
  async close(patienceMs: number): Promise<void> {
    this.#isClosed = true;
    const threads = [...this.#threads];
    for (const thread of threads) thread.close();
    const timer = setTimeout(() => {
      for (const thread of threads) void thread.terminate();
    }, patienceMs);
    await Promise.all(threads.map((thread) => thread.ended));
    clearTimeout(timer);
  }

  async #runOnce<T>(terms: Terms, work: (answerer: Answerer) => Promise<T>): Promise<T> {
    const thread = this.#reserve() ?? (await this.#turn(terms));
    try {
      await thread.ready;
      if (terms.isQuery) terms.signal.throwIfAborted();
      return await (terms.isQuery ? this.#watched(thread, terms.signal, work) : work(thread));
    } finally {
      thread.taken--;
      this.#serveNext();
    }
  }

  /** Waits until a place on a thread is given to this operation. */
  #turn({ client, signal }: Terms): Promise<AnsweringThread> {
    return new Promise((resolve, reject) => {
      const abandon = () => {
        leave?.();
        reject(signal.reason);
      };
      const leave = this.#queue.add(client, (thread) => {
        signal.removeEventListener("abort", abandon);
        resolve(thread);
      });
      if (leave === undefined) reject(new Overloaded(this.#retryAfter()));
      else signal.addEventListener("abort", abandon, { once: true });
    });
  }

  #serveNext(): void {
    while (this.#queue.size > 0 && !this.#isClosed) {
      const thread = this.#reserve();
      if (thread === undefined) return;
      this.#queue.take()?.(thread);
    }
  }

  /** Ends a query together with its thread if it takes too long, or does not stop when it is told to. */
  async #watched<T>(
    thread: AnsweringThread,
    signal: AbortSignal,
    work: (answerer: Answerer) => Promise<T>,
  ): Promise<T> {
    let overdue: TookTooLong | undefined;
    const end = () => {
      this.log.warn("an answering thread was ended in the middle of a query, which did not end by itself");
      void thread.terminate();
    };
    let afterAbort: NodeJS.Timeout | undefined;
    const abort = () => {
      afterAbort = setTimeout(end, ABORT_MS);
    };
    const limit = setTimeout(
      () => {
        overdue = new TookTooLong(this.querySeconds);
        end();
      },
      1000 * (this.querySeconds + GRACE_S),
    );
    signal.addEventListener("abort", abort, { once: true });
    try {
      return await work(thread);
    } catch (error) {
      if (error instanceof ThreadLost) {
        if (overdue !== undefined) throw overdue;
        signal.throwIfAborted();
      }
      throw error;
    } finally {
      clearTimeout(limit);
      clearTimeout(afterAbort);
      signal.removeEventListener("abort", abort);
    }
  }

  /** Takes a place on the least busy thread, on a new one if all are busy and there may be more; undefined if none. */
  #reserve(): AnsweringThread | undefined {
    let best: AnsweringThread | undefined;
    for (const thread of this.#threads)
      if (!thread.isEnded && thread.taken < (best?.taken ?? Number.POSITIVE_INFINITY)) best = thread;
    if ((best === undefined || best.taken > 0) && this.#threads.size < this.size.threads)
      best = this.#begin();
    if (best === undefined || best.taken >= this.size.perThread) return undefined;
    best.taken++;
    return best;
  }

  #begin(): AnsweringThread {
    if (this.#isClosed) throw new ThreadLost();
    const thread = this.begin();
    this.#threads.add(thread);
    void thread.ended.then(() => {
      this.#threads.delete(thread);
      if (this.#isClosed) return;
      this.log.warn("an answering thread has ended; another one takes its place");
      this.#serveNext();
    });
    return thread;
  }

  #retryAfter(): number {
    const rounds = this.#queue.size / (this.size.threads * this.size.perThread);
    return Math.min(30, Math.max(1, Math.ceil(rounds * this.typicalSeconds)));
  }
}
