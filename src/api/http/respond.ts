import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import { LIMITS } from "../limits.js";
import { presentError } from "../mask.js";

/** A failure before GraphQL, in the shape of a GraphQL response. */
export function respondError(
  response: Response,
  status: number,
  code: string,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): void {
  response.status(status).json({ errors: [{ message, extensions: { code, ...extensions } }] });
}

/** Body parser failures, by the type that body-parser gives them. */
const BODY_FAILURES: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  "entity.too.large": [
    413,
    "BODY_TOO_LARGE",
    `the request body must be at most ${LIMITS.bodyBytes / 1e6} MB; import large tables with \`harmonic samples import\``,
  ],
  "entity.parse.failed": [400, "MALFORMED_JSON", "the request body is not valid JSON"],
  "encoding.unsupported": [
    415,
    "UNSUPPORTED_ENCODING",
    "the request body's Content-Encoding is not supported",
  ],
  "charset.unsupported": [415, "UNSUPPORTED_ENCODING", "the request body must be UTF-8"],
  "request.aborted": [400, "BAD_REQUEST", "the request ended before its body did"],
  "request.size.invalid": [400, "BAD_REQUEST", "the request body does not have the length announced"],
};

/** The last middleware: whatever went wrong before GraphQL. */
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
