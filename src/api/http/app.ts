import type { RequestListener } from "node:http";
import express, { type Express, type RequestHandler } from "express";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Access } from "../access/access.js";
import { isAdmitted, requireRole } from "../access/middleware.js";
import { admission } from "../observe/admission.js";
import type { Metrics } from "../observe/metrics.js";
import type { Observer } from "../observe/observer.js";
import { type Probed, probes } from "../observe/probes.js";
import type { Readiness } from "../observe/readiness.js";
import { LAYER_PATH } from "../operations/download.js";
import type { GuardRules } from "../operations/guard.js";
import type { Router } from "../operations/router.js";
import { trustSetting } from "../traffic/client-address.js";
import { answerHeaders, crossOrigin } from "../traffic/headers.js";
import { limitOperations, limitRates } from "../traffic/middleware.js";
import type { Traffic } from "../traffic/traffic.js";
import { jsonBytes } from "./body/json-body.js";
import { discardBody } from "./body/unread-body.js";
import { dashboard } from "./dashboard.js";
import { explorer } from "./explorer.js";
import { serveDownloads, serveOperations } from "./operations.js";
import { ordinaryFirst } from "./ordinary-request.js";
import { errorResponder, respondError } from "./respond.js";
import { pathOf, targetOf } from "./target.js";

/** What the HTTP application is made of. */
export interface AppParts {
  readonly schema: GraphQLSchema;
  /** What executes operations. */
  readonly router: Router;
  readonly logger: Logger;
  /** Knows who may use the server. */
  readonly access: Access;
  /** Whether the request header `Host` names this server; see `hostGuard`. */
  readonly isOurHost: (host: string | undefined) => boolean;
  readonly observer: Observer;
  readonly metrics: Metrics;
  readonly queue: Probed["queue"];
  readonly readiness: Readiness;
  readonly traffic: Traffic;
  readonly rules: GuardRules;
}

/**
 * The HTTP application: `/graphql`, downloads at `/export`, probes, the dashboard at `/`, and the API explorer at
 * `/explorer`.
 */
export function createApp(parts: AppParts): RequestListener {
  const operations = operationHandlers(parts);
  const app = createRoutes(parts, operations);
  // Express answers preflight requests, and says who may read an answer, where other origins are allowed.
  if (parts.traffic.options.corsOrigins.length > 0) return app;
  const { headers, arriving, admitted, asking, answer, onError } = operations;
  return ordinaryFirst({ headers, handlers: [...arriving, admitted, ...asking, answer], onError }, app);
}

/** The handlers that every operation passes, in their order; Express has others between them. */
function operationHandlers(parts: AppParts) {
  const { access, logger, observer, readiness, traffic } = parts;
  return {
    headers: answerHeaders(),
    arriving: [limitRates(traffic, access), readBodyOf(parts), checkHost(parts.isOurHost)],
    admitted: admission(readiness),
    asking: [requireRole(access, "read"), neverCached, limitOperations(traffic)],
    answer: serveOperations(parts),
    onError: errorResponder(logger, observer),
  };
}

function createRoutes(parts: AppParts, operations: ReturnType<typeof operationHandlers>): Express {
  const { access, router, traffic } = parts;
  const { options } = traffic;
  const { headers, arriving, admitted, asking, answer, onError } = operations;
  const checkToken = requireRole(access, "read");
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustSetting(options.trustProxy));
  app.use(headers);
  if (options.corsOrigins.length > 0) app.use(crossOrigin(options.corsOrigins));
  app.use(readTarget, ...arriving);
  if (options.dashboard) app.use(dashboard());
  else app.get("/", options.explorer ? toExplorer : tellAddress);
  app.use(probes(parts, requireRole(parts.access, "read", true)));
  app.use(admitted);
  if (options.explorer) app.use("/explorer", explorer());
  app.get(LAYER_PATH, checkToken, serveDownloads(router, traffic));
  app.get("/export/:file", checkToken, serveDownloads(router, traffic));
  if (options.explorer) app.get("/graphql", redirectBrowsers);
  app.use("/graphql", ...asking, ...jsonBytes(), answer);
  app.use((request, response) => {
    respondError(
      response,
      404,
      "NOT_FOUND",
      `there is nothing at ${request.path.slice(0, 100)}; the API is at /graphql`,
    );
  });
  app.use(onError);
  return app;
}

const toExplorer: RequestHandler = (_request, response) => response.redirect("/explorer");

const tellAddress: RequestHandler = (_request, response) => {
  response.json({ graphql: "/graphql" });
};

const neverCached: RequestHandler = (_request, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  next();
};

/** Makes a target that is a whole URL a path, and refuses one that is neither. */
const readTarget: RequestHandler = (request, response, next) => {
  const target = targetOf(request.url);
  if (target === undefined) {
    discardBody(request);
    return respondError(response, 400, "BAD_REQUEST", "the request's target is neither a path nor a URL");
  }
  request.url = target;
  next();
};

/** Leaves the body of a request that may ask the API; the body of any other one is discarded. */
function readBodyOf({ access, isOurHost }: AppParts): RequestHandler {
  return async (request, _response, next) => {
    const isAsked = pathOf(request.url) === "/graphql" && isOurHost(request.headers.host);
    const mayAsk = isAsked && (await isAdmitted(access, request));
    if (!mayAsk) discardBody(request);
    next();
  };
}

/** Redirects a browser that opens the API's address without a query to the explorer. */
const redirectBrowsers: RequestHandler = (request, response, next) => {
  if (request.query.query === undefined && request.accepts(["json", "html"]) === "html")
    return response.redirect("/explorer");
  next();
};

function checkHost(isOurHost: AppParts["isOurHost"]): RequestHandler {
  return (request, response, next) => {
    if (isOurHost(request.headers.host)) return next();
    const message =
      "this server answers only to its own host name; " +
      "create a token, or set its API_TOKEN, to reach it under another one";
    respondError(response, 403, "FORBIDDEN", message);
  };
}
