import { type RequestHandler, Router } from "express";
import type { Metrics } from "./metrics.js";
import type { QueueReport } from "./queue-report.js";
import type { Readiness } from "./readiness.js";

/** What the probes of a server tell of. */
export interface Probed {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly queue: () => Promise<QueueReport>;
}

/**
 * Answers `/health` (the process lives), `/ready` (it takes requests, and whether its queue is there), which are open,
 * and `/metrics`, for which `mayRead` is asked first.
 */
export function probes({ readiness, metrics, queue }: Probed, mayRead: RequestHandler): Router {
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
    if (why === undefined) response.json({ status: "ready", queue: await queue() });
    else response.status(503).json({ status: "unavailable", ...why });
  });
  router.get("/metrics", mayRead, async (_request, response) => {
    const { type, text } = await metrics.text();
    response.setHeader("Content-Type", type);
    response.send(text);
  });
  return router;
}
