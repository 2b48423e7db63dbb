import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";

/** Time between two looks at the event loop [ms]; shorter delays are not seen. */
const RESOLUTION_MS = 10;
/** Time after which a window of measurements begins anew [ms]. The two windows are half of it apart. */
const WINDOW_MS = 60_000;

/** Quantiles that are reported; 1 is the longest delay. */
export const QUANTILES = [0.5, 0.9, 0.99, 1] as const;

/**
 * How long the event loop was late during the last 30 to 60 seconds. Two histograms take the same measurements and
 * begin anew in turns, and the older one is reported. Thus windows do not depend on who asks how often: several
 * scrapers see the same, and with a scrape every 30 seconds no delay is missed.
 */
export class EventLoopDelay {
  #older: IntervalHistogram = begin();
  #younger: IntervalHistogram = begin();
  readonly #timer = setInterval(() => this.#turn(), WINDOW_MS / 2).unref();

  /** The delay in seconds that a share of the looks did not exceed; 0 before the first look. */
  quantile(share: number): number {
    if (this.#older.count === 0) return 0;
    const nanoseconds = share === 1 ? this.#older.max : this.#older.percentile(100 * share);
    return Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#older.disable();
    this.#younger.disable();
  }

  #turn(): void {
    this.#older.reset();
    [this.#older, this.#younger] = [this.#younger, this.#older];
  }
}

function begin(): IntervalHistogram {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return histogram;
}
