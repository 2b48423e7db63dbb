import type { MessagePort } from "node:worker_threads";
import { type Answerer, type HttpAnswer, isBegun, type SocketResult } from "../../api/operations/answerer.js";
import { NeedsTime } from "../../projections/networks/needs-time.js";
import { type FromThread, plainError, type ToThread } from "./messages.js";

/** A call that this thread works on. */
interface Call {
  readonly controller: AbortController;
  events?: AsyncIterator<SocketResult>;
}

/**
 * Answers the calls that come through the port, on this thread, until `close` comes.
 *
 * @param close stores what has to be stored, and closes the service
 * @param begun where the number of the call is written that was begun last, for the thread that made it
 */
export function serveThread(
  port: MessagePort,
  answerer: Answerer,
  close: () => Promise<void>,
  begun: Int32Array,
): void {
  const calls = new Map<number, Call>();
  const post = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, [...transfer]);
  const end = (id: number, error: unknown): void => {
    calls.delete(id);
    if (error instanceof NeedsTime) post({ kind: "needsTime", id, what: error.message });
    else post({ kind: "failed", id, error: plainError(error) });
  };
  const answer = (id: number, work: (signal: AbortSignal) => Promise<HttpAnswer | SocketResult>): void => {
    const controller = new AbortController();
    calls.set(id, { controller });
    work(controller.signal).then(
      (answered) => {
        calls.delete(id);
        const answer = asBytes(answered);
        post({ kind: "answer", id, answer }, buffersOf(answer));
      },
      (error) => end(id, error),
    );
  };
  const subscribe = async ({ id, operation }: Extract<ToThread, { kind: "subscribe" }>): Promise<void> => {
    const call: Call = { controller: new AbortController() };
    calls.set(id, call);
    try {
      const begun = await answerer.subscribe(operation, call.controller.signal);
      if (isBegun(begun)) {
        call.events = begun;
        post({ kind: "begun", id });
      } else {
        calls.delete(id);
        post({ kind: "answer", id, answer: begun });
      }
    } catch (error) {
      end(id, error);
    }
  };
  const next = async (id: number): Promise<void> => {
    try {
      const event = await calls.get(id)?.events?.next();
      if (event === undefined || event.done === true) {
        calls.delete(id);
        post({ kind: "event", id, event: { done: true, value: undefined } });
      } else {
        const value = asBytes(event.value);
        post({ kind: "event", id, event: { done: false, value } }, buffersOf(value));
      }
    } catch (error) {
      end(id, error);
    }
  };
  port.on("message", (message: ToThread) => {
    // Numbers of calls grow; those of `next` and `abort` are numbers of earlier ones.
    if ("id" in message && message.id > (begun[0] ?? 0)) Atomics.store(begun, 0, message.id);
    if (message.kind === "http") answer(message.id, (signal) => answerer.http(message.operation, signal));
    else if (message.kind === "download")
      answer(message.id, (signal) => answerer.download(message.download, signal));
    else if (message.kind === "execute")
      answer(message.id, (signal) => answerer.execute(message.operation, signal));
    else if (message.kind === "subscribe") void subscribe(message);
    else if (message.kind === "next") void next(message.id);
    else if (message.kind === "abort") calls.get(message.id)?.controller.abort();
    else {
      for (const { controller } of calls.values()) controller.abort();
      void close().finally(() => port.close());
    }
  });
  post({ kind: "ready" });
}

/** Texts from this length on are handed over as bytes, without a copy [characters]. */
const LONG_TEXT = 16_384;
const encoder = new TextEncoder();

/** An answer whose long text is bytes, so that the thread that holds the connections need not copy or encode it. */
function asBytes<T extends HttpAnswer | SocketResult>(answer: T): T {
  if ("body" in answer) return { ...answer, body: bytesOf(answer.body) };
  return { ...answer, json: bytesOf(answer.json) };
}

const bytesOf = (text: string | Uint8Array): string | Uint8Array =>
  typeof text === "string" && text.length >= LONG_TEXT ? encoder.encode(text) : text;

/** The memory of an answer that can be handed over instead of copied. */
function buffersOf(answer: HttpAnswer | SocketResult): ArrayBuffer[] {
  const bytes = "body" in answer ? answer.body : answer.json;
  if (typeof bytes === "string") return [];
  const { buffer, byteLength } = bytes;
  // A buffer of Node's pool is shared with others; only one that holds nothing else may go.
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
