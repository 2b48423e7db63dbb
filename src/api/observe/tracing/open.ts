import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  createTraceState,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { Logger } from "pino";
import { within } from "../../../base/async/within.js";
import { SayingExporter } from "./saying-exporter.js";
import type { RequestSpan, SpanValues, Tracing } from "./tracing.js";

/** Time for sending the last spans when the process ends [ms]. */
const CLOSE_MS = 1_000;

/**
 * Sends traces by OTLP over HTTP, as the standard variables `OTEL_*` of the environment say. Loading this module loads
 * the SDK. Nothing is registered globally.
 *
 * @param version version of the service that spans name
 */
export function openTracing(version: string, logger: Logger): Tracing {
  const name = process.env.OTEL_SERVICE_NAME || "harmonic";
  const own = resourceFromAttributes({ "service.name": name, "service.version": version });
  const exporter = new SayingExporter(new OTLPTraceExporter(), logger);
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(own),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return new OpenTelemetry(provider.getTracer("harmonic", version), () => provider.shutdown());
}

class OpenTelemetry implements Tracing {
  readonly #tracer: Tracer;
  readonly #end: () => Promise<void>;
  readonly #active = new AsyncLocalStorage<Context>();

  constructor(tracer: Tracer, end: () => Promise<void>) {
    this.#tracer = tracer;
    this.#end = end;
  }

  request(name: string, traceparent: unknown): RequestSpan {
    const above = contextOf(traceparent);
    const span = this.#tracer.startSpan(name, { kind: SpanKind.SERVER }, above);
    const below = trace.setSpan(above, span);
    return {
      traceparent: traceparentOf(span.spanContext()),
      run: (work) => this.#active.run(below, work),
      end(values, renamed) {
        if (renamed !== undefined) span.updateName(renamed);
        span.setAttributes(attributesOf(values));
        if (values.outcome === "internal") span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
      discard: () => undefined,
    };
  }

  within<T>(traceparent: unknown, work: () => T): T {
    return this.#active.run(contextOf(traceparent), work);
  }

  span<T>(name: string, values: SpanValues, work: () => Promise<T>): Promise<T> {
    const above = this.#active.getStore() ?? ROOT_CONTEXT;
    const span = this.#tracer.startSpan(name, { attributes: attributesOf(values) }, above);
    return this.#finish(span, above, work);
  }

  traceparent(): string | undefined {
    const active = trace.getSpanContext(this.#active.getStore() ?? ROOT_CONTEXT);
    return active && traceparentOf(active);
  }

  async close(): Promise<void> {
    const ended = this.#end().catch(() => undefined);
    await within(CLOSE_MS, ended);
  }

  async #finish<T>(span: Span, above: Context, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#active.run(trace.setSpan(above, span), work);
    } catch (error) {
      const kind = error instanceof Error ? error.name : "Error";
      span.setStatus({ code: SpanStatusCode.ERROR, message: kind });
      throw error;
    } finally {
      span.end();
    }
  }
}

/** The values under the names of this program; a span holds no text of clients. */
function attributesOf(values: SpanValues): Record<string, string | number | boolean> {
  const attributes: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) attributes[STANDARD[name] ?? `harmonic.${name}`] = value;
  return attributes;
}

/** Names of the semantic conventions. */
const STANDARD: Readonly<Record<string, string>> = {
  method: "http.request.method",
  route: "http.route",
  status: "http.response.status_code",
  kind: "graphql.operation.type",
};

const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;

/** The W3C trace context, version 00 and later ones that extend it. */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:$|-)/;

function contextOf(traceparent: unknown): Context {
  const found = typeof traceparent === "string" ? TRACEPARENT.exec(traceparent.slice(0, 100)) : null;
  if (found === null) return ROOT_CONTEXT;
  const [, traceId = "", spanId = "", flags = ""] = found;
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(remote)
    ? trace.setSpanContext(ROOT_CONTEXT, { ...remote, traceState: createTraceState() })
    : ROOT_CONTEXT;
}
