import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLError, type GraphQLSchema, validate } from "graphql";
import { handleProtocols, makeServer, type SubscribePayload } from "graphql-ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import type { HarmonicService } from "../../service/service.js";
import { type ApiContext, createApiContext } from "../context.js";
import { LIMITS } from "../limits.js";
import { presentError } from "../mask.js";
import { type Authorise, isSameOrigin } from "./auth.js";
import type { ConnectionErrors } from "./connection-errors.js";
import { guardQuery } from "./guard.js";
import { type Client, serveClient } from "./socket-client.js";
import { pathOf } from "./target.js";

/** What the WebSocket server is made of; see `AppParts`. */
export interface SocketParts {
  readonly schema: GraphQLSchema;
  readonly service: HarmonicService;
  readonly logger: Logger;
  readonly authorise: Authorise;
  readonly isOurHost: (host: string | undefined) => boolean;
  readonly errors: ConnectionErrors;
}

/** Time that a client has to answer the closing handshake before its connection is cut [ms]. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Serves operations over WebSocket at `/graphql`, with the same limits, token and masking of errors as over HTTP.
 * `close` ends all of them.
 */
export function serveSockets(server: Server, parts: SocketParts): { close(): Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.bodyBytes,
    handleProtocols: (names) => handleProtocols(names),
  });
  const protocol = makeProtocol(parts);
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    parts.errors.run(socket, () => {
      const refusal = refuse(request, parts.isOurHost);
      if (refusal !== undefined) return decline(socket, refusal);
      sockets.handleUpgrade(request, socket, head, (client) =>
        serveClient(protocol, { client, socket, request }, parts.errors),
      );
    });
  });
  return {
    async close() {
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
    onConnect: ({ connectionParams, extra }) => {
      const { headers } = extra.request;
      const given = connectionParams?.authorization ?? connectionParams?.Authorization;
      extra.isAuthorised = parts.authorise(given ?? headers.authorization);
      return extra.isAuthorised;
    },
    onSubscribe: ({ subscriptions }, _id, payload) =>
      Object.keys(subscriptions).length > LIMITS.operationsPerSocket
        ? [tooManyOperations()]
        : prepare(parts, payload),
    onNext: (_context, _id, _payload, { contextValue }, result) => {
      const { budget } = contextValue as ApiContext;
      const { refusal } = budget;
      budget.restart();
      if (refusal !== undefined) return { errors: [refusal] };
      return result.errors === undefined
        ? undefined
        : { data: result.data ?? null, errors: presented(parts, result.errors) };
    },
    onError: (_context, _id, _payload, errors) => presented(parts, errors),
  });
}

function tooManyOperations(): GraphQLError {
  const message = `a WebSocket may have at most ${LIMITS.operationsPerSocket} operations open at the same time`;
  return new GraphQLError(message, { extensions: { code: "TOO_MANY_OPERATIONS" } });
}

/** The arguments for executing an operation, or the errors for which it is refused. */
function prepare({ schema, service }: SocketParts, payload: SubscribePayload) {
  const guarded = guardQuery(schema, payload.query, payload.variables);
  if (guarded.kind === "refused") return [guarded.error];
  const errors = validate(schema, guarded.document);
  if (errors.length > 0) {
    for (const error of errors) error.extensions.code = "GRAPHQL_VALIDATION_FAILED";
    return errors;
  }
  return {
    schema,
    document: guarded.document,
    variableValues: payload.variables ?? null,
    operationName: payload.operationName ?? null,
    contextValue: createApiContext(service),
  };
}

function presented({ logger }: SocketParts, errors: readonly GraphQLError[]) {
  return errors.map((error) => presentError(error, logger));
}

function refuse(request: IncomingMessage, isOurHost: SocketParts["isOurHost"]): string | undefined {
  const { host, origin } = request.headers;
  const path = pathOf(request.url);
  if (path === undefined) return "400 Bad Request";
  if (path !== "/graphql") return "404 Not Found";
  if (!isOurHost(host) || !isSameOrigin(origin, host)) return "403 Forbidden";
  return undefined;
}

function decline(socket: Duplex, status: string): void {
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
