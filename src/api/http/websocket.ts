import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  validate,
} from "graphql";
import { CloseCode, handleProtocols, makeServer, type SubscribePayload } from "graphql-ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import { defined } from "../../base/defined.js";
import type { Access } from "../access/access.js";
import { refusalOfOperation } from "../access/forbidden.js";
import { isRefusal, type Viewer } from "../access/viewer.js";
import { LIMITS } from "../limits.js";
import { presentError } from "../mask.js";
import type { Observer } from "../observe/observer.js";
import type { Readiness } from "../observe/readiness.js";
import { isBegun, type SocketOperation, type SocketResult } from "../operations/answerer.js";
import { guardQuery } from "../operations/guard.js";
import { planOf } from "../operations/lanes.js";
import type { Destination, Router } from "../operations/router.js";
import { isSameOrigin } from "./auth.js";
import type { ConnectionErrors } from "./connection-errors.js";
import { endOperations } from "./end-operations.js";
import { type Client, serveClient } from "./socket-client.js";
import { pathOf } from "./target.js";

/** What the WebSocket server is made of; see `AppParts`. */
export interface SocketParts {
  readonly schema: GraphQLSchema;
  /** What executes operations. */
  readonly router: Router;
  readonly logger: Logger;
  readonly access: Access;
  readonly isOurHost: (host: string | undefined) => boolean;
  readonly errors: ConnectionErrors;
  readonly observer: Observer;
  readonly readiness: Readiness;
}

/** Time between two looks at whether the tokens of all clients are still valid [ms]. */
const SWEEP_MS = 250;
/** WebSocket close code for "try again later". */
const TRY_AGAIN = 1013;

/** Time that a client has to answer the closing handshake before its connection is cut [ms]. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Serves operations over WebSocket at `/graphql`, with the same limits, token and masking of errors as over HTTP.
 * `close` completes subscriptions, gives other operations the time of `endOperations`, and closes all connections.
 */
export function serveSockets(server: Server, parts: SocketParts): { close(): Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.bodyBytes,
    handleProtocols: (names) => handleProtocols(names),
  });
  const protocol = makeProtocol(parts);
  const served = new Set<Client>();
  const sweep = setInterval(() => {
    for (const one of served) if (one.admission?.isValid() === false) endOf(one);
  }, SWEEP_MS);
  const serve = (client: Client): void => {
    served.add(client);
    client.client.once("close", () => served.delete(client));
    serveClient(protocol, client, parts);
  };
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    parts.errors.run(socket, () => {
      const refusal = refuse(request, parts);
      if (refusal !== undefined) {
        parts.observer.refused(refusal);
        return decline(socket, STATUS[refusal]);
      }
      sockets.handleUpgrade(request, socket, head, (client) =>
        serve({ client, socket, request, left: new AbortController() }),
      );
    });
  });
  return {
    async close() {
      clearInterval(sweep);
      await endOperations(served);
      for (const client of sockets.clients) client.close(1001, "Going away");
      const timer = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_TIMEOUT_MS);
      await Promise.all(
        [...sockets.clients].map((client) => new Promise((end) => client.once("close", end))),
      );
      clearTimeout(timer);
      sockets.close();
    },
  };
}

function makeProtocol(parts: SocketParts) {
  return makeServer<Record<string, unknown>, Client>({
    onConnect: async ({ connectionParams, extra, subscriptions }) => {
      extra.operations = subscriptions;
      const { headers } = extra.request;
      const given = connectionParams?.authorization ?? connectionParams?.Authorization;
      const answer = await parts.access.admit(given ?? headers.authorization);
      if (isRefusal(answer)) {
        parts.observer.refused(answer.status === 503 ? "UNAVAILABLE" : "UNAUTHENTICATED");
        if (answer.status === 503) extra.client.close(TRY_AGAIN, "The archive cannot be read");
        return false;
      }
      const { id } = answer.viewer;
      extra.name = id === "open" ? extra.request.socket.remoteAddress : id;
      extra.admission = answer;
      return true;
    },
    onOperation: (_context, _id, _payload, _args, result) => {
      if (Symbol.asyncIterator in result) parts.observer.subscribed();
    },
    onClose: ({ extra }) => extra.left.abort(),
    onSubscribe: ({ subscriptions, extra }, _id, payload) => {
      if (Object.keys(subscriptions).length > LIMITS.operationsPerSocket) return [tooManyOperations()];
      const { admission } = extra;
      if (admission?.isValid() === true) return prepare(parts, payload, extra, admission.viewer);
      endOf(extra);
      return [new GraphQLError(NO_LONGER_VALID, { extensions: { code: "UNAUTHENTICATED" } })];
    },
    execute: async (given) => {
      const { operation, to } = prepared(given);
      return (await parts.router.execute(operation, to)) as ExecutionResult;
    },
    subscribe: async (given) => {
      const { operation, to, end } = prepared(given);
      const begun = await parts.router.subscribe(operation, to);
      return isBegun(begun) ? iterable(begun, end) : (begun as ExecutionResult);
    },
    // Results come with errors as clients see them.
    onNext: (_context, _id, _payload, _arguments, result) => {
      const shown = result as SocketResult;
      for (const { extensions } of shown.errors ?? []) parts.observer.answered(extensions?.code);
      return shown;
    },
    onError: (_context, _id, _payload, errors) => presented(parts, errors),
  });
}

