import { setImmediate as nextTurn } from "node:timers/promises";
import { Cancelled } from "../errors.js";

/** Throws `Cancelled` where the signal has aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled();
}

/** The items one after the other; throws `Cancelled` in place of the next one once the signal has aborted. */
export function* untilCancelled<T>(items: Iterable<T>, signal: AbortSignal | undefined): Generator<T> {
  for (const item of items) {
    throwIfCancelled(signal);
    yield item;
  }
  throwIfCancelled(signal);
}

/**
 * The result of work, or `Cancelled` as soon as the signal aborts. The work is then left to itself, so it must change
 * nothing.
 */
export async function unlessCancelled<T>(
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  throwIfCancelled(signal);
  if (signal === undefined) return work();
  let abandon: () => void = () => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    abandon = () => reject(new Cancelled());
    signal.addEventListener("abort", abandon, { once: true });
  });
  try {
    return await Promise.race([work(), cancelled]);
  } finally {
    signal.removeEventListener("abort", abandon);
  }
}

/**
 * Lets others have their turn, among them whoever cancels, and throws `Cancelled` where the signal has aborted. Without
 * a signal it does nothing.
 */
export async function checkpoint(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return;
  await nextTurn();
  throwIfCancelled(signal);
}
