import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { QueueState } from "../../service/evaluations/queue-state.js";
import type { PoolGauges } from "../operations/pool.js";
import { EventLoopDelay, QUANTILES } from "./event-loop-delay.js";

/** Where gauges read what they show, whenever somebody asks for them. */
export interface MetricSources {
  /** The number of open connections. */
  connections(): Promise<number>;
  /** Whether the archive answers. */
  archiveAnswers(): Promise<boolean>;
  /** The numbers of search runs that execute, and that wait for their turn; undefined where they cannot be read. */
  runs(): Promise<{ readonly running: number; readonly queued: number } | undefined>;
  /** The number of trainings of predictors that requests wait for. */
  trainings(): number;
  /** Ages of the predictors in use [s], the newest and the oldest; undefined where there are none. */
  predictorAges(): Promise<{ readonly newest: number; readonly oldest: number } | undefined>;
  /** Evaluations that wait for workers; undefined where they cannot be read. */
  queue(): Promise<QueueState | undefined>;
  readonly pool?: PoolGauges;
}

/** How the answer to an operation came out. */
export type Outcome = "ok" | "failed" | "internal" | "refused" | "aborted";

/** Upper bounds of the classes of durations [s]. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const PREFIX = "harmonic_";

/**
 * The metrics of one server in the form of Prometheus. Labels have few values: names of the schema, HTTP statuses,
 * codes of errors that are constants of the program.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #eventLoop = new EventLoopDelay();
  readonly #requests: Counter<"operation" | "kind" | "outcome">;
  readonly #durations: Histogram<"operation">;
  readonly #responses: Counter<"status">;
  readonly #connectionErrors: Counter;
  readonly #refused: Counter<"reason">;
  readonly #subscriptions: Gauge;

  constructor(sources: MetricSources) {
    const registers = [this.#registry];
    const own = (name: string, help: string) => ({ name: `${PREFIX}${name}`, help, registers });
    collectDefaultMetrics({ register: this.#registry, prefix: PREFIX });
    this.#requests = new Counter({
      ...own("requests_total", "GraphQL operations that ended, over HTTP and WebSocket"),
      labelNames: ["operation", "kind", "outcome"],
    });
    this.#durations = new Histogram({
      ...own("request_duration_seconds", "Duration of queries and mutations in seconds"),
      labelNames: ["operation"],
      buckets: BUCKETS,
    });
    this.#responses = new Counter({
      ...own("http_responses_total", "HTTP responses"),
      labelNames: ["status"],
    });
    this.#connectionErrors = new Counter(
      own("connection_errors_total", "Connections that were closed because of an unexpected error"),
    );
    this.#refused = new Counter({
      ...own("refused_total", "Requests, operations and connections that were refused"),
      labelNames: ["reason"],
    });
    this.#subscriptions = new Gauge(own("subscriptions", "Open subscriptions"));
    this.#gauges(own, sources);
  }

  /** Counts an operation that ended; its duration too, unless it is a subscription. */
  operationEnded(operation: string, kind: string, outcome: Outcome, seconds: number): void {
    this.#requests.inc({ operation, kind, outcome });
    if (kind !== "subscription") this.#durations.observe({ operation }, seconds);
  }

  responded(status: number): void {
    this.#responses.inc({ status: String(status) });
  }

  /** Counts a refusal; `code` is a constant of the program, such as `UNAUTHENTICATED`. */
  refused(code: string): void {
    this.#refused.inc({ reason: code.toLowerCase() });
  }

  connectionFailed(): void {
    this.#connectionErrors.inc();
  }

  subscriptionBegan(): void {
    this.#subscriptions.inc();
  }

  subscriptionEnded(): void {
    this.#subscriptions.dec();
  }

  /** The content of `/metrics`, and its type. */
  async text(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  stop(): void {
    this.#eventLoop.stop();
    this.#registry.clear();
  }

  #gauges(own: (name: string, help: string) => GaugeBase, sources: MetricSources): void {
    const eventLoop = this.#eventLoop;
    gauge(own("connections", "Open TCP connections"), async (set) => set({}, await sources.connections()));
    gauge(own("archive_up", "1 where the archive answers within 2 s, else 0"), async (set) =>
      set({}, Number(await sources.archiveAnswers())),
    );
    gauge(own("runs", "Search runs of the archive that are under way, by status"), async (set) => {
      for (const [status, count] of Object.entries((await sources.runs()) ?? {})) set({ status }, count);
    });
    const evaluations = "Evaluations that running external runs wait for, by what became of them";
    gauge(own("queue_evaluations", evaluations), async (set) => {
      const { waiting, claimed, retried, stale, dead } = (await sources.queue()) ?? {};
      for (const [state, count] of Object.entries({ waiting, claimed, retried, stale, dead }))
        if (count !== undefined) set({ state }, count);
    });
    gauge(
      own("queue_age_seconds", "How long the run that has waited longest has had no result, in seconds"),
      async (set) => {
        const state = await sources.queue();
        if (state !== undefined) set({}, state.oldestSeconds);
      },
    );
    gauge(
      own("queue_up", "1 where the queue of workers answers, else 0; absent without one"),
      async (set) => {
        const state = await sources.queue();
        if (state?.isAway || state?.queue !== undefined) set({}, Number(!state.isAway));
      },
    );
    gauge(own("queue_jobs", "Evaluations on the queue of workers, by state"), async (set) => {
      const { queue } = (await sources.queue()) ?? {};
      for (const state of ["waiting", "claimed", "settled"] as const)
        if (queue !== undefined) set({ state }, queue[state]);
    });
    gauge(own("trainings", "Trainings of predictors that requests wait for"), (set) =>
      set({}, sources.trainings()),
    );
    gauge(own("predictor_age_seconds", "Age of the predictors in use in seconds"), async (set) => {
      const ages = await sources.predictorAges();
      for (const [which, age] of Object.entries(ages ?? {})) set({ which }, age);
    });
    gauge(
      own("event_loop_delay_seconds", "How late the event loop was in the last 30 to 60 s, in seconds"),
      (set) => {
        for (const share of QUANTILES) set({ quantile: String(share) }, eventLoop.quantile(share));
      },
    );
    const { pool } = sources;
    if (pool === undefined) return;
    gauge(own("pool_queue_depth", "Operations that wait for a thread"), (set) => set({}, pool.queued()));
    gauge(own("pool_queue_age_seconds", "How long the oldest of them has waited, in seconds"), (set) =>
      set({}, pool.oldestQueuedSeconds()),
    );
    gauge(own("pool_busy", "Operations that threads execute"), (set) => set({}, pool.busy()));
  }
}

interface GaugeBase {
  readonly name: string;
  readonly help: string;
  readonly registers: Registry[];
}

type Labels = Readonly<Record<string, string>>;
const LABELS = ["status", "which", "quantile", "state"];

/** Makes a gauge that reads its values whenever it is asked; values that cannot be read are left out. */
function gauge(
  base: GaugeBase,
  read: (set: (labels: Labels, value: number) => void) => void | Promise<void>,
): void {
  new Gauge({
    ...base,
    labelNames: LABELS,
    async collect() {
      this.reset();
      try {
        await read((labels, value) => this.set(labels, value));
      } catch {
        this.reset();
      }
    },
  });
}
