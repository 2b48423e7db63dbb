import { setImmediate as nextTurn } from "node:timers/promises";
import { untilCancelled } from "../../../base/async/cancelling.js";
import type { Milliseconds } from "../../../base/units.js";
import type { Change } from "../../../records/changes.js";
import { type Quotas, QuotaWatch } from "../../../records/whole/quotas.js";
import { retryWhileBusy } from "../calls/retry-while-busy.js";
import { type Connection, MEMORY } from "../connection.js";
import type { OpenFile } from "../open-file.js";
import { lengthOf, type Segment, segmentsOf } from "./segments.js";
import { rollBack, Transaction } from "./transaction.js";
import { WritingThread } from "./writing-thread.js";

/** Changes between two turns of the event loop, so that a service answers during a large batch. */
const CHANGES_PER_TURN = 1_000;
/** Changes from which on a batch is written by a thread, unless told otherwise: handing few over takes longer. */
export const THREAD_FROM = 10_000;

/** What batches are written to, and how. */
export interface BatchTarget {
  readonly location: string;
  readonly file: OpenFile;
  readonly quotas: Quotas;
  /** Time to wait for another writer [ms]. */
  readonly busyTimeout: Milliseconds;
  /** Memory that the pages of a batch may take [KiB]. */
  readonly kibibytes: number;
  /** Changes from which on a batch is written by a thread. */
  readonly threadFrom: number;
}

/**
 * Writes batches of changes, each as one transaction: small ones at once, and large ones by a thread, which starts with
 * the first of them. The caller sees to it that one is written at a time. In memory there is one connection, which the
 * calling thread has; readers would see changes that are not committed, so that no other work runs between these.
 */
export class Batches {
  #thread: WritingThread | undefined;

  constructor(
    private readonly db: Connection,
    private readonly target: BatchTarget,
  ) {}

  /** Resolves to how many entries the change log gained. Rejects with errors of SQLite as they are. */
  async write(changes: Iterable<Change>, signal?: AbortSignal): Promise<number> {
    const watch = new QuotaWatch(this.target.quotas);
    const segments = segmentsOf(watched(untilCancelled(changes, signal), watch));
    if (this.target.location === MEMORY) return this.#writeHere(segments, watch);
    const { first, isAll } = await this.#beginningOf(segments);
    // A file that was deleted or replaced is still written to by who has it open; nobody else can open it.
    if (isAll || !this.target.file.isThere()) return this.#writeHere(joined(first, segments), watch);
    return this.#openThread().write(joined(first, segments), () => watch.concerned);
  }

  /** The thread, a new one where there is none or the last one has ended. */
  #openThread(): WritingThread {
    if (this.#thread === undefined || this.#thread.hasEnded) {
      const { file, threadFrom, ...data } = this.target;
      this.#thread = new WritingThread(data);
    }
    return this.#thread;
  }

  /** Resolves once the thread has closed the file. */
  async close(): Promise<void> {
    await this.#thread?.close();
  }

  /** The first segments, up to the size from which on a thread writes them. */
  async #beginningOf(segments: Iterator<Segment>): Promise<{ first: readonly Segment[]; isAll: boolean }> {
    const first: Segment[] = [];
    let [changes, sinceTurn] = [0, 0];
    while (changes < this.target.threadFrom) {
      const { done, value } = segments.next();
      if (done) return { first, isAll: true };
      first.push(value);
      changes += lengthOf(value);
      sinceTurn += lengthOf(value);
      if (sinceTurn < CHANGES_PER_TURN) continue;
      sinceTurn = 0;
      await nextTurn();
    }
    return { first, isAll: false };
  }

  async #writeHere(segments: Iterable<Segment>, watch: QuotaWatch): Promise<number> {
    const { busyTimeout, quotas, location } = this.target;
    await retryWhileBusy(busyTimeout, () => this.db.exec("BEGIN IMMEDIATE"));
    try {
      const transaction = new Transaction(this.db, quotas);
      let sinceTurn = 0;
      for (const segment of segments) {
        transaction.write(segment);
        sinceTurn += lengthOf(segment);
        if (sinceTurn < CHANGES_PER_TURN || location === MEMORY) continue;
        sinceTurn = 0;
        await nextTurn();
      }
      return transaction.commit(watch.concerned);
    } catch (error) {
      rollBack(this.db);
      throw error;
    }
  }
}

/** The changes, each of which the watch is told. */
function* watched(changes: Iterable<Change>, watch: QuotaWatch): Generator<Change> {
  for (const change of changes) {
    watch.note(change);
    yield change;
  }
}

function* joined<T>(first: Iterable<T>, rest: Iterable<T>): Generator<T> {
  yield* first;
  yield* rest;
}
