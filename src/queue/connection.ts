import { Redis } from "ioredis";
import { within } from "../base/async/within.js";

/** Name of the queue of evaluations, and what all keys begin with. */
export const QUEUE = "evaluations";
export const PREFIX = "harmonic";

/** Longest time of one command [ms]. */
const LIMIT_MS = 5000;
const SLOWEST_RECONNECT_MS = 1000;

/** The address without user and password, so that it may be shown. */
export const shownUrl = (url: string): string => url.replace(/\/\/[^@/]*@/, "//***@");

/**
 * Opens a connection that reconnects for ever; what is asked while it is away waits.
 *
 * @param onError takes what is wrong, once until the connection is back
 */
export function connect(url: string, onError: (message: string) => void): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), SLOWEST_RECONNECT_MS),
  });
  let isDown = false;
  redis.on("error", (error: Error) => {
    if (!isDown)
      onError(`the queue at ${shownUrl(url)} does not answer: ${error.message || "no connection"}`);
    isDown = true;
  });
  redis.on("ready", () => {
    isDown = false;
  });
  return redis;
}

/** Waits for an answer, but not for longer than some seconds; then `timedOut` makes the error. */
export async function limited<T>(answer: Promise<T>, timedOut: () => Error): Promise<T> {
  const found = await within(
    LIMIT_MS,
    answer.then((value) => ({ value })),
  );
  if (found === undefined) throw timedOut();
  return found.value;
}
