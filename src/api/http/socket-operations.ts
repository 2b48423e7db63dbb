import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  validate,
} from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { defined } from "../../base/defined.js";
import type { Access } from "../access/access.js";
import { refusalOfOperation } from "../access/forbidden.js";
import type { Viewer } from "../access/viewer.js";
import { LIMITS } from "../limits.js";
import type { Observer } from "../observe/observer.js";
import type { Readiness } from "../observe/readiness.js";
import type { SocketOperation } from "../operations/answerer.js";
import { type GuardRules, guardQuery } from "../operations/guard.js";
import { planOf } from "../operations/lanes.js";
import type { Destination, Router } from "../operations/router.js";
import type { Refusal, Traffic } from "../traffic/traffic.js";
import type { ConnectionErrors } from "./connection-errors.js";
import type { Client } from "./socket-client.js";

/** What the WebSocket server is made of; see `AppParts`. */
export interface SocketParts {
  readonly schema: GraphQLSchema;
  /** What executes operations. */
  readonly router: Router;
  readonly access: Access;
  readonly isOurHost: (host: string | undefined) => boolean;
  readonly errors: ConnectionErrors;
  readonly observer: Observer;
  readonly readiness: Readiness;
  readonly traffic: Traffic;
  readonly rules: GuardRules;
  /** An error as clients see it. */
  readonly present: (error: unknown) => GraphQLFormattedError;
}

/** An operation that may be executed, where, and what ends it. */
export interface Prepared {
  readonly operation: SocketOperation;
  readonly to: Destination;
  readonly end: () => void;
}

/** `prepare` puts this into the context of graphql-ws, which hands it on. */
export const prepared = (given: ExecutionArgs): Prepared => given.contextValue as Prepared;

/** What a client asks for, under the id that it gave the operation. */
export interface SocketRequest {
  readonly id: string;
  readonly payload: SubscribePayload;
  /** Operations that graphql-ws knows of this client, this one included. */
  readonly open: number;
}

/** The arguments for executing an operation, or the errors for which it is refused. */
export async function prepare(
  parts: SocketParts,
  { id, payload, open }: SocketRequest,
  client: Client,
  viewer: Viewer,
) {
  const { schema, rules, observer, readiness } = parts;
  const { traffic, left } = client;
  observer.invalidOperation();
  if (traffic.refusal !== undefined) return [rateLimited(traffic.refusal)];
  if (Math.max(open - 1, traffic.operations) >= LIMITS.operationsPerSocket)
    return [tooManyOperations("a WebSocket")];
  const notReady = await readiness.admit();
  if (notReady !== undefined) return [problem(notReady.code, notReady.reason)];
  if (left.signal.aborted) return [problem("CLOSING", "the connection was closed")];
  const found = rules.operations?.find(payload);
  if (found?.kind === "refused") return [problem(found.code, found.message)];
  const query = found?.query ?? payload.query;
  const { variables = null, operationName = null } = payload;
  const guarded = guardQuery(schema, query, variables, rules);
  if (guarded.kind === "refused") return [guarded.error];
  const { document, cost } = guarded;
  observer.operation(document, operationName);
  const errors = rules.operations?.documentOf(query) === document ? [] : validate(schema, document);
  if (errors.length > 0) {
    for (const error of errors) error.extensions.code = "GRAPHQL_VALIDATION_FAILED";
    return errors;
  }
  const named = getOperationAST(document, operationName);
  if (named == null)
    return [problem("OPERATION_RESOLUTION_FAILURE", "operationName must name one of the query's operations")];
  const refusal = refusalOfOperation(document, named, variables, viewer);
  if (refusal !== undefined) return [refusal];
  const ended = new AbortController();
  const end = () => ended.abort();
  if (!traffic.begin(id, payload, end)) return [tooManyOperations("an address")];
  const { id: requestId, traceparent } = observer.current ?? {};
  const contextValue: Prepared = {
    operation: { viewer, query, variables, operationName, ...defined({ requestId, traceparent }) },
    to: {
      ...planOf(document, operationName, cost),
      client: traffic.client,
      signal: AbortSignal.any([left.signal, ended.signal]),
    },
    end,
  };
  return { schema, document, operationName, contextValue };
}

function tooManyOperations(who: "a WebSocket" | "an address"): GraphQLError {
  const most = who === "an address" ? LIMITS.operationsPerAddress : LIMITS.operationsPerSocket;
  return problem("TOO_MANY_OPERATIONS", `${who} may have at most ${most} operations open at the same time`);
}

const rateLimited = ({ code, message, retryAfter }: Refusal): GraphQLError =>
  new GraphQLError(message, { extensions: { code, retryAfter } });

const problem = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });
