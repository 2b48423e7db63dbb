import { type Connection, pragma } from "../connection.js";

/** Answers that are kept at most. */
const MOST_KEPT = 500;

/**
 * Keeps the answers of small reads until any connection, of this process or another, has committed something: SQLite
 * tells by a number, which takes a tenth of the time of a read. The answers are handed out again as they are.
 */
export class RecentReads {
  #at: number | undefined;
  readonly #kept = new Map<string, unknown>();

  /** @param reading the connection that reads; it must never write, since its own commits do not change the number */
  constructor(private readonly reading: Connection) {}

  /**
   * Returns the answer that is kept under the key, or reads it.
   *
   * @param keeps whether an answer is to be kept
   */
  of<T>(key: string, read: () => T, keeps: (answer: T) => boolean = () => true): T {
    // A statement that was kept would keep the file open beyond the connection's end.
    const version = pragma(this.reading, "data_version");
    if (version !== this.#at) this.#kept.clear();
    this.#at = version;
    if (this.#kept.has(key)) return this.#kept.get(key) as T;
    const answer = read();
    // What was committed since the number was read is only seen too early: the next call forgets it.
    if (keeps(answer) && this.#kept.size < MOST_KEPT) this.#kept.set(key, answer);
    return answer;
  }
}
