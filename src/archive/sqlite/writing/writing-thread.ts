import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { Unavailable } from "../../../base/errors.js";
import { compiledScript } from "../../../base/process/compiled-script.js";
import type { Quota } from "../../../records/whole/quotas.js";
import { type Answer, problemOf, type Request, type ThreadData } from "./messages.js";
import { lengthOf, type Segment } from "./segments.js";

/** Changes that are handed over together. */
const CHANGES_PER_MESSAGE = 1_000;
/** Messages that may be unanswered: the thread has work while the next one is made, and few changes are in memory. */
const MOST_UNANSWERED = 3;

interface Waiting {
  resolve(logged: number): void;
  reject(error: Error): void;
}

/**
 * A thread that writes transactions to the file of an archive, one at a time. While it writes some changes, the calling
 * thread makes the next ones, and its event loop is free. An idle thread does not keep the process alive.
 */
export class WritingThread {
  readonly #worker: Worker;
  /** The requests that are not answered yet, the oldest first. */
  readonly #waiting: Waiting[] = [];
  #ended: Error | undefined;

  /** @throws Error if the program is not compiled */
  constructor(data: ThreadData) {
    this.#worker = new Worker(compiledScript("archive/sqlite/writing/thread.js"), { workerData: data });
    this.#worker.unref();
    this.#worker.on("message", (answer: Answer) => {
      const waiting = this.#waiting.shift();
      if (this.#waiting.length === 0) this.#worker.unref();
      if (answer.kind === "done") waiting?.resolve(answer.logged);
      else waiting?.reject(problemOf(answer.problem));
    });
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", () => this.#end(new Unavailable("the thread that writes the archive has ended")));
  }

  /** Whether it can write no more. */
  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /**
   * Writes segments as one transaction, which fails as a whole. `concerned` is asked at the end which quotas to check.
   * Resolves to how many entries the change log gained. Rejects with what `segments` throws, or the thread.
   */
  async write(segments: Iterable<Segment>, concerned: () => readonly Quota[]): Promise<number> {
    const sent = new Set<Promise<number>>([this.#ask({ kind: "begin" })]);
    const room = async (most: number): Promise<void> => {
      for (const oldest of sent) {
        if (sent.size <= most) return;
        await oldest;
        sent.delete(oldest);
      }
    };
    try {
      for (const message of messagesOf(segments)) {
        sent.add(this.#ask({ kind: "write", segments: message }));
        await room(MOST_UNANSWERED);
        await nextTurn();
      }
      await room(0);
      return await this.#ask({ kind: "commit", concerned: concerned() });
    } catch (error) {
      await Promise.allSettled(sent);
      await this.#ask({ kind: "rollBack" }).catch(() => undefined);
      throw error;
    }
  }

  /** Closes the file, and resolves once the thread has ended. To be called when nothing is written. */
  async close(): Promise<void> {
    if (this.hasEnded) return;
    const ended = new Promise((resolve) => this.#worker.once("exit", resolve));
    await this.#ask({ kind: "close" });
    this.#worker.ref();
    await ended;
  }

  #ask(request: Request): Promise<number> {
    const answered = new Promise<number>((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      this.#waiting.push({ resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(request);
    });
    // Whoever waits for it may do so after it has failed.
    answered.catch(() => undefined);
    return answered;
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}

/** Segments in groups that are handed over together. */
function* messagesOf(segments: Iterable<Segment>): Generator<readonly Segment[]> {
  let message: Segment[] = [];
  let changes = 0;
  for (const segment of segments) {
    message.push(segment);
    changes += lengthOf(segment);
    if (changes < CHANGES_PER_MESSAGE) continue;
    yield message;
    message = [];
    changes = 0;
  }
  if (message.length > 0) yield message;
}
