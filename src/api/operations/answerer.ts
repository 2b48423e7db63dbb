import type { Asker } from "../access/viewer.js";
import type { Operation } from "../observe/operation-of.js";

/** What of an answer is counted: the operation, where it could be read, and the codes of the answer's errors. */
export interface Seen {
  readonly operation?: Operation;
  readonly codes: readonly string[];
}

/** An operation that came over HTTP. Everything in it is plain data, so that it can be sent to another thread. */
export interface HttpOperation extends Asker {
  readonly method: string;
  /** Headers of the request by their names in lower case; `x-request-id` is its id. */
  readonly headers: Readonly<Record<string, string>>;
  /** The query part of the address, with its question mark. */
  readonly search: string;
  /** The body: parsed JSON, or bytes of JSON that nobody has looked at yet; undefined if there is none. */
  readonly body: unknown;
}

/** A request for a file, such as an exported network. */
export interface Download {
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** What is sent back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** What observers of the answer may know; absent where there is nothing. */
  readonly seen?: Seen;
}

/** An operation that came over a WebSocket, parsed and valid. */
export interface SocketOperation extends Asker {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
  /** Id of the request, for the log; and the W3C trace context of its span, where there is one. */
  readonly requestId?: string;
  readonly traceparent?: string;
}

/** The result of an operation over a WebSocket, with errors as the client sees them. */
export interface SocketResult {
  /** The result as JSON: text, or bytes of UTF-8. */
  readonly json: string | Uint8Array;
  /** The codes of its errors. */
  readonly codes: readonly string[];
}

/**
 * Answers operations. Nothing that a client sends makes an answer fail: what is wrong with it is in the answer. Once
 * `signal` aborts, nobody waits for a query's answer any more, or a job was cancelled, and its work should end.
 *
 * @throws NeedsTime where this answerer leaves long computations to others and the operation, a query, needs one
 */
export interface Answerer {
  http(operation: HttpOperation, signal: AbortSignal): Promise<HttpAnswer>;
  download(request: Download, signal: AbortSignal): Promise<HttpAnswer>;
  execute(operation: SocketOperation, signal: AbortSignal): Promise<SocketResult>;
  /** Begins a subscription: its events, or what is wrong with it. `signal` ends the events. */
  subscribe(
    operation: SocketOperation,
    signal: AbortSignal,
  ): Promise<AsyncIterator<SocketResult> | SocketResult>;
}

/** Whether `subscribe` began a subscription. */
export const isBegun = (
  begun: AsyncIterator<SocketResult> | SocketResult,
): begun is AsyncIterator<SocketResult> => "next" in begun;
