import { Unavailable } from "../../base/errors.js";

/** The server could not be reached, or could not answer for now. */
export class Unreachable extends Error {}

/** How lost connections are waited out. */
export interface RetryOptions {
  readonly sleep: (ms: number) => Promise<void>;
  /** Is told before each wait why, and how long it is [ms]. */
  readonly onWait: (reason: string, ms: number) => void;
  /** Longest time to wait in all [ms]. */
  readonly patience: number;
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Does something, and again after each `Unreachable`, with waits that double from half a second to half a minute.
 * @throws Unavailable once the patience is used up
 */
export async function withRetries<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  let waited = 0;
  for (let wait = FIRST_MS; ; wait = Math.min(2 * wait, LONGEST_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (waited + wait > options.patience) throw new Unavailable(error.message);
      options.onWait(error.message, wait);
      await options.sleep(wait);
      waited += wait;
    }
  }
}
