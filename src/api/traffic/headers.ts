import cors from "cors";
import type { RequestHandler } from "express";
import helmet from "helmet";

/** Time that a browser may remember the answer to a preflight request [s]. */
const PREFLIGHT_SECONDS = 600;

/**
 * Headers of every answer for browsers: nothing in it may run, be framed or be taken for another type. TLS is up to the
 * proxy before the server, and so is `Strict-Transport-Security`.
 */
export const answerHeaders = (): RequestHandler =>
  helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: "deny" },
  });

/** The policy of a page of this server: everything comes from it; styles may stand in the page. */
export const pagePolicy = (): RequestHandler =>
  helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      fontSrc: ["'self'", "data:"],
      imgSrc: ["'self'", "data:"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });

/** The policy of the dashboard: everything comes from this server, and nothing stands in the page itself. */
export const dashboardPolicy = (): RequestHandler =>
  helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });

/** Lets pages of these origins use the API; credentials of the browser, such as cookies, are never sent along. */
export const crossOrigin = (origins: readonly string[]): RequestHandler =>
  cors({
    origin: [...origins],
    methods: ["GET", "POST"],
    allowedHeaders: [
      "Content-Type",
      "Authorization",
      "Apollo-Require-Preflight",
      "X-Apollo-Operation-Name",
      "X-Request-Id",
      "Traceparent",
    ],
    exposedHeaders: ["Retry-After", "X-Request-Id", "X-Weights"],
    maxAge: PREFLIGHT_SECONDS,
  });
