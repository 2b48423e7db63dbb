import { type GraphQLError, type GraphQLSchema, getOperationAST } from "graphql";
import { isRecord } from "../../base/json/is-record.js";
import { oversizeOf } from "../../base/json/json-size.js";
import { LIMITS } from "../limits.js";
import { type Operation, operationOf } from "../observe/operation-of.js";
import { withQuery } from "../traffic/operations/with-query.js";
import type { HttpAnswer } from "./answerer.js";
import { bodyFailure, errorAnswer, jsonAnswer } from "./error-answer.js";
import { type GuardRules, guardQuery } from "./guard.js";
import { type Plan, planOf } from "./lanes.js";

/** A body that may be executed and what is known of it, or the answer that refuses it. */
export type ReadBody =
  | (Plan & { readonly body: unknown; readonly operation?: Operation })
  | { readonly refusal: HttpAnswer };

const NOTHING: Plan = { lane: "here", fields: [] };

/** Bounds of the JSON of requests, for `oversizeOf`. */
export const JSON_BOUNDS = { depth: LIMITS.jsonDepth, tokens: LIMITS.jsonTokens };

/** Reads JSON in UTF-8. Its nesting is checked on the bytes before anything is parsed, the query before it runs. */
export function readBody(schema: GraphQLSchema, bytes: Buffer, rules: GuardRules): ReadBody {
  if (oversizeOf(bytes, JSON_BOUNDS) !== undefined)
    return { refusal: bodyFailure("json.too.large") as HttpAnswer };
  if (bytes.length === 0) return { body: {}, ...NOTHING };
  try {
    return guardBody(schema, JSON.parse(bytes.toString()), rules);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { refusal: bodyFailure("entity.parse.failed") as HttpAnswer };
  }
}

/**
 * Puts the text of a registered operation in place of its id. Refuses queries beyond the rules and `LIMITS`, and
 * subscriptions, which need a WebSocket; anything else is Apollo's to judge.
 */
export function guardBody(schema: GraphQLSchema, asked: unknown, rules: GuardRules): ReadBody {
  const found = isRecord(asked) ? rules.operations?.find(asked) : undefined;
  if (found?.kind === "refused") return { refusal: errorAnswer(400, found.code, found.message) };
  const body = isRecord(asked) && found?.query !== undefined ? withQuery(asked, found.query) : asked;
  const { query, variables, operationName } = isRecord(body) ? body : {};
  if (typeof query !== "string") return { body, ...NOTHING };
  const guarded = guardQuery(schema, query, variables, rules);
  if (guarded.kind === "refused") return { refusal: refusalOf(guarded.error) };
  const name = typeof operationName === "string" ? operationName : null;
  if (getOperationAST(guarded.document, name)?.operation === "subscription") {
    const message = "subscriptions need a WebSocket at this address, sub-protocol graphql-transport-ws";
    const operation = operationOf(schema, guarded.document, name);
    return {
      refusal: { ...errorAnswer(400, "BAD_REQUEST", message), seen: { operation, codes: ["BAD_REQUEST"] } },
    };
  }
  const operation = operationOf(schema, guarded.document, name);
  return { body, operation, ...planOf(guarded.document, name, guarded.cost) };
}

const refusalOf = (error: GraphQLError): HttpAnswer => ({
  ...jsonAnswer(400, { errors: [error] }),
  seen: { codes: [String(error.extensions.code)] },
});
