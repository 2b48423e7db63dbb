import { Unavailable } from "../errors.js";

/** A place among those who work at the same time. */
export interface Place {
  /** Whether it had to be waited for. */
  readonly waits: boolean;
  /** Resolves once the place is there, or once the signal that came with the request aborts. */
  readonly ready: Promise<void>;
  /** Gives the place back, or the claim to it. Further calls change nothing. */
  leave(): void;
}

/** Admits a limited number to work at the same time; the others wait, in the order in which they came. */
export class Admission {
  readonly #waiting: (() => void)[] = [];
  #working = 0;

  /**
   * @param most how many work at the same time
   * @param mostWaiting how many may wait; further ones are refused
   * @param what names them in the error, such as "searches"
   */
  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
    private readonly what: string,
  ) {}

  get isFull(): boolean {
    return this.#working >= this.most;
  }

  /** Throws `Unavailable` where too many wait already. */
  requireRoom(): void {
    if (this.#waiting.length < this.mostWaiting) return;
    throw new Unavailable(
      `${this.#working} ${this.what} are at work and ${this.#waiting.length} wait, which is the most; ` +
        "try again when some of them have ended, or cancel some",
    );
  }

  /** Takes a place, or a number in the queue. */
  enter(signal?: AbortSignal): Place {
    let state: "waiting" | "working" | "left" = this.isFull ? "waiting" : "working";
    const waits = state === "waiting";
    if (!waits) this.#working++;
    let begin: () => void = () => undefined;
    const ready = waits
      ? new Promise<void>((resolve) => {
          begin = () => {
            state = "working";
            this.#working++;
            resolve();
          };
          this.#waiting.push(begin);
          signal?.addEventListener("abort", () => resolve(), { once: true });
          if (signal?.aborted) resolve();
        })
      : Promise.resolve();
    return {
      waits,
      ready,
      leave: () => {
        if (state === "working") this.#working--;
        else if (state === "waiting") this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        state = "left";
        if (!this.isFull) this.#waiting.shift()?.();
      },
    };
  }
}
