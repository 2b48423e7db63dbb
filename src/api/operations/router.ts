import type {
  Answerer,
  Download,
  HttpAnswer,
  HttpOperation,
  SocketOperation,
  SocketResult,
} from "./answerer.js";
import { errorAnswer } from "./error-answer.js";
import type { Lane } from "./lanes.js";
import { type OperationPool, Overloaded, type Route, ThreadLost, TookTooLong } from "./pool.js";

/** For whom and how urgently an operation is executed, the thread that holds the connections included. */
export interface Destination extends Omit<Route, "lane"> {
  readonly lane: Lane;
}

/**
 * Has operations executed by the pool, or here where there is none or an operation is so cheap. What the pool refuses
 * becomes an answer.
 */
export class Router {
  constructor(
    private readonly local: Answerer,
    private readonly pool?: OperationPool,
  ) {}

  http(operation: HttpOperation, to: Destination): Promise<HttpAnswer> {
    return this.#on(to).http(operation, to.signal).catch(refusal);
  }

  download(download: Download, to: Destination): Promise<HttpAnswer> {
    return this.#on(to).download(download, to.signal).catch(refusal);
  }

  execute(operation: SocketOperation, to: Destination): Promise<SocketResult> {
    return this.#on(to).execute(operation, to.signal).catch(refusalOnSocket);
  }

  subscribe(
    operation: SocketOperation,
    to: Destination,
  ): Promise<AsyncIterator<SocketResult> | SocketResult> {
    return this.#on(to).subscribe(operation, to.signal).catch(refusalOnSocket);
  }

  #on({ lane, ...rest }: Destination): Answerer {
    return lane === "here" || this.pool === undefined ? this.local : this.pool.on({ ...rest, lane });
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
  return { errors: [{ message: (error as Error).message, extensions: known }] };
}
