import type { Logger } from "pino";
import { tracedDependencies, tracedService } from "../api/observe/tracing/traced.js";
import type { Tracing } from "../api/observe/tracing/tracing.js";
import type { Settings } from "../cli/settings.js";
import type { ServiceDependencies } from "../service/context.js";
import { createService } from "../service/create-service.js";
import type { HarmonicService } from "../service/service.js";

/** What traces are made with. */
export interface TracesAsked {
  readonly settings: Settings;
  /** Version of the program, which spans name. */
  readonly version: string;
}

/** Opens what sends traces, if the settings want them. The SDK is loaded only then. */
export async function openTraces(
  { settings, version }: TracesAsked,
  log: Logger,
): Promise<Tracing | undefined> {
  const { traces, otlpEndpoint } = settings;
  if (!traces) return undefined;
  if (otlpEndpoint !== undefined) process.env.OTEL_EXPORTER_OTLP_ENDPOINT = otlpEndpoint;
  const { openTracing } = await import("../api/observe/tracing/open.js");
  return openTracing(version, log);
}

/** Makes the service, with spans where traces are wanted. */
export const tracedOrNot = (
  dependencies: ServiceDependencies,
  tracing: Tracing | undefined,
): HarmonicService =>
  tracing === undefined
    ? createService(dependencies)
    : tracedService(createService(tracedDependencies(dependencies, tracing)), tracing);
