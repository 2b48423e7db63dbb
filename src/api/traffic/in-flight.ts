/** Counts what is open at the same time, per key. A key without anything open takes no memory. */
export class InFlight {
  readonly #counts = new Map<string, number>();

  /** @param most how many may be open per key */
  constructor(readonly most: number) {}

  /** Opens one more. Returns what closes it, which may be called repeatedly; undefined if too many are open. */
  enter(key: string): (() => void) | undefined {
    const count = this.#counts.get(key) ?? 0;
    if (count >= this.most) return undefined;
    this.#counts.set(key, count + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (this.#counts.get(key) ?? 1) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    };
  }
}
