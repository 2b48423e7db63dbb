import type { Logger } from "pino";
import { within } from "../../base/async/within.js";

/** Why a server does not take requests now. */
export interface NotReady {
  readonly code: "SEEDING" | "CLOSING" | "ARCHIVE_AWAY";
  readonly reason: string;
}

/** Longest wait for the archive's answer to a probe [ms]. */
const ANSWER_MS = 2_000;
/** Time for which an answer of the archive is good, however many probes ask [ms]. */
const CACHE_MS = 1_000;
/** Longest time that a request waits until the archive is filled [ms]. */
const SEEDING_MS = 30_000;

const SEEDING: NotReady = { code: "SEEDING", reason: "the new archive is being filled from the seeds" };
const CLOSING: NotReady = { code: "CLOSING", reason: "the server is shutting down" };
const AWAY: NotReady = { code: "ARCHIVE_AWAY", reason: "the archive does not answer" };

/** Whether a server can take requests: its archive is filled and answers, and it is not closing. */
export class Readiness {
  readonly #check: () => Promise<void>;
  readonly #logger: Logger;
  #phase: "seeding" | "open" | "closing" = "open";
  #filled: Promise<void> = Promise.resolve();
  #answer: Promise<boolean> | undefined;
  #goodUntil = 0;
  #isAsking = false;
  #wasUp = true;

  /**
   * @param check reads something small from the archive, and rejects if that is not possible
   * @param filled settles once a new archive is filled; absent where it is
   */
  constructor(check: () => Promise<void>, logger: Logger, filled?: Promise<unknown>) {
    this.#check = check;
    this.#logger = logger;
    if (filled === undefined) return;
    this.#phase = "seeding";
    const open = () => {
      if (this.#phase === "seeding") this.#phase = "open";
    };
    this.#filled = filled.then(open, () => undefined);
  }

  get isClosing(): boolean {
    return this.#phase === "closing";
  }

  /** Makes the server not ready for good. */
  close(): void {
    this.#phase = "closing";
  }

  /** Why the server is not ready; undefined if it is. Never rejects, and takes at most 2 s. */
  async whyNot(): Promise<NotReady | undefined> {
    if (this.#phase !== "open") return this.#phase === "seeding" ? SEEDING : CLOSING;
    return (await this.archiveAnswers()) ? undefined : AWAY;
  }

  /**
   * Why a request cannot be taken now; undefined if it can. While the archive is being filled, it waits for that, at
   * most 30 s. Whether the archive answers is not asked: the request will see.
   */
  async admit(): Promise<NotReady | undefined> {
    if (this.#phase === "seeding") await within(SEEDING_MS, this.#filled);
    if (this.#phase === "open") return undefined;
    return this.isClosing ? CLOSING : SEEDING;
  }

  /** Whether the archive answers; one question a second at most, and one at a time. */
  archiveAnswers(): Promise<boolean> {
    if (this.#answer !== undefined && performance.now() < this.#goodUntil) return this.#answer;
    if (this.#isAsking) return Promise.resolve(false);
    this.#goodUntil = Number.POSITIVE_INFINITY;
    this.#answer = this.#ask();
    return this.#answer;
  }

  async #ask(): Promise<boolean> {
    this.#isAsking = true;
    const asked = this.#check().then(
      () => true,
      () => false,
    );
    const ended = asked.finally(() => {
      this.#isAsking = false;
    });
    const isUp = (await within(ANSWER_MS, ended)) ?? false;
    this.#goodUntil = performance.now() + CACHE_MS;
    if (isUp !== this.#wasUp) this.#say(isUp);
    return isUp;
  }

  #say(isUp: boolean): void {
    this.#wasUp = isUp;
    if (isUp) this.#logger.info("the archive answers again");
    else this.#logger.warn("the archive does not answer; /ready is 503 until it does");
  }
}
