import type { RequestHandler } from "express";
import { respondError } from "../http/respond.js";
import type { Readiness } from "./readiness.js";

/** Time after which a refused client may ask again [s]. */
const RETRY_SECONDS = 5;

/**
 * Middleware that lets requests wait while a new archive is filled, and refuses them with 503 once the server closes.
 */
export function admission(readiness: Readiness): RequestHandler {
  return async (_request, response, next) => {
    const refusal = await readiness.admit();
    if (refusal === undefined) return next();
    response.setHeader("Retry-After", RETRY_SECONDS);
    if (readiness.isClosing) response.setHeader("Connection", "close");
    respondError(response, 503, refusal.code, refusal.reason);
  };
}