const NO_LONGER_VALID = "The token has expired or was revoked";

/** Ends the connection of a client whose token is no longer valid, and with it all its operations. */
function endOf({ client }: Client): void {
  client.close(CloseCode.Forbidden, NO_LONGER_VALID);
  setTimeout(() => client.terminate(), CLOSE_TIMEOUT_MS).unref();
}

function tooManyOperations(): GraphQLError {
  const message = `a WebSocket may have at most ${LIMITS.operationsPerSocket} operations open at the same time`;
  return new GraphQLError(message, { extensions: { code: "TOO_MANY_OPERATIONS" } });
}

/** An operation that may be executed, where, and what ends it. */
interface Prepared {
  readonly operation: SocketOperation;
  readonly to: Destination;
  readonly end: () => void;
}

/** `prepare` puts this into the context of graphql-ws, which hands it on. */
const prepared = (given: ExecutionArgs): Prepared => given.contextValue as Prepared;

/** The arguments for executing an operation, or the errors for which it is refused. */
async function prepare(
  { schema, observer, readiness }: SocketParts,
  payload: SubscribePayload,
  { name = "", left }: Client,
  viewer: Viewer,
) {
  observer.invalidOperation();
  const notReady = await readiness.admit();
  if (notReady !== undefined)
    return [new GraphQLError(notReady.reason, { extensions: { code: notReady.code } })];
  const guarded = guardQuery(schema, payload.query, payload.variables);
  if (guarded.kind === "refused") return [guarded.error];
  observer.operation(guarded.document, payload.operationName ?? null);
  const errors = validate(schema, guarded.document);
  if (errors.length > 0) {
    for (const error of errors) error.extensions.code = "GRAPHQL_VALIDATION_FAILED";
    return errors;
  }
  const parsed = getOperationAST(guarded.document, payload.operationName);
  const refusal = parsed && refusalOfOperation(guarded.document, parsed, payload.variables, viewer);
  if (refusal) return [refusal];
  const { query, variables = null, operationName = null } = payload;
  const { id, traceparent } = observer.current ?? {};
  const plan = planOf(guarded.document, operationName, guarded.cost);
  const ended = new AbortController();
  const contextValue: Prepared = {
    operation: { viewer, query, variables, operationName, ...defined({ requestId: id, traceparent }) },
    to: { ...plan, client: name, signal: AbortSignal.any([left.signal, ended.signal]) },
    end: () => ended.abort(),
  };
  return { schema, document: guarded.document, operationName, contextValue };
}

/** The events of a subscription, which end when the client completes it. */
function iterable(
  events: AsyncIterator<SocketResult>,
  end: () => void,
): AsyncIterableIterator<ExecutionResult> {
  return {
    next: () => events.next() as Promise<IteratorResult<ExecutionResult>>,
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
    throw: async (error) => {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function presented({ logger, observer }: SocketParts, errors: readonly GraphQLError[]) {
  return errors.map((error) => {
    const shown = presentError(error, logger, observer.requestId);
    observer.answered(shown.extensions?.code);
    return shown;
  });
}

/** Statuses of connections that are declined, by the code of the reason. */
const STATUS = {
  BAD_REQUEST: "400 Bad Request",
  NOT_FOUND: "404 Not Found",
  FORBIDDEN: "403 Forbidden",
  CLOSING: "503 Service Unavailable",
} as const;

function refuse(
  request: IncomingMessage,
  { isOurHost, readiness }: SocketParts,
): keyof typeof STATUS | undefined {
  const { host, origin } = request.headers;
  const path = pathOf(request.url);
  if (path === undefined) return "BAD_REQUEST";
  if (path !== "/graphql") return "NOT_FOUND";
  if (!isOurHost(host) || !isSameOrigin(origin, host)) return "FORBIDDEN";
  if (readiness.isClosing) return "CLOSING";
  return undefined;
}

function decline(socket: Duplex, status: string): void {
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
