/** Elements 0 to n - 1 in groups that can be united (disjoint sets with path halving). */
export class Groups {
  readonly #parent: number[];

  constructor(count: number) {
    this.#parent = Array.from({ length: count }, (_, i) => i);
  }

  /** The first element of the group that an element is in. */
  first(element: number): number {
    const parent = this.#parent;
    let at = element;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  unite(a: number, b: number): void {
    const [first, second] = [this.first(a), this.first(b)];
    this.#parent[Math.max(first, second)] = Math.min(first, second);
  }
}
