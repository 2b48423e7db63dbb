import express, { type RequestHandler } from "express";
import { oversizeOf } from "../../base/json/json-size.js";
import { LIMITS } from "../limits.js";

/** An error that `errorResponder` answers by its type. */
class BodyError extends Error {
  constructor(
    readonly type: string,
    readonly status: number,
  ) {
    super(type);
  }
}

/** Bounds of the JSON of requests, for `oversizeOf`. */
export const JSON_BOUNDS = { depth: LIMITS.jsonDepth, tokens: LIMITS.jsonTokens };

/** Middleware that reads JSON in UTF-8. Size and nesting are checked on the bytes, before anything is parsed. */
export function jsonBody(): RequestHandler {
  return express.json({
    limit: LIMITS.bodyBytes,
    verify(_request, _response, body, encoding) {
      if (encoding.toLowerCase() !== "utf-8") throw new BodyError("charset.unsupported", 415);
      if (oversizeOf(body, JSON_BOUNDS) !== undefined) throw new BodyError("json.too.large", 400);
    },
  });
}
