/** Values that a span carries. */
export type SpanValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** The span of a request, which its answer ends. */
export interface RequestSpan {
  /** Names this span for those that go on elsewhere, by the W3C trace context. */
  readonly traceparent: string;
  /** Runs work below this span. */
  run<T>(work: () => T): T;
  /** Ends the span. `values.outcome` says whether it failed; `name` replaces the name that it began with. */
  end(values: SpanValues, name?: string): void;
  /** Drops the span, since there was no request. */
  discard(): void;
}

/**
 * Traces what happens on behalf of requests. It is made only where traces are wanted; where they are not, nothing of
 * this exists and nothing is wrapped.
 */
export interface Tracing {
  /** Begins the span of a request, below the one that a W3C `traceparent` names, if it is valid. */
  request(name: string, traceparent: unknown): RequestSpan;
  /** Runs work below the span that a W3C `traceparent` names, such as one of another thread. */
  within<T>(traceparent: unknown, work: () => T): T;
  /** Runs work in a span below the one at work. An error in it marks the span as failed and is thrown on. */
  span<T>(name: string, values: SpanValues, work: () => Promise<T>): Promise<T>;
  /** Names the span at work for those that go on elsewhere, by the W3C trace context; undefined if there is none. */
  traceparent(): string | undefined;
  /** Sends what is left, for at most a second, and ends. */
  close(): Promise<void>;
}
