import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type GraphQLError, type GraphQLSchema, validate } from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { useServer as attachGraphql } from "graphql-ws/use/ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import type { HarmonicService } from "../../service/service.js";
import { createApiContext } from "../context.js";
import { LIMITS } from "../limits.js";
import { presentError } from "../mask.js";
import { type Authorise, isSameOrigin } from "./auth.js";
import { guardQuery } from "./guard.js";

/** What the WebSocket server is made of; see `AppParts`. */
export interface SocketParts {
  readonly schema: GraphQLSchema;
  readonly service: HarmonicService;
  readonly logger: Logger;
  readonly authorise: Authorise;
  readonly isOurHost: (host: string | undefined) => boolean;
}

/** Time that a client has to answer the closing handshake before its connection is cut [ms]. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Serves operations over WebSocket at `/graphql`, with the same limits, token and masking of errors as over HTTP.
 * `close` ends all of them.
 */
export function serveSockets(server: Server, parts: SocketParts): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.bodyBytes });
  const protocol = attachGraphql(
    {
      onConnect: ({ connectionParams, extra }) => {
        const { headers } = extra.request;
        const given = connectionParams?.authorization ?? connectionParams?.Authorization;
        return parts.authorise(given ?? headers.authorization);
      },
      onSubscribe: (_context, _id, payload) => prepare(parts, payload),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors === undefined
          ? undefined
          : { data: result.data ?? null, errors: presented(parts, result.errors) },
      onError: (_context, _id, _payload, errors) => presented(parts, errors),
    },
    sockets,
  );
  server.on("upgrade", (request, socket, head) => {
    const refusal = refuse(request, parts.isOurHost);
    if (refusal !== undefined) return decline(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client, request));
  });
  return {
    async close() {
      const timer = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_TIMEOUT_MS);
      await protocol.dispose();
      clearTimeout(timer);
    },
  };
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
  if (new URL(request.url ?? "/", "http://localhost").pathname !== "/graphql") return "404 Not Found";
  if (!isOurHost(host) || !isSameOrigin(origin, host)) return "403 Forbidden";
  return undefined;
}

function decline(socket: Duplex, status: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
