import type { GraphQLFormattedError } from "graphql";
import { LIMITS } from "../limits.js";
import type { HttpAnswer } from "./answerer.js";

/** An answer in JSON, with what follows it. */
export const jsonAnswer = (status: number, value: unknown, end = ""): HttpAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(value) + end,
});

/** An answer to a request that does not get as far as GraphQL: an error in the shape of a GraphQL response. */
export const errorAnswer = (
  status: number,
  code: string,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): HttpAnswer => ({
  ...jsonAnswer(status, { errors: [{ message, extensions: { code, ...extensions } }] }),
  seen: { codes: [code] },
});

/** Answers to requests whose body cannot be read, by the error type of body-parser. */
const BODY_FAILURES: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  "entity.too.large": [
    413,
    "BODY_TOO_LARGE",
    `the request body must be at most ${LIMITS.bodyBytes / 1e6} MB; ` +
      "import larger tables on the command line, with `harmonic samples import`",
  ],
  "entity.parse.failed": [400, "MALFORMED_JSON", "the request body is not valid JSON"],
  "json.too.large": [
    400,
    "JSON_TOO_LARGE",
    `the JSON of a request may be nested at most ${LIMITS.jsonDepth} deep ` +
      `and have at most ${LIMITS.jsonTokens} strings, commas and brackets`,
  ],
  "encoding.unsupported": [
    415,
    "UNSUPPORTED_ENCODING",
    "the request body's Content-Encoding is not supported",
  ],
  "charset.unsupported": [415, "UNSUPPORTED_ENCODING", "the request body must be UTF-8"],
  "request.aborted": [400, "BAD_REQUEST", "the request ended before its body was complete"],
  "request.size.invalid": [
    400,
    "BAD_REQUEST",
    "the request body does not have the length that Content-Length announces",
  ],
};

/** The answer to a request whose body failed in this way; undefined for other types of error. */
export function bodyFailure(type: string | undefined): HttpAnswer | undefined {
  const known = BODY_FAILURES[type ?? ""];
  return known && errorAnswer(...known);
}

/** The codes of errors, for logs and metrics. */
export const codesOf = (errors: readonly GraphQLFormattedError[] = []): readonly string[] =>
  errors.flatMap(({ extensions }) => extensions?.code ?? []).map(String);
