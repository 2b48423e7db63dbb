/**
 * A cache of at most `capacity` bytes. Beyond that, the values that were added first are removed first (FIFO). The
 * newest value always stays, whatever its size.
 */
export class ByteCache<T> {
  readonly #values = new Map<string, T>();
  #bytes = 0;

  constructor(
    private readonly capacity: number,
    private readonly bytesOf: (value: T) => number,
  ) {}

  /** Returns the value of `key`, computed if it is not in the cache. */
  get(key: string, compute: () => T): T {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = compute();
    this.#values.set(key, value);
    this.#bytes += this.bytesOf(value);
    for (const [oldest, old] of this.#values) {
      if (this.#bytes <= this.capacity || oldest === key) break;
      this.#values.delete(oldest);
      this.#bytes -= this.bytesOf(old);
    }
    return value;
  }
}
