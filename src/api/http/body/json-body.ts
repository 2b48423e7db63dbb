import express, { type RequestHandler } from "express";
import { LIMITS } from "../../limits.js";

/** An error that `errorResponder` answers by its type. */
class BodyError extends Error {
  constructor(
    readonly type: string,
    readonly status: number,
  ) {
    super(type);
  }
}

/** Middleware that reads the bytes of a body of JSON in UTF-8 into `request.body`, and does not look at them. */
export function jsonBytes(): readonly RequestHandler[] {
  return [refuseOtherCharsets, express.raw({ type: "application/json", limit: LIMITS.bodyBytes })];
}

const refuseOtherCharsets: RequestHandler = (request, _response, next) => {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers["content-type"] ?? "")?.[1] ?? "utf-8";
  next(charset.toLowerCase() === "utf-8" ? undefined : new BodyError("charset.unsupported", 415));
};
