import { type DocumentNode, GraphQLError, type GraphQLSchema } from "graphql";
import { isRecord } from "../../base/json/is-record.js";
import { assessDocument, LIMITS } from "../limits.js";
import { refuseIntrospection } from "../traffic/introspection.js";
import type { Operations } from "../traffic/operations/operations.js";
import { parsedDocument } from "./parsed-documents.js";

/** A query that may be executed and its estimated cost (`assessDocument`), or why it is refused. */
export type Guarded =
  | { readonly kind: "parsed"; readonly document: DocumentNode; readonly cost: number }
  | { readonly kind: "refused"; readonly error: GraphQLError };

/** What a server allows besides what is within `LIMITS`. */
export interface GuardRules {
  /** Whether queries may ask for the schema. */
  readonly introspection: boolean;
  /** Operations that are registered, and parsed already. */
  readonly operations?: Operations;
}

/** Parses a query and checks it against the rules and `LIMITS` before anything costly is done with it. Never throws. */
export function guardQuery(
  schema: GraphQLSchema,
  query: string,
  variables: unknown,
  rules: GuardRules = { introspection: true },
): Guarded {
  if (query.length > LIMITS.queryCharacters) return { kind: "refused", error: tooLong(query.length) };
  try {
    const document = rules.operations?.documentOf(query) ?? parsedDocument(schema, query);
    const refused = rules.introspection ? undefined : refuseIntrospection(document);
    if (refused !== undefined) return { kind: "refused", error: refused };
    const { cost, error } = assessDocument(schema, document, isRecord(variables) ? variables : {});
    return error === undefined ? { kind: "parsed", document, cost } : { kind: "refused", error };
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
