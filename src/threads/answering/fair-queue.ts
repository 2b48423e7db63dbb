/** What waits, and for whom. */
interface Waiting<T> {
  readonly item: T;
  readonly since: number;
}

/** A queue that takes the clients in turn, so that nobody's many requests keep others waiting. Sizes are bounded. */
export class FairQueue<T> {
  /** The clients that wait, the next one first. */
  readonly #clients = new Map<string, Waiting<T>[]>();
  #size = 0;

  /**
   * @param most how many wait in all
   * @param mostPerClient how many of one client wait
   * @param now a clock [ms]
   */
  constructor(
    private readonly most: number,
    private readonly mostPerClient: number,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.#size;
  }

  /** Puts an item in; returns what takes it out again, or undefined if there is no room. */
  add(client: string, item: T): (() => void) | undefined {
    const own = this.#clients.get(client) ?? [];
    if (this.#size >= this.most || own.length >= this.mostPerClient) return undefined;
    const waiting = { item, since: this.now() };
    own.push(waiting);
    this.#clients.set(client, own);
    this.#size++;
    return () => {
      const place = own.indexOf(waiting);
      if (place < 0) return;
      own.splice(place, 1);
      this.#size--;
      if (own.length === 0 && this.#clients.get(client) === own) this.#clients.delete(client);
    };
  }

  /** Takes out the oldest item of the client whose turn it is; undefined if none waits. */
  take(): T | undefined {
    const [next] = this.#clients;
    if (next === undefined) return undefined;
    const [client, own] = next;
    const { item } = own.shift() as Waiting<T>;
    this.#size--;
    this.#clients.delete(client);
    if (own.length > 0) this.#clients.set(client, own);
    return item;
  }

  /** How long the oldest item has waited [ms]; 0 if none waits. */
  oldest(): number {
    let since = Number.POSITIVE_INFINITY;
    for (const [first] of this.#clients.values()) since = Math.min(since, first.since);
    return this.#size === 0 ? 0 : this.now() - since;
  }
}
