import { type IntervalHistogram, monitorEventLoopDelay, performance } from "node:perf_hooks";

/** How an event loop did over some time. */
export interface LoopFigures {
  /**
   * How much later than asked for a timer of 10 ms fired [ms]: the delay that the 99th of 100 timers did not pass, and
   * the longest one.
   */
  readonly delay: { readonly p99: number; readonly max: number };
  /** Share of the time that the thread was at work, 0 to 1. */
  readonly utilisation: number;
  /** The resident memory of the whole process [bytes]. */
  readonly resident: number;
}

/** Time between two timers whose delay is measured [ms]. */
const RESOLUTION_MS = 10;

/** Watches the event loop of this thread. */
export class EventLoopProbe {
  readonly #delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #start = performance.eventLoopUtilization();

  constructor() {
    this.#delays.enable();
  }

  /** Forgets what was before. */
  restart(): void {
    this.#delays.reset();
    this.#start = performance.eventLoopUtilization();
  }

  /** The figures since the last `restart`. */
  read(): LoopFigures {
    const delay = (nanoseconds: number) =>
      Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS) : 0;
    return {
      delay: { p99: delay(this.#delays.percentile(99)), max: delay(this.#delays.max) },
      utilisation: performance.eventLoopUtilization(this.#start).utilization,
      resident: process.memoryUsage.rss(),
    };
  }

  stop(): void {
    this.#delays.disable();
  }
}
