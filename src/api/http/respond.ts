import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import { LIMITS } from "../limits.js";
import { presentError } from "../mask.js";

/** Answers a request that does not get as far as GraphQL with an error in the shape of a GraphQL response. */
export function respondError(
  response: Response,
  status: number,
  code: string,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): void {
  response.status(status).json({ errors: [{ message, extensions: { code, ...extensions } }] });
}

/** Responses to requests whose body cannot be read, by the error type of body-parser. */
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

/** The last middleware: answers requests that failed before GraphQL. Unexpected errors are masked and logged. */
export function errorResponder(logger: Logger): ErrorRequestHandler {
  return (error: { readonly type?: string; readonly status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const known = BODY_FAILURES[error.type ?? ""];
    if (known !== undefined) return respondError(response, ...known);
    if (error.status !== undefined && error.status < 500)
      return respondError(response, error.status, "BAD_REQUEST", "the request could not be read");
    response.status(500).json({ errors: [presentError(error, logger)] });
  };
}
