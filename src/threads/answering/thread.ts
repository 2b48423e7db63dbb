import { Worker } from "node:worker_threads";
import type { Answerer, HttpAnswer, SocketResult } from "../../api/operations/answerer.js";
import { ThreadLost } from "../../api/operations/pool.js";
import { NeedsTime } from "../../projections/networks/needs-time.js";
import type { FromThread, PlainError, ToThread } from "./messages.js";

type Answered = HttpAnswer | SocketResult | "begun" | IteratorResult<SocketResult, undefined>;

interface Call {
  resolve(answered: Answered): void;
  reject(error: Error): void;
}

/** A thread of the pool, seen from the thread that holds the connections. It starts at once. */
export class AnsweringThread implements Answerer {
  /** Resolves once the thread answers; rejects if it cannot begin. */
  readonly ready: Promise<void>;
  /** Resolves once the thread has ended. */
  readonly ended: Promise<void>;
  isEnded = false;
  /** Whether it answers. */
  isReady = false;
  /** How many of its places are taken; counted by its group. */
  taken = 0;
  readonly #worker: Worker;
  readonly #calls = new Map<number, Call>();
  /** The number of the last call that the thread has begun with, which it writes. */
  readonly #begun = new Int32Array(new SharedArrayBuffer(4));
  #last = 0;

  /**
   * @param script address of the program of the thread, which calls `serveThread`
   * @param data what it is given as `workerData`, together with `begun` for `serveThread`
   * @param mayEnd resolves once the thread is in no call that must not be cut off, and none can begin any more
   */
  constructor(
    script: URL,
    data: object,
    private readonly mayEnd: () => Promise<void> = async () => undefined,
  ) {
    this.#worker = new Worker(script, { workerData: { ...data, begun: this.#begun } });
    let begin: { resolve(): void; reject(error: Error): void };
    this.ready = new Promise<void>((resolve, reject) => {
      begin = { resolve, reject };
    });
    this.ready.catch(() => undefined);
    this.#worker.on("message", (message: FromThread) => {
      if (message.kind === "ready") {
        this.isReady = true;
        begin.resolve();
      } else if (message.kind === "unable") begin.reject(asError(message.error));
      else this.#settle(message);
    });
    this.#worker.on("error", (error) =>
      begin.reject(error instanceof Error ? error : new Error(String(error))),
    );
    this.ended = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        this.isEnded = true;
        begin.reject(new ThreadLost());
        for (const call of this.#calls.values()) call.reject(new ThreadLost());
        this.#calls.clear();
        resolve();
      });
    });
  }

  /** The number of the call that was made last. */
  get lastCall(): number {
    return this.#last;
  }

  /** Whether the thread has begun with a call, and is not still at work on others. */
  hasBegun(call: number): boolean {
    return Atomics.load(this.#begun, 0) >= call;
  }

  /** Tells the thread that nobody waits for a call any more. */
  abort(call: number): void {
    this.#post({ kind: "abort", id: call });
  }

  http: Answerer["http"] = (operation, signal) =>
    this.#call((id) => ({ kind: "http", id, operation }), signal) as Promise<HttpAnswer>;

  download: Answerer["download"] = (download, signal) =>
    this.#call((id) => ({ kind: "download", id, download }), signal) as Promise<HttpAnswer>;

  execute: Answerer["execute"] = (operation, signal) =>
    this.#call((id) => ({ kind: "execute", id, operation }), signal) as Promise<SocketResult>;

  subscribe: Answerer["subscribe"] = async (operation, signal) => {
    const id = ++this.#last;
    const abort = () => this.abort(id);
    const begun = await this.#send({ kind: "subscribe", id, operation }, signal);
    if (begun !== "begun") return begun as SocketResult;
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    return { next: async () => (await this.#send({ kind: "next", id })) as IteratorResult<SocketResult> };
  };

  /** Asks the thread to store what it has to and to end; calls that are open are aborted. */
  close(): void {
    this.#post({ kind: "close" });
  }

  /** Ends the thread in the middle of whatever it does, once it may be. Open calls reject with `ThreadLost`. */
  async terminate(): Promise<void> {
    await this.mayEnd();
    await this.#worker.terminate();
  }

  #call(message: (id: number) => ToThread & { readonly id: number }, signal: AbortSignal): Promise<Answered> {
    return this.#send(message(++this.#last), signal);
  }

  async #send(message: ToThread & { readonly id: number }, signal?: AbortSignal): Promise<Answered> {
    if (this.isEnded) throw new ThreadLost();
    const { id } = message;
    const abort = () => this.abort(id);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      return await new Promise<Answered>((resolve, reject) => {
        this.#calls.set(id, { resolve, reject });
        this.#post(message);
        if (signal?.aborted) abort();
      });
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  #post(message: ToThread): void {
    const body = message.kind === "http" ? message.operation.body : undefined;
    const isOwn = body instanceof Uint8Array && body.buffer instanceof ArrayBuffer;
    const transfer = isOwn && body.byteLength === body.buffer.byteLength ? [body.buffer as ArrayBuffer] : [];
    this.#worker.postMessage(message, transfer);
  }

  #settle(message: Exclude<FromThread, { kind: "ready" | "unable" }>): void {
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if (message.kind === "answer") call?.resolve(message.answer);
    else if (message.kind === "begun") call?.resolve("begun");
    else if (message.kind === "event") call?.resolve(message.event);
    else if (message.kind === "needsTime") call?.reject(new NeedsTime(message.what));
    else call?.reject(asError(message.error));
  }
}

function asError({ message, stack }: PlainError): Error {
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
