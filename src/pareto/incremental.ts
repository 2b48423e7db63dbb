import { compareDominance } from "./dominance.js";

/** What an insertion changed: whether the point is on the front now, and the keys of the points that it drove off. */
export interface FrontUpdate<Key> {
  readonly added: boolean;
  readonly removed: readonly Key[];
}

/**
 * The front of the points inserted so far, objectives minimised; the same set as `paretoFront` of all of them, whatever
 * their order. Copies of a point on the front are all kept. O(m f) per insertion, f being the size of the front. Points
 * off the front are forgotten: to retract or change a point, build the front anew.
 */
export class IncrementalFront<Key> {
  readonly #points = new Map<Key, Float64Array>();

  constructor(readonly objectives: number) {
    if (!Number.isInteger(objectives) || objectives < 1) {
      throw new RangeError("points need at least one objective");
    }
  }

  /** @throws RangeError on NaN, another number of objectives, or a key that is on the front already; nothing is changed then */
  insert(key: Key, values: ArrayLike<number>): FrontUpdate<Key> {
    const point = this.#check(key, values);
    const removed: Key[] = [];
    for (const [other, rival] of this.#points) {
      const relation = compareDominance(rival, point);
      if (relation < 0) return { added: false, removed: [] };
      if (relation > 0) removed.push(other);
    }
    for (const other of removed) this.#points.delete(other);
    this.#points.set(key, point);
    return { added: true, removed };
  }

  get size(): number {
    return this.#points.size;
  }

  /** In order of insertion. */
  get keys(): readonly Key[] {
    return [...this.#points.keys()];
  }

  has(key: Key): boolean {
    return this.#points.has(key);
  }

  /** The front as columns, in the order of `keys`. */
  columns(): Float64Array[] {
    const points = [...this.#points.values()];
    return Array.from({ length: this.objectives }, (_, m) => Float64Array.from(points, (point) => point[m]));
  }

  #check(key: Key, values: ArrayLike<number>): Float64Array {
    if (values.length !== this.objectives) {
      throw new RangeError(`a point of ${values.length} objectives, the front has ${this.objectives}`);
    }
    const point = Float64Array.from(values);
    if (point.some(Number.isNaN)) throw new RangeError("a point with an objective that is NaN");
    if (this.#points.has(key)) throw new RangeError(`the key ${String(key)} is on the front already`);
    return point;
  }
}
