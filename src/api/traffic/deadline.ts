import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLResolveInfo,
  responsePathAsArray,
} from "graphql";

/**
 * The reason of signals that abort because an operation has ended, shaped as that of `AbortController.abort()`. One is
 * enough: a new one for each operation would take the stack each time.
 */
const ENDED = new DOMException("This operation was aborted", "AbortError");

/** The code of the error of a field that did not answer in time. */
const TIMEOUT = "TIMEOUT";

/**
 * The time that a query has to answer, and the signal that ends its work. When the time is over, every field that still
 * computes is answered with an error, and nothing more is resolved. A mutation has no deadline, and is not ended by its
 * answer.
 */
export class Deadline {
  /** Made when the signal is asked for: most operations are over before anybody does. */
  #controller: AbortController | undefined;
  readonly #waiting = new Set<() => void>();
  /** The fields of Query, by their name in the answer. */
  readonly #fields = new Map<string | number, string>();
  #timer: NodeJS.Timeout | undefined;
  #state: "running" | "too late" | "ended" = "running";
  #isMutation = false;

  /**
   * @param seconds time for the answer, from the first field on [s]
   * @param ended aborts when nobody waits for the answer of a query any more, or a change is cancelled
   */
  constructor(
    private readonly seconds: number,
    ended: AbortSignal,
  ) {
    if (ended.aborted) this.#stop("ended");
    else ended.addEventListener("abort", () => this.#stop("ended"), { once: true });
  }

  /** Aborted when the time is over, the given signal is, or the query has been answered. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#state !== "running") this.#controller.abort(ENDED);
    return this.#controller.signal;
  }

  /** Begins or goes on with a field. Throws the field's error if nothing is to be resolved any more. */
  enter(info: GraphQLResolveInfo): void {
    const { operation } = info.operation;
    if (operation === "mutation") this.#isMutation = true;
    if (operation !== "query") return;
    this.#timer ??= setTimeout(() => this.#stop("too late"), 1_000 * this.seconds).unref();
    if (info.path.prev === undefined) this.#fields.set(info.path.key, info.fieldName);
    if (this.#state !== "running") throw this.#error(info);
  }

  /** The value of a promise of a query's field; its error, if the time is over before the value is there. */
  within<T>(promise: Promise<T>, info: GraphQLResolveInfo): Promise<T> {
    if (info.operation.operation !== "query") return promise;
    return new Promise((resolve, reject) => {
      const stop = () => reject(this.#error(info));
      this.#waiting.add(stop);
      const done = () => this.#waiting.delete(stop);
      promise.then(
        (value) => {
          done();
          resolve(value);
        },
        (error: unknown) => {
          done();
          reject(error);
        },
      );
    });
  }

  /** Ends the operation, whose answer is complete. */
  end(): void {
    clearTimeout(this.#timer);
    if (!this.#isMutation) this.#stop("ended");
  }

  #stop(state: "too late" | "ended"): void {
    if (this.#state !== "running") return;
    this.#state = state;
    clearTimeout(this.#timer);
    for (const stop of this.#waiting) stop();
    this.#waiting.clear();
    this.#controller?.abort(ENDED);
  }

  #error(info: GraphQLResolveInfo): GraphQLError {
    const field = `Query.${this.#fields.get(rootOf(info)) ?? rootOf(info)}`;
    const message =
      this.#state === "too late"
        ? `${field} did not answer within ${this.seconds} s, and was ended: ask for less, or try again later`
        : `${field} was ended because its client is gone, or as a job that was cancelled`;
    const path = responsePathAsArray(info.path);
    return new GraphQLError(message, { nodes: info.fieldNodes, path, extensions: { code: TIMEOUT, field } });
  }
}

/** The name in the answer of the field of the operation to which a field belongs. */
function rootOf({ path }: GraphQLResolveInfo): string | number {
  let at = path;
  while (at.prev !== undefined) at = at.prev;
  return at.key;
}

/** Whether an error says that a field did not answer in time. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions.code === TIMEOUT;

/** Leaves one error about time per field of Query: the first. Fields within it may all have been too late. */
export function withoutRepeatedTimeouts<E extends Pick<GraphQLFormattedError, "path" | "extensions">>(
  errors: readonly E[],
): E[] {
  const seen = new Set<unknown>();
  return errors.filter(({ path, extensions }) => {
    if (extensions?.code !== TIMEOUT) return true;
    const root = path?.[0];
    if (seen.has(root)) return false;
    seen.add(root);
    return true;
  });
}
