import type { Answerer } from "./answerer.js";
import type { Lane } from "./lanes.js";

/** For whom and how urgently an operation is executed. */
export interface Route {
  readonly lane: Exclude<Lane, "here">;
  /** Who asks: clients with the same text share one place in the queue. */
  readonly client: string;
  /** Aborts when nobody waits for a query's answer any more, or a job is cancelled. */
  readonly signal: AbortSignal;
}

/** Tells how busy a pool is. */
export interface PoolGauges {
  /** Operations that wait for a thread. */
  queued(): number;
  /** How long the oldest of them has waited [s]; 0 if none waits. */
  oldestQueuedSeconds(): number;
  /** Operations that are being executed. */
  busy(): number;
}

/**
 * Port to threads that execute operations, each with a service of its own over the same archive. What one thread has
 * stored, the others see at their next question.
 *
 * The pool owns its threads: it starts them when they are needed, and again after one has died. It keeps no order
 * between operations, but is fair between clients: each gets its turn, however many operations another has waiting.
 * A query that needs a long computation moves from the quick lane to the long one. An operation whose signal aborts
 * leaves the queue, or its thread is told; a query that goes on for too long all the same ends together with its
 * thread, and other queries of that thread are executed again.
 *
 * Its methods are those of an `Answerer`, for one route. They reject with `Overloaded` where too many operations wait,
 * with `TookTooLong` after the longest time of a query, and with `ThreadLost` where a thread ended in the middle of an
 * operation that may not be repeated.
 */
export interface OperationPool {
  on(route: Route): Answerer;
  readonly gauges: PoolGauges;
  /** Ends the operations and the threads, each after its service has stored what it has to. */
  close(): Promise<void>;
}

/** Too many operations wait. */
export class Overloaded extends Error {
  /** @param retryAfterSeconds when it is worth trying again, a whole number */
  constructor(readonly retryAfterSeconds: number) {
    super("the server has more to do than it can: try again later");
  }
}

/** A query took longer than any may. */
export class TookTooLong extends Error {
  constructor(seconds: number) {
    super(`the query took longer than ${seconds} s and was ended: ask for less, or for parts of it`);
  }
}

/** The thread of an operation ended before its answer. */
export class ThreadLost extends Error {
  constructor() {
    super(
      "the operation ended before its answer: whether it changed anything is not known; " +
        "a repeated request with the same idempotencyKey changes nothing twice",
    );
  }
}
