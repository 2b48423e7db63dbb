import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { targetOf } from "../http/target.js";
import type { Seen } from "../operations/answerer.js";
import type { Metrics, Outcome } from "./metrics.js";
import { INVALID, operationOf } from "./operation-of.js";
import {
  type ObservedRequest,
  observedRequest,
  REQUEST_ID_HEADER,
  type RequestScope,
} from "./request-scope.js";
import type { RequestSpan, Tracing } from "./tracing/tracing.js";

/** Code of errors of the program itself, whose details only the log has. */
const INTERNAL = "INTERNAL_SERVER_ERROR";
/** Routes whose answers are logged at `debug` where they succeed, since probes ask for them all the time. */
const PROBES: ReadonlySet<string> = new Set(["/health", "/ready", "/metrics"]);

/** What watches every request: its id, its line in the log, its metrics, and its span. */
export interface ObserverParts {
  readonly schema: GraphQLSchema;
  readonly scope: RequestScope;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly tracing?: Tracing;
}

/** Watches the requests of a server. */
export class Observer {
  readonly #parts: ObserverParts;
  readonly #open = new Set<ObservedRequest>();

  constructor(parts: ObserverParts) {
    this.#parts = parts;
  }

  /** The id of the request on whose behalf code runs. */
  get requestId(): string | undefined {
    return this.#parts.scope.current?.id;
  }

  /** The current request. */
  get current(): ObservedRequest | undefined {
    return this.#parts.scope.current;
  }

  /** The number of open requests with an operation of such a name. */
  underWay(name: string): number {
    return [...this.#open].filter(({ operation }) => operation?.name === name).length;
  }

  /** Names the operation of the current request. */
  operation(document: DocumentNode, name: string | null): void {
    const request = this.#parts.scope.current;
    if (request !== undefined) request.operation = operationOf(this.#parts.schema, document, name);
  }

  /** Says that the current request has an operation that cannot be read. */
  invalidOperation(): void {
    const request = this.#parts.scope.current;
    if (request !== undefined) request.operation = INVALID;
  }

  /** Notes the code of an error that the current request is answered. */
  answered(code: unknown): void {
    if (typeof code === "string") this.#parts.scope.current?.codes.push(code);
  }

  /** Says that the current request has begun a subscription. */
  subscribed(): void {
    const request = this.#parts.scope.current;
    if (request === undefined || request.isSubscribed) return;
    request.isSubscribed = true;
    this.#parts.metrics.subscriptionBegan();
  }

  /** Counts a refusal that is no answer to a request, such as that of a connection. */
  refused(code: string): void {
    this.#parts.metrics.refused(code);
  }

  /** Watches the requests of a listener. They carry the header `X-Request-Id` from then on, and so do their answers. */
  http(listener: RequestListener): RequestListener {
    const { scope, tracing } = this.#parts;
    return (request, response) => {
      const observed = observedRequest(request.headers[REQUEST_ID_HEADER]);
      request.headers[REQUEST_ID_HEADER] = observed.id;
      response.setHeader("X-Request-Id", observed.id);
      const route = routeOf(request.url);
      const span = tracing?.request(`${request.method} ${route}`, request.headers.traceparent);
      if (span !== undefined) request.headers.traceparent = span.traceparent;
      this.#open.add(observed);
      this.#whenEnded(request, response, { observed, route, span });
      const answer = () => scope.run(observed, () => listener(request, response));
      if (span === undefined) answer();
      else span.run(answer);
    };
  }

  /**
   * Watches a message that a client sends over a WebSocket. A message that carries an operation ends when the operation
   * does. `extensions` of its payload may have a `requestId` and a `traceparent`.
   */
  async message(head: IncomingMessage, text: string, handle: (text: string) => Promise<void>): Promise<void> {
    const { scope, tracing, metrics } = this.#parts;
    const { requestId, traceparent } = extensionsOf(text);
    const observed = observedRequest(requestId);
    const start = performance.now();
    const span = tracing?.request("websocket", traceparent ?? head.headers.traceparent);
    if (span !== undefined) observed.traceparent = span.traceparent;
    this.#open.add(observed);
    const answer = () => scope.run(observed, () => handle(text));
    try {
      await (span === undefined ? answer() : span.run(answer));
    } finally {
      this.#open.delete(observed);
      const { operation, isSubscribed } = observed;
      if (isSubscribed) metrics.subscriptionEnded();
      if (operation === undefined) span?.discard();
      else {
        const ms = performance.now() - start;
        const outcome = outcomeOf(observed, 200);
        metrics.operationEnded(operation.name, operation.kind, outcome, ms / 1000);
        this.#end(observed, { transport: "websocket", outcome, ms }, span);
      }
    }
  }

  #whenEnded(request: IncomingMessage, response: ServerResponse, watched: Watched): void {
    const { metrics } = this.#parts;
    const { observed, route, span } = watched;
    const start = performance.now();
    response.once("close", () => {
      const ms = performance.now() - start;
      const isAborted = !response.writableFinished;
      const status = response.statusCode;
      if (!isAborted) metrics.responded(status);
      this.#open.delete(observed);
      const { seen } = (response as { readonly locals?: { readonly seen?: Seen } }).locals ?? {};
      if (seen !== undefined) observed.codes.push(...seen.codes);
      if (seen?.operation !== undefined) observed.operation = seen.operation;
      if (route === "/graphql" && status >= 400) observed.operation ??= INVALID;
      const outcome = isAborted ? "aborted" : outcomeOf(observed, status, route);
      if (observed.operation !== undefined) {
        const { name, kind } = observed.operation;
        metrics.operationEnded(name, kind, outcome, ms / 1000);
      }
      const isQuiet = outcome === "ok" && PROBES.has(route);
      const fields = {
        method: request.method,
        route,
        ...(isAborted ? {} : { status }),
        outcome,
        ms,
        isQuiet,
      };
      this.#end(observed, fields, span);
    });
  }

  /** Writes the line of a request that has ended, counts what was refused, and ends its span. */
  #end(observed: ObservedRequest, ended: Ended, span: RequestSpan | undefined): void {
    const { logger, metrics } = this.#parts;
    const { isQuiet, ms, ...fields } = ended;
    const { operation, id, codes } = observed;
    const [code] = codes;
    if (ended.outcome === "refused") metrics.refused(code ?? "OTHER");
    const line = {
      requestId: id,
      ...fields,
      ...(operation && { operation: operation.name, kind: operation.kind }),
      ...(code === undefined ? {} : { code }),
      ms: Math.round(10 * ms) / 10,
    };
    logger[isQuiet ? "debug" : "info"](line, "request");
    span?.end(line, operation && `${operation.kind} ${operation.name}`);
  }
}

