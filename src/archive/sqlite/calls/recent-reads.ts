import { type Connection, pragma } from "../connection.js";

/** Answers that are kept at most. */
const MOST_KEPT = 500;

/** Commits of this thread, by whichever archive. */
let commits = 0;

/** To be called after each commit of this thread. */
export function noteCommit(): void {
  commits++;
}

/**
 * Keeps the answers of small reads until any connection, of this process or another, has committed something: SQLite
 * tells by a number, which takes a tenth of the time of a read. The answers are handed out again as they are.
 *
 * The number is asked for once in a row of promises that settle without anything coming from outside in between (until
 * Node's next tick). Whoever asks because of a commit of another thread asks in a later row; commits of this thread are
 * told with `noteCommit`, and reads past the kept answers with `forgetNumber`.
 */
export class RecentReads {
  #at: number | undefined;
  /** What `stamp` told last, and whether that was after the last commit that is known of. */
  #stamp: string | undefined;
  #isStampRecent = false;
  readonly #stamped = new Map<string, unknown>();
  /** Number of commits of this thread when the number was asked for; undefined where it is to be asked for. */
  #askedAfter: number | undefined;
  readonly #kept = new Map<string, unknown>();

  /**
   * @param reading the connection that reads; it must never write, since its own commits do not change the number
   * @param stamp reads a text that is another one whenever an answer of `whileStamped` would be
   */
  constructor(
    private readonly reading: Connection,
    private readonly stamp: () => string,
  ) {}

  /**
   * Returns the answer that is kept under the key, or reads it.
   *
   * @param keeps whether an answer is to be kept
   */
  of<T>(key: string, read: () => T, keeps: (answer: T) => boolean = () => true): T {
    if (this.#askedAfter !== commits) this.#ask();
    if (this.#kept.has(key)) return this.#kept.get(key) as T;
    const answer = read();
    this.forgetNumber();
    // What was committed since the number was read is only seen too early: the next call forgets it.
    if (keeps(answer) && this.#kept.size < MOST_KEPT) this.#kept.set(key, answer);
    return answer;
  }

  /**
   * Returns the answer that is kept under the key while the stamp stays the same, or reads it. Reading the stamp takes
   * as long as reading one answer, and most commits do not change it.
   */
  whileStamped<T>(key: string, read: () => T): T {
    if (this.#askedAfter !== commits) this.#ask();
    if (!this.#isStampRecent) {
      const stamp = this.stamp();
      if (stamp !== this.#stamp) this.#stamped.clear();
      this.#stamp = stamp;
      this.#isStampRecent = true;
      this.forgetNumber();
    }
    if (this.#stamped.has(key)) return this.#stamped.get(key) as T;
    const answer = read();
    this.forgetNumber();
    if (this.#stamped.size < MOST_KEPT) this.#stamped.set(key, answer);
    return answer;
  }

  /** Asks SQLite again at the next read. To be called when something was read past this class. */
  forgetNumber(): void {
    this.#askedAfter = undefined;
  }

  #ask(): void {
    // A statement that was kept would keep the file open beyond the connection's end.
    const version = pragma(this.reading, "data_version");
    if (version !== this.#at) {
      this.#kept.clear();
      this.#isStampRecent = false;
    }
    this.#at = version;
    this.#askedAfter = commits;
    process.nextTick(() => this.forgetNumber());
  }
}
