import type {
  Answerer,
  Download,
  HttpAnswer,
  HttpOperation,
  SocketOperation,
  SocketResult,
} from "./answerer.js";
import { errorAnswer } from "./error-answer.js";
import type { Jobs } from "./jobs.js";
import { isJob, type Plan } from "./lanes.js";
import { type OperationPool, Overloaded, type Route, ThreadLost, TookTooLong } from "./pool.js";
import { socketResult } from "./socket-payloads.js";

/** What is known of an operation, for whom it is executed, and when nobody waits for it any more. */
export type Destination = Plan & Pick<Route, "client" | "signal">;

/**
 * Has operations executed by the pool, or here where there is none or an operation is so cheap. What the pool refuses
 * becomes an answer.
 *
 * A query ends when its client leaves. A change goes on, so that it is not undone because of a lost connection; it ends
 * early only where it is a job that is cancelled, or the server closes. A body too large to be looked at counts as a
 * change.
 */
export class Router {
  constructor(
    private readonly local: Answerer,
    private readonly jobs: Jobs,
    private readonly pool?: OperationPool,
  ) {}

  http(operation: HttpOperation, to: Destination): Promise<HttpAnswer> {
    return this.#run(to, (answerer, signal) => answerer.http(operation, signal)).catch(refusal);
  }

  download(download: Download, to: Destination): Promise<HttpAnswer> {
    return this.#run(to, (answerer, signal) => answerer.download(download, signal)).catch(refusal);
  }

  execute(operation: SocketOperation, to: Destination): Promise<SocketResult> {
    return this.#run(to, (answerer, signal) => answerer.execute(operation, signal)).catch(refusalOnSocket);
  }

  subscribe(
    operation: SocketOperation,
    to: Destination,
  ): Promise<AsyncIterator<SocketResult> | SocketResult> {
    return this.#on(to, to.signal).subscribe(operation, to.signal).catch(refusalOnSocket);
  }

  #run<T>(to: Destination, work: (answerer: Answerer, signal: AbortSignal) => Promise<T>): Promise<T> {
    const run = (signal: AbortSignal) => work(this.#on(to, signal), signal);
    if (isJob(to.lane)) return this.jobs.run(to.fields, run);
    return run(to.lane === "quick" || to.lane === "long" ? to.signal : new AbortController().signal);
  }

  #on({ lane, client }: Destination, signal: AbortSignal): Answerer {
    return lane === "here" || this.pool === undefined ? this.local : this.pool.on({ lane, client, signal });
  }
}

/** HTTP status and code of what a pool refuses, and when to try again [s]; undefined for other errors. */
function refused(error: unknown) {
  if (error instanceof Overloaded) return { code: "OVERLOADED", retryAfter: error.retryAfterSeconds };
  if (error instanceof TookTooLong) return { code: "TIMEOUT", retryAfter: undefined };
  if (error instanceof ThreadLost) return { code: "UNAVAILABLE", retryAfter: 1 };
  return undefined;
}

function refusal(error: unknown): HttpAnswer {
  const known = refused(error);
  if (known === undefined) throw error;
  const answer = errorAnswer(503, known.code, (error as Error).message);
  if (known.retryAfter === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, "retry-after": String(known.retryAfter) } };
}

function refusalOnSocket(error: unknown): SocketResult {
  const known = refused(error);
  if (known === undefined) throw error;
  return socketResult({ errors: [{ message: (error as Error).message, extensions: known }] });
}