interface Watched {
  readonly observed: ObservedRequest;
  readonly route: string;
  readonly span: RequestSpan | undefined;
}

interface Ended {
  readonly method?: string | undefined;
  readonly route?: string;
  readonly status?: number;
  readonly transport?: "websocket";
  readonly outcome: Outcome;
  readonly ms: number;
  readonly isQuiet?: boolean;
}

/** Codes of errors for which a request was not executed. Any other code is an error of its execution. */
const REFUSALS: ReadonlySet<string> = new Set([
  "BAD_REQUEST",
  "BODY_TOO_LARGE",
  "CLOSING",
  "FORBIDDEN",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "INTROSPECTION_DISABLED",
  "JSON_TOO_LARGE",
  "MALFORMED_JSON",
  "OPERATION_RESOLUTION_FAILURE",
  "OVERLOADED",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_ONLY",
  "QUERY_TOO_LARGE",
  "RATE_LIMITED",
  "SEEDING",
  "TOO_MANY_OPERATIONS",
  "UNAUTHENTICATED",
  "UNSUPPORTED_ENCODING",
]);

function outcomeOf({ codes, operation }: ObservedRequest, status: number, route = "/graphql"): Outcome {
  if (route === "/ready" && status === 503) return "failed";
  if (status >= 500 && status !== 503) return "internal";
  if (codes.includes(INTERNAL)) return "internal";
  if (codes.some((code) => REFUSALS.has(code))) return "refused";
  if (codes.length > 0) return "failed";
  if (status < 400) return "ok";
  return operation === undefined || operation === INVALID ? "refused" : "failed";
}

/** The part of a target that this server knows, so that logs and spans hold nothing that a client wrote. */
function routeOf(url: string | undefined): string {
  const first = /^\/[a-z]{0,20}(?=[/?]|$)/.exec(targetOf(url) ?? "")?.[0];
  return first !== undefined && ROUTES.has(first) ? first : "other";
}

const ROUTES: ReadonlySet<string> = new Set([
  ...PROBES,
  "/",
  "/graphql",
  "/explorer",
  "/export",
  "/assets",
  "/networks",
  "/runs",
  "/devices",
]);

interface Extensions {
  readonly requestId?: unknown;
  readonly traceparent?: unknown;
}

/** The extensions of a message's payload; none where the text has no such. Never throws. */
function extensionsOf(text: string): Extensions {
  if (!text.includes('"extensions"')) return {};
  try {
    const message = JSON.parse(text) as { readonly payload?: { readonly extensions?: Extensions } } | null;
    return message?.payload?.extensions ?? {};
  } catch {
    return {};
  }
}
