/**
 * Values by key, computed once while they are kept: up to `most` bytes in all, the oldest forgotten first, the newest
 * never.
 */
export class KeptBytes<T> {
  readonly #values = new Map<string, T>();
  #bytes = 0;

  constructor(
    private readonly most: number,
    private readonly bytesOf: (value: T) => number,
  ) {}

  get(key: string, compute: () => T): T {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = compute();
    this.#values.set(key, value);
    this.#bytes += this.bytesOf(value);
    for (const [oldest, old] of this.#values) {
      if (this.#bytes <= this.most || oldest === key) break;
      this.#values.delete(oldest);
      this.#bytes -= this.bytesOf(old);
    }
    return value;
  }
}
