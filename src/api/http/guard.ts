import type { RequestHandler } from "express";
import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, parse } from "graphql";
import { checkDocument, LIMITS } from "../limits.js";
import { respondError } from "./respond.js";

/** A query that may be executed, or why it is refused. */
export type Guarded =
  | { readonly kind: "parsed"; readonly document: DocumentNode }
  | { readonly kind: "refused"; readonly error: GraphQLError };

/** Parses a query and checks it against `LIMITS`, before anything costly is done with it. Never throws. */
export function guardQuery(schema: GraphQLSchema, query: string, variables: unknown): Guarded {
  if (query.length > LIMITS.queryCharacters) return { kind: "refused", error: tooLong(query.length) };
  try {
    const document = parse(query, { maxTokens: LIMITS.tokens });
    const error = checkDocument(schema, document, isRecord(variables) ? variables : {});
    return error === undefined ? { kind: "parsed", document } : { kind: "refused", error };
  } catch (error) {
    const syntax =
      error instanceof GraphQLError
        ? error.message
        : "Syntax Error: the query is nested too deeply to be parsed";
    return {
      kind: "refused",
      error: new GraphQLError(syntax, {
        ...(error instanceof GraphQLError ? { source: error.source, positions: error.positions } : {}),
        extensions: { code: "GRAPHQL_PARSE_FAILED" },
      }),
    };
  }
}

function tooLong(characters: number): GraphQLError {
  const most = LIMITS.queryCharacters;
  const message =
    `the query has ${characters} characters, and at most ${most} are allowed: ` +
    "put large inputs into variables";
  return new GraphQLError(message, { extensions: { code: "QUERY_TOO_LARGE", limit: "queryCharacters" } });
}

/** Middleware that refuses queries beyond `LIMITS`, and subscriptions, which need a WebSocket. */
export function queryGuard(schema: GraphQLSchema): RequestHandler {
  return (request, response, next) => {
    const body: unknown = request.body;
    const source = isRecord(body) ? body.query : request.query.query;
    if (typeof source !== "string") return next();
    const guarded = guardQuery(schema, source, isRecord(body) ? body.variables : undefined);
    if (guarded.kind === "refused") {
      response.status(400).json({ errors: [guarded.error] });
      return;
    }
    const name = isRecord(body) && typeof body.operationName === "string" ? body.operationName : null;
    if (getOperationAST(guarded.document, name)?.operation === "subscription") {
      const message = "subscriptions need a WebSocket at this address, sub-protocol graphql-transport-ws";
      return respondError(response, 400, "BAD_REQUEST", message);
    }
    next();
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
