import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Clients that are counted one by one at the same time; further ones share the counts of `SHARED`. */
const MOST_KEYS = 10_000;
const SHARED = 1_024;

/** Counts in windows of time, per key, in the memory of this process, which is bounded. */
export class BoundedLimiter {
  readonly #limiter: RateLimiterMemory;
  /** When the window of each key ends [ms], the earliest first. */
  readonly #windows = new Map<string, number>();

  /**
   * @param most how much may be counted in a window
   * @param seconds length of a window
   */
  constructor(
    readonly most: number,
    private readonly seconds: number,
  ) {
    this.#limiter = new RateLimiterMemory({ points: most, duration: seconds });
  }

  /**
   * Counts one more. Returns undefined if it is within the limit, and otherwise how long to wait [s], and how often the
   * limit was reached in this window.
   */
  async count(key: string): Promise<{ readonly wait: number; readonly times: number } | undefined> {
    try {
      await this.#limiter.consume(this.#slot(key));
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return { wait: secondsOf(error), times: error.consumedPoints / this.most };
    }
  }

  /** Whether the limit is reached, without counting: how long to wait [s], or undefined. */
  async waitOf(key: string): Promise<number | undefined> {
    const found = await this.#limiter.get(this.#slot(key));
    return found !== null && found.consumedPoints >= this.most ? secondsOf(found) : undefined;
  }

  /** The key itself, or one that it shares with others once there are too many. */
  #slot(key: string): string {
    const now = Date.now();
    for (const [known, end] of this.#windows) {
      if (end > now) break;
      this.#windows.delete(known);
    }
    if (this.#windows.has(key)) return key;
    if (this.#windows.size >= MOST_KEYS)
      return `shared:${createHash("sha256").update(key).digest().readUInt32BE() % SHARED}`;
    this.#windows.set(key, now + 1_000 * this.seconds);
    return key;
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1_000));
