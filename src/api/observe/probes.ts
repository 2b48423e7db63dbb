import { type RequestHandler, Router } from "express";
import type { Metrics } from "./metrics.js";
import type { Readiness } from "./readiness.js";

/**
 * Answers `/health` (the process lives), `/ready` (it takes requests), which are open, and `/metrics`, for which
 * `mayRead` is asked first.
 */
export function probes(readiness: Readiness, metrics: Metrics, mayRead: RequestHandler): Router {
  const router = Router();
  router.use(["/health", "/ready", "/metrics"], (_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  router.get("/health", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/ready", async (_request, response) => {
    const why = await readiness.whyNot();
    if (why === undefined) response.json({ status: "ready" });
    else response.status(503).json({ status: "unavailable", ...why });
  });
  router.get("/metrics", mayRead, async (_request, response) => {
    const { type, text } = await metrics.text();
    response.setHeader("Content-Type", type);
    response.send(text);
  });
  return router;
}
