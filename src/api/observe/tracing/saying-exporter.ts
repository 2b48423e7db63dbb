import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Logger } from "pino";

type OnResult = Parameters<SpanExporter["export"]>[1];

/** Least time between two lines about spans that were lost [ms]. */
const SILENCE_MS = 60_000;

/** Passes spans on to an exporter, and counts in the log those that were lost because nobody took them. */
export class SayingExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #logger: Logger;
  #lost = 0;
  #lastSaid = Number.NEGATIVE_INFINITY;

  constructor(exporter: SpanExporter, logger: Logger) {
    this.#exporter = exporter;
    this.#logger = logger;
  }

  export(spans: ReadableSpan[], onResult: OnResult): void {
    this.#exporter.export(spans, (result) => {
      if (result.error !== undefined) this.#say(spans.length, result.error);
      onResult(result);
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.();
  }

  #say(count: number, error: Error): void {
    this.#lost += count;
    const now = performance.now();
    if (now - this.#lastSaid < SILENCE_MS) return;
    this.#lastSaid = now;
    this.#logger.warn(
      { lost: this.#lost, reason: error.message },
      "traces could not be sent; lost counts their spans since the start",
    );
  }
}
