import { setTimeout as sleep } from "node:timers/promises";
import { isBusy } from "./problems.js";

/** Tries again while another connection holds a lock, for at most `patience` ms; the event loop runs on meanwhile. */
export async function patiently<T>(patience: number, attempt: () => T): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await sleep(10);
    }
  }
}
