import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from "graphql";
import { CloseCode, handleProtocols, makeServer } from "graphql-ws";
import { WebSocketServer } from "ws";
import type { Access } from "../access/access.js";
import { isRefusal } from "../access/viewer.js";
import { LIMITS } from "../limits.js";
import { isBegun, type SocketResult } from "../operations/answerer.js";
import { HeldPayloads } from "../operations/socket-payloads.js";
import { endOperations } from "./end-operations.js";
import { type Client, serveClient, TRY_AGAIN_LATER } from "./socket-client.js";
import { prepare, prepared, type SocketParts } from "./socket-operations.js";
import { admitUpgrade } from "./upgrade.js";

/** Time between two looks at whether the tokens of all clients are still valid [ms]. */
const SWEEP_MS = 250;

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
  const { errors } = parts;
  const served = new Set<Client>();
  const sweep = setInterval(() => {
    for (const one of served) if (one.admission?.isValid() === false) endOf(one);
  }, SWEEP_MS);
  const serve = (client: Client): void => {
    served.add(client);
    client.client.once("close", () => served.delete(client));
    serveClient(protocol, client, parts);
  };
  const open = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const traffic = await admitUpgrade(parts, request, socket);
    if (traffic === undefined) return;
    sockets.handleUpgrade(request, socket, head, (client) =>
      serve({ client, socket, request, left: new AbortController(), traffic, payloads: new HeldPayloads() }),
    );
  };
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    errors.run(socket, () => {
      open(request, socket, head).catch((error: unknown) => errors.close(socket, error));
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
      const authorization = given ?? headers.authorization;
      let asked: ReturnType<Access["admit"]> | undefined;
      const ask = () => {
        asked ??= parts.access.admit(authorization);
        return asked;
      };
      const wait = await extra.traffic.admit(authorization, ask);
      if (wait !== undefined) {
        extra.wait?.(wait.retryAfter);
        return false;
      }
      const answer = await ask();
      if (isRefusal(answer)) {
        parts.observer.refused(answer.status === 503 ? "UNAVAILABLE" : "UNAUTHENTICATED");
        if (answer.status === 503) extra.client.close(TRY_AGAIN_LATER, "The archive cannot be read");
        return false;
      }
      extra.admission = answer;
      return true;
    },
    onOperation: (_context, _id, _payload, _args, result) => {
      if (Symbol.asyncIterator in result) parts.observer.subscribed();
    },
    onClose: ({ extra }) => extra.left.abort(),
    onSubscribe: ({ subscriptions, extra }, id, payload) => {
      const { admission } = extra;
      if (admission?.isValid() === true) {
        const request = { id, payload, open: Object.keys(subscriptions).length };
        return prepare(parts, request, extra, admission.viewer);
      }
      endOf(extra);
      return [new GraphQLError(NO_LONGER_VALID, { extensions: { code: "UNAUTHENTICATED" } })];
    },
    execute: async (given) => {
      const { operation, to } = prepared(given);
      try {
        return resultOf(await parts.router.execute(operation, to));
      } catch (error) {
        // Nobody waits for the answer any more.
        if (to.signal.aborted) return resultOf({ json: '{"data":null}', codes: [] });
        throw error;
      }
    },
    subscribe: async (given) => {
      const { operation, to, end } = prepared(given);
      const begun = await parts.router.subscribe(operation, to);
      return isBegun(begun) ? iterable(begun, end) : resultOf(begun);
    },
    // Results come as JSON, with errors as clients see them. What it returns stands for it until it is sent.
    onNext: ({ extra }, _id, _payload, _arguments, result) => {
      const { json, codes } = result as unknown as SocketResult;
      for (const code of codes) parts.observer.answered(code);
      return extra.payloads.hold(json) as FormattedExecutionResult;
    },
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => {
        const shown = parts.present(error);
        parts.observer.answered(shown.extensions?.code);
        return shown;
      }),
    onComplete: ({ extra }, _id, payload) => extra.traffic.finish(payload),
  });
}

const NO_LONGER_VALID = "The token has expired or was revoked";

/** Ends the connection of a client whose token is no longer valid, and with it all its operations. */
function endOf({ client }: Client): void {
  client.close(CloseCode.Forbidden, NO_LONGER_VALID);
  setTimeout(() => client.terminate(), CLOSE_TIMEOUT_MS).unref();
}

/** Hands a result through graphql-ws, which looks at none. */
const resultOf = (result: SocketResult): ExecutionResult => result as unknown as ExecutionResult;

/** The events of a subscription, which end when the client completes it. */
function iterable(
  events: AsyncIterator<SocketResult>,
  end: () => void,
): AsyncIterableIterator<ExecutionResult> {
  return {
    next: async () => {
      const { done = false, value } = await events.next();
      return done ? { done, value: undefined } : { done, value: resultOf(value) };
    },
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
