import { setTimeout as sleep } from "node:timers/promises";
import { isBusy } from "../problems.js";

/**
 * Repeats an attempt that fails because another connection holds a lock, for at most `timeout` ms; then throws the last
 * error. The event loop runs on meanwhile.
 */
export async function retryWhileBusy<T>(timeout: number, attempt: () => T): Promise<T> {
  const deadline = performance.now() + timeout;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await sleep(10);
    }
  }
}
