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
  /** Whether a further thread begins, ahead of operations that need it, as soon as none is free. */
  readonly hasSpare?: boolean;
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
  /**
   * When it is refused unless a thread has begun with it, by the clock of `performance.now` [ms]; absent where it may
   * wait for as long as it takes.
   */
  readonly beginBy?: number;
}

/** Time from the deadline of a query's fields to the end of its thread [s], so that their answer comes first. */
const GRACE_S = 2;
/** Time that a thread has to notice that a query was aborted [ms]. */
const ABORT_MS = 1_000;
/** Time that a thread has at least to begin with what it was given, also when that has waited long [ms]. */
const BEGIN_MS = 2_000;
/** Time between two looks at operations that wait too long, but for threads that are starting [ms]. */
const LOOK_MS = 500;

/** A query that a thread was given, and the number of its call. */
interface Watched {
  readonly thread: AnsweringThread;
  readonly call: number;
  readonly terms: Terms;
}

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

  /** Starts a thread, if there is none, because an operation may soon be in a hurry. */
  standBy(): void {
    if (this.#threads.size === 0 && !this.#isClosed) this.#begin();
  }

  /** Executes an operation when a thread has room. */
  async run<T>(terms: Terms, work: (answerer: Answerer) => Promise<T>): Promise<T> {
    try {
      return await this.#runOnce(terms, work);
    } catch (error) {
      if (!(error instanceof ThreadLost) || !terms.isQuery || this.#isClosed) throw error;
      const { client, signal, isQuery } = terms;
      return await this.#runOnce({ client, signal, isQuery }, work);
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
    const leave = () => {
      thread.taken--;
      this.#serveNext();
    };
    try {
      await thread.ready;
      if (terms.isQuery) terms.signal.throwIfAborted();
    } catch (error) {
      leave();
      throw error;
    }
    const answered = work(thread);
    const call = thread.lastCall;
    // A query that is refused meanwhile keeps its place until the thread is done with it.
    void answered.then(leave, leave);
    return terms.isQuery ? this.#watched({ thread, call, terms }, answered) : answered;
  }

  /** Waits until a place on a thread is given to this operation. */
  #turn({ client, signal, beginBy }: Terms): Promise<AnsweringThread> {
    return new Promise((resolve, reject) => {
      const overload = this.#retryAfter();
      const stop = beginBy === undefined ? () => {} : this.#at(beginBy, () => end(new Overloaded(overload)));
      const abandon = () => end(signal.reason);
      const settle = () => {
        stop();
        signal.removeEventListener("abort", abandon);
      };
      const leave = this.#queue.add(client, (thread) => {
        settle();
        resolve(thread);
      });
      const end = (reason: unknown) => {
        leave?.();
        settle();
        reject(reason);
      };
      if (leave === undefined) end(new Overloaded(overload));
      else signal.addEventListener("abort", abandon, { once: true });
    });
  }

  /** Calls back at a time, but not while a thread is starting: that takes seconds once. Returns what stops it. */
  #at(time: number, call: () => void): () => void {
    const look = () => {
      if ([...this.#threads].every(({ isReady }) => isReady)) call();
      else timer = setTimeout(look, LOOK_MS);
    };
    let timer = setTimeout(look, Math.max(0, time - performance.now()));
    return () => clearTimeout(timer);
  }

  #serveNext(): void {
    while (this.#queue.size > 0 && !this.#isClosed) {
      const thread = this.#reserve();
      if (thread === undefined) return;
      this.#queue.take()?.(thread);
    }
  }

  /**
   * Ends a query together with its thread if it takes too long, or does not stop when it is told to; refuses it if the
   * thread is still at work on others when it should have begun.
   */
  #watched<T>({ thread, call, terms }: Watched, answered: Promise<T>): Promise<T> {
    const { signal, beginBy } = terms;
    return new Promise((resolve, reject) => {
      let overdue: TookTooLong | undefined;
      const end = () => {
        this.log.warn("an answering thread was ended in the middle of a query, which did not end by itself");
        void thread.terminate();
      };
      let afterAbort: NodeJS.Timeout | undefined;
      const abort = () => {
        afterAbort = setTimeout(end, ABORT_MS);
      };
      const limitMs = 1000 * (this.querySeconds + GRACE_S);
      const isOver = () => {
        overdue = new TookTooLong(this.querySeconds);
        end();
      };
      const isLate = (patienceMs: number) => {
        limit = setTimeout(isOver, limitMs - patienceMs);
        if (thread.hasBegun(call)) return;
        thread.abort(call);
        reject(new Overloaded(this.#retryAfter()));
      };
      const patienceMs = Math.min(limitMs, Math.max(BEGIN_MS, (beginBy ?? 0) - performance.now()));
      let limit =
        beginBy === undefined ? setTimeout(isOver, limitMs) : setTimeout(isLate, patienceMs, patienceMs);
      const settle = () => {
        clearTimeout(limit);
        clearTimeout(afterAbort);
        signal.removeEventListener("abort", abort);
      };
      signal.addEventListener("abort", abort, { once: true });
      answered.then(
        (answer) => {
          settle();
          resolve(answer);
        },
        (error: unknown) => {
          settle();
          if (!(error instanceof ThreadLost)) reject(error);
          else reject(overdue ?? (signal.aborted ? signal.reason : error));
        },
      );
    });
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
    if (this.size.hasSpare && this.#threads.size < this.size.threads && this.#isAllTaken) this.#begin();
    return best;
  }

  get #isAllTaken(): boolean {
    return [...this.#threads].every(({ taken }) => taken > 0);
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
