import { Unavailable } from "../../base/errors.js";
import { type TokenRecord, tokenStatus } from "../../records/access/token.js";
import type { HarmonicService } from "../../service/service.js";

/** Time between two looks at the archive [ms]. */
const POLL_MS = 400;
/** Age up to which what was read is used without a look at the archive [ms]. */
const FRESH_MS = 1_000;
/** Time that a request waits for the archive to say which tokens there are [ms]. */
const PATIENCE_MS = 5_000;

/**
 * The tokens of the archive, kept in memory. A change by this process is seen at once, one by another process (for
 * example `harmonic token revoke`) within about half a second. Where the archive cannot be read, `current` fails
 * rather than trust what was read before.
 */
export class TokenRegistry {
  readonly #source: Pick<HarmonicService, "tokensSince">;
  readonly #timer: NodeJS.Timeout;
  #tokens: ReadonlyMap<string, TokenRecord> = new Map();
  #stamp: string | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(source: Pick<HarmonicService, "tokensSince">) {
    this.#source = source;
    // A failure is reported by the request that needs the tokens.
    this.#timer = setInterval(() => void this.#joinRead().catch(() => undefined), POLL_MS);
    this.#timer.unref();
  }

  /** Whether no token was ever created. One that has expired or was revoked counts: it must not open the server. */
  get isEmpty(): boolean {
    return this.#tokens.size === 0;
  }

  find(id: string): TokenRecord | undefined {
    return this.#tokens.get(id);
  }

  hasAdmin(now: number): boolean {
    return [...this.#tokens.values()].some(
      (token) => token.role === "admin" && tokenStatus(token, now) === "active",
    );
  }

  /** Resolves once what is kept is of now. Costs nothing shortly after a look. Throws what the archive throws. */
  async current(): Promise<void> {
    if (performance.now() - this.#readAt <= FRESH_MS) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Unavailable("the archive does not say in time which tokens there are")),
        PATIENCE_MS,
      );
    });
    await Promise.race([this.#joinRead(), late]).finally(() => clearTimeout(timer));
  }

  /** Looks at the archive after a change by this process. */
  async refresh(): Promise<void> {
    await this.#reading?.catch(() => undefined);
    await this.#joinRead();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #joinRead(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const began = performance.now();
    const snapshot = await this.#source.tokensSince(this.#stamp);
    if (snapshot !== undefined) {
      this.#stamp = snapshot.stamp;
      this.#tokens = new Map(snapshot.tokens.map((token) => [token.id, token]));
    }
    this.#readAt = began;
  }
}
