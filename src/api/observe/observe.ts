import type { Server } from "node:http";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { defined } from "../../base/defined.js";
import type { HarmonicService } from "../../service/service.js";
import type { OperationPool } from "../operations/pool.js";
import { predictorAges, queueGauges, runCounts } from "./archive-gauges.js";
import { Metrics } from "./metrics.js";
import { Observer } from "./observer.js";
import { queueReport } from "./queue-report.js";
import { Readiness } from "./readiness.js";
import { RequestScope } from "./request-scope.js";
import type { Tracing } from "./tracing/tracing.js";

/** What of a server is observed; see `ServerOptions`. */
interface Observed {
  readonly service: HarmonicService;
  readonly logger: Logger;
  readonly scope?: RequestScope;
  readonly tracing?: Tracing;
  readonly pool?: Pick<OperationPool, "gauges">;
  readonly filled?: Promise<unknown>;
}

/** Makes what observes a server, before that listens. */
export function observe(server: Server, schema: GraphQLSchema, observed: Observed) {
  const { service, logger, tracing, pool, filled, scope = new RequestScope() } = observed;
  const readiness = new Readiness(() => service.checkArchive(), logger, filled);
  const gauges = queueGauges(service, readiness);
  const trainings = (): number => observer.underWay("retrainPredictor");
  const metrics = new Metrics({
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    archiveAnswers: () => readiness.archiveAnswers(),
    runs: runCounts(service, readiness),
    queue: gauges,
    trainings,
    predictorAges: predictorAges(service, readiness),
    ...defined({ pool: pool?.gauges }),
  });
  const observer: Observer = new Observer({ schema, scope, metrics, logger, ...defined({ tracing }) });
  server.on("drop", () => observer.refused("TOO_MANY_CONNECTIONS"));
  return { readiness, metrics, observer, scope, queue: queueReport(gauges) };
}
