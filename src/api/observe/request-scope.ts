import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { Operation } from "./operation-of.js";

/** What is known of the request that is being answered. */
export interface ObservedRequest {
  readonly id: string;
  /** The GraphQL operation; absent where the request has none, or until it is read. */
  operation?: Operation;
  /** The W3C trace context of its span, where there is one. */
  traceparent?: string;
  /** Whether it is an open subscription. */
  isSubscribed: boolean;
  /** The codes of the errors that the client is answered. */
  readonly codes: string[];
}

/** Header and field of `extensions` that carry the id of a request. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Ids are taken over from clients if they are at most 128 letters, digits and signs that need no escaping anywhere. */
const SANE = /^[\w.:/+=@-]{1,128}$/;

/**
 * Knows the request on whose behalf code runs, also in callbacks and promises that it started, such as a search run. A
 * process makes one for its log and its server.
 */
export class RequestScope {
  readonly #current = new AsyncLocalStorage<ObservedRequest>();

  get current(): ObservedRequest | undefined {
    return this.#current.getStore();
  }

  /** Runs work on behalf of a request. */
  run<T>(request: ObservedRequest, work: () => T): T {
    return this.#current.run(request, work);
  }

  /** Fields for every line of the log that is written on behalf of a request. */
  fields(): { readonly requestId?: string } {
    const request = this.current;
    return request === undefined ? {} : { requestId: request.id };
  }
}

/** A request with the id that the client gave it, if that is sane, or else a new one. */
export const observedRequest = (given: unknown): ObservedRequest => ({
  id: typeof given === "string" && SANE.test(given) ? given : randomUUID(),
  isSubscribed: false,
  codes: [],
});
