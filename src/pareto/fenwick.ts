/** Prefix minima over values at positions 0..size-1 that only decrease, in O(log size) per operation (Fenwick 1994). */
export class PrefixMinimum {
  readonly #tree: Float64Array;

  constructor(size: number) {
    this.#tree = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  }

  /** Lowers the value at `position` to `value`, unless it is lower already. */
  lower(position: number, value: number): void {
    const tree = this.#tree;
    for (let i = position + 1; i < tree.length; i += i & -i) if (tree[i] > value) tree[i] = value;
  }

  /** The minimum over the positions 0..position; Infinity if none of them was set. */
  upTo(position: number): number {
    const tree = this.#tree;
    let minimum = Number.POSITIVE_INFINITY;
    for (let i = position + 1; i > 0; i -= i & -i) if (tree[i] < minimum) minimum = tree[i];
    return minimum;
  }
}

/**
 * Maxima over quadrants: for any (u', v'), the greatest value that was set at a grid point with u <= u' and v <= v'.
 * The n grid points must be known in advance. This is a Fenwick tree over u whose nodes are Fenwick trees over the
 * values of v that occur in them; it takes O(n log n) memory, and a call takes O(log^2 n).
 */
export class QuadrantMaximum {
  readonly #starts: Int32Array;
  readonly #keys: Int32Array;
  readonly #tree: Int32Array;

  /**
   * Prepares the n grid points (u[i], v[i]), all with the value -1. `u` and `v` hold integers from 0, below `sizeU` and
   * `sizeV`.
   */
  constructor(u: Int32Array, v: Int32Array, sizeU: number, sizeV: number) {
    const starts = new Int32Array(sizeU + 2);
    for (const value of u) for (let i = value + 1; i <= sizeU; i += i & -i) starts[i + 1]++;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const fill = starts.slice();
    const keys = new Int32Array(starts[sizeU + 1]);
    for (const point of byValue(v, sizeV)) {
      for (let i = u[point] + 1; i <= sizeU; i += i & -i) keys[fill[i]++] = v[point];
    }
    this.#starts = starts;
    this.#keys = keys;
    this.#tree = new Int32Array(keys.length).fill(-1);
  }

  /** Raises the value at the grid point (u, v) to `value`, unless it is higher already. */
  raise(u: number, v: number, value: number): void {
    const starts = this.#starts;
    const tree = this.#tree;
    for (let i = u + 1; i < starts.length - 1; i += i & -i) {
      const start = starts[i];
      const size = starts[i + 1] - start;
      for (let j = this.#position(i, v) + 1; j <= size; j += j & -j) {
        if (tree[start + j - 1] < value) tree[start + j - 1] = value;
      }
    }
  }

  /** The greatest value at the grid points up to (u, v); -1 if none of them was set. */
  upTo(u: number, v: number): number {
    const tree = this.#tree;
    let maximum = -1;
    for (let i = u + 1; i > 0; i -= i & -i) {
      const start = this.#starts[i];
      for (let j = this.#position(i, v + 1); j > 0; j -= j & -j) {
        if (tree[start + j - 1] > maximum) maximum = tree[start + j - 1];
      }
    }
    return maximum;
  }

  /** The number of keys of the outer node `node` that are below v. */
  #position(node: number, v: number): number {
    const keys = this.#keys;
    const start = this.#starts[node];
    let low = start;
    let high = this.#starts[node + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keys[middle] < v) low = middle + 1;
      else high = middle;
    }
    return low - start;
  }
}

/** The indices of `values` (integers 0..size-1) sorted by ascending value, by counting sort. */
function byValue(values: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size + 1);
  for (const value of values) next[value + 1]++;
  for (let i = 1; i <= size; i++) next[i] += next[i - 1];
  const order = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) order[next[values[i]]++] = i;
  return order;
}
