import { within } from "../../base/async/within.js";
import type { MetricSources } from "./metrics.js";

/** Longest wait of a probe for the queue's answer [ms]. */
const ANSWER_MS = 500;

/**
 * What `/ready` says about the queue of workers: `local` without one, `up` or `away` with Redis, and `unknown` before
 * its first answer.
 */
export type QueueReport = "local" | "up" | "away" | "unknown";

/**
 * Makes the reader of what `/ready` says about the queue. A probe does not wait long for it: while an answer is
 * outstanding, the last one is given. Never rejects.
 */
export function queueReport(read: MetricSources["queue"]): () => Promise<QueueReport> {
  let last: QueueReport = "unknown";
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    try {
      const state = await read();
      if (state === undefined) return;
      if (state.isAway) last = "away";
      else last = state.queue === undefined ? "local" : "up";
    } catch {
      last = "unknown";
    } finally {
      asking = undefined;
    }
  };
  return async () => {
    asking ??= ask();
    await within(ANSWER_MS, asking);
    return last;
  };
}
