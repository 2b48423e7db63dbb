import type { RequestHandler } from "express";
import type { Access } from "../access/access.js";
import { answerTo } from "../access/middleware.js";
import { discardBody } from "../http/body/unread-body.js";
import { respondError } from "../http/respond.js";
import { pathOf } from "../http/target.js";
import { isRefusal, type Traffic } from "./traffic.js";

/** What monitors ask, which is never refused for its rate. */
const EXEMPT = new Set(["/health", "/ready"]);

/** Refuses clients that ask too often, with 429 and `Retry-After`. */
export function limitRates(traffic: Traffic, access: Access): RequestHandler {
  return async (request, response, next) => {
    if (EXEMPT.has(pathOf(request.url) ?? "")) return next();
    const ask = () => answerTo(access, request);
    const admitted = await traffic.admit(traffic.networkOf(request), request.headers.authorization, ask);
    if (!isRefusal(admitted)) return next();
    const { code, message, retryAfter } = admitted;
    discardBody(request);
    response.setHeader("Retry-After", String(retryAfter));
    respondError(response, 429, code, message, { retryAfter });
  };
}

/** Refuses an operation while too many of the same client are being executed, with 429 and `Retry-After`. */
export function limitOperations(traffic: Traffic): RequestHandler {
  return (request, response, next) => {
    const { operations } = traffic;
    const leave = operations.enter(traffic.networkOf(request));
    if (leave !== undefined) {
      response.once("close", leave);
      return next();
    }
    discardBody(request);
    response.setHeader("Retry-After", "1");
    const message = `at most ${operations.most} operations per address are executed at the same time`;
    respondError(response, 429, "RATE_LIMITED", message, { retryAfter: 1 });
  };
}
