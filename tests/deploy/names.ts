import { collectDefaultMetrics, Registry } from "prom-client";
import { SETTING_FLAGS } from "../../src/cli/settings.js";

/** Settings of a server that are read from the environment and are no flags, or come with the same release. */
const SERVER_SETTINGS = [
  ...[
    "TRUST_PROXY",
    "CORS_ORIGINS",
    "RATE_LIMIT",
    "INTROSPECTION",
    "EXPLORER",
    "OPERATIONS",
    "OPERATIONS_ONLY",
  ],
  ...[
    "OIDC_ISSUER",
    "OIDC_AUDIENCE",
    "OIDC_ROLE_CLAIM",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "LOG_LEVEL",
    "NODE_ENV",
  ],
];

/** Metrics of a server beside those of its process. */
const SERVER_METRICS = [
  ...["requests_total", "request_duration_seconds", "http_responses_total", "refused_total"],
  ...["connections", "subscriptions", "connection_errors_total", "archive_up", "runs", "trainings"],
  ...["pool_queue_depth", "pool_queue_age_seconds", "pool_busy", "predictor_age_seconds"],
  ...["queue_evaluations", "queue_age_seconds", "queue_up", "queue_jobs", "event_loop_delay_seconds"],
].map((name) => `harmonic_${name}`);

/** Names of environment variables that a server reads. */
export const settingNames = new Set([...SETTING_FLAGS.map(({ name }) => name), ...SERVER_SETTINGS]);

/** Names of the metrics that a server offers to Prometheus. */
export function metricNames(): ReadonlySet<string> {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: "harmonic_" });
  return new Set([...SERVER_METRICS, ...register.getMetricsAsArray().map(({ name }) => name)]);
}
