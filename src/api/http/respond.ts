import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import { presentError } from "../mask.js";
import type { Observer } from "../observe/observer.js";
import type { HttpAnswer } from "../operations/answerer.js";
import { bodyFailure, errorAnswer, jsonAnswer } from "../operations/error-answer.js";

/** Sends an answer. */
export function send(response: Response, { status, headers, body, seen }: HttpAnswer): void {
  response.locals.seen = seen;
  response.writeHead(status, headers).end(body);
}

/** Answers a request that does not get as far as GraphQL with an error in the shape of a GraphQL response. */
export function respondError(response: Response, ...error: Parameters<typeof errorAnswer>): void {
  send(response, errorAnswer(...error));
}

/** The last middleware: answers requests that failed before GraphQL. Unexpected errors are masked and logged. */
export function errorResponder(logger: Logger, observer: Observer): ErrorRequestHandler {
  return (error: { readonly type?: string; readonly status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const known = bodyFailure(error.type);
    if (known !== undefined) return send(response, known);
    if (error.status !== undefined && error.status < 500)
      return respondError(response, error.status, "BAD_REQUEST", "the request could not be read");
    send(response, jsonAnswer(500, { errors: [presentError(error, logger, observer.requestId)] }));
  };
}
