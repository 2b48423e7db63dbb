import { compareDominance } from "./dominance.js";

/** The effect of an insertion: whether the point is on the front now, and the keys of the points that it removed. */
export interface FrontUpdate<Key> {
  readonly added: boolean;
  readonly removed: readonly Key[];
}

/**
 * The Pareto front of the points inserted so far, all objectives minimised. It is the same set as `paretoFront` of all
 * these points, in whatever order they were inserted; all copies of a point on the front are kept. An insertion takes
 * O(m f) for m objectives and a front of f points. Points off the front are not stored, so a point cannot be changed or
 * retracted: the front must then be built anew.
 *
 * @example
 * const front = new IncrementalFront<string>(2);
 * front.insert("a", [1, 3]); // { added: true, removed: [] }
 * front.insert("b", [1, 2]); // { added: true, removed: ["a"] }
 */
export class IncrementalFront<Key> {
  readonly #points = new Map<Key, Float64Array>();

  /** @throws RangeError if `objectives` is not a whole number of at least 1 */
  constructor(readonly objectives: number) {
    if (!Number.isInteger(objectives) || objectives < 1) {
      throw new RangeError("points need at least one objective");
    }
  }

  /**
   * Adds a point. Infinities are allowed.
   * @throws RangeError on NaN, another number of objectives, or a key that is on the front already; the front is then
   * unchanged
   */
  insert(key: Key, values: ArrayLike<number>): FrontUpdate<Key> {
    const point = this.#check(key, values);
    const removed: Key[] = [];
    for (const [otherKey, other] of this.#points) {
      const relation = compareDominance(other, point);
      if (relation < 0) return { added: false, removed: [] };
      if (relation > 0) removed.push(otherKey);
    }
    for (const otherKey of removed) this.#points.delete(otherKey);
    this.#points.set(key, point);
    return { added: true, removed };
  }

  get size(): number {
    return this.#points.size;
  }

  /** The keys of the points on the front, in order of insertion. */
  get keys(): readonly Key[] {
    return [...this.#points.keys()];
  }

  has(key: Key): boolean {
    return this.#points.has(key);
  }

  /** The points of the front as columns, in the order of `keys`: `columns()[m][i]` is objective m of point i. */
  columns(): Float64Array[] {
    const points = [...this.#points.values()];
    return Array.from({ length: this.objectives }, (_, m) => Float64Array.from(points, (point) => point[m]));
  }

  #check(key: Key, values: ArrayLike<number>): Float64Array {
    if (values.length !== this.objectives) {
      throw new RangeError(`the point has ${values.length} objectives, the front has ${this.objectives}`);
    }
    const point = Float64Array.from(values);
    if (point.some(Number.isNaN)) throw new RangeError("an objective of the point is NaN");
    if (this.#points.has(key)) throw new RangeError(`the key ${String(key)} is on the front already`);
    return point;
  }
}
