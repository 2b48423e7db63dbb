/**
 * The points that no other of those inserted dominates, all objectives minimised, in typed arrays. Copies of a point
 * are kept. A point that dominates moves forward and is compared sooner, so that few comparisons refuse most points.
 */
export class FrontPoints {
  #rows = new Int32Array(64);
  #values: Float64Array;
  #size = 0;

  constructor(private readonly width: number) {
    this.#values = new Float64Array(64 * width);
  }

  get size(): number {
    return this.#size;
  }

  /** The rows of the points, ascending. */
  get rows(): number[] {
    return Array.from(this.#rows.subarray(0, this.#size).slice().sort());
  }

  has(row: number): boolean {
    for (let k = 0; k < this.#size; k++) if (this.#rows[k] === row) return true;
    return false;
  }

  /** Whether a point of the front is at least as good as this one in every objective and better in one. */
  dominates(point: Float64Array, start = 0): boolean {
    const { width } = this;
    const values = this.#values;
    for (let k = 0, at = 0; k < this.#size; k++, at += width) {
      let isBetter = false;
      let m = 0;
      for (; m < width; m++) {
        const [own, other] = [values[at + m], point[start + m]];
        if (own > other) break;
        if (own < other) isBetter = true;
      }
      if (m < width || !isBetter) continue;
      if (k > 0) this.#swap(k, k >> 1);
      return true;
    }
    return false;
  }

  /** Adds a point unless it is dominated, and removes those that it dominates. Returns whether it was added. */
  insert(row: number, point: Float64Array): boolean {
    if (this.dominates(point)) return false;
    const { width } = this;
    for (let k = this.#size - 1; k >= 0; k--) {
      if (this.#isDominatedBy(point, k)) this.#removeAt(k);
    }
    if (this.#size === this.#rows.length) this.#grow();
    this.#rows[this.#size] = row;
    for (let m = 0; m < width; m++) this.#values[this.#size * width + m] = point[m];
    this.#size++;
    return true;
  }

  remove(row: number): void {
    for (let k = 0; k < this.#size; k++) {
      if (this.#rows[k] !== row) continue;
      this.#removeAt(k);
      return;
    }
  }

  #isDominatedBy(point: Float64Array, k: number): boolean {
    const start = k * this.width;
    let isBetter = false;
    for (let m = 0; m < this.width; m++) {
      const other = this.#values[start + m];
      if (point[m] > other) return false;
      if (point[m] < other) isBetter = true;
    }
    return isBetter;
  }

  #removeAt(k: number): void {
    this.#size--;
    if (k !== this.#size) this.#swap(k, this.#size);
  }

  #swap(a: number, b: number): void {
    const { width } = this;
    [this.#rows[a], this.#rows[b]] = [this.#rows[b], this.#rows[a]];
    for (let m = 0; m < width; m++) {
      const value = this.#values[a * width + m];
      this.#values[a * width + m] = this.#values[b * width + m];
      this.#values[b * width + m] = value;
    }
  }

  #grow(): void {
    const [rows, values] = [new Int32Array(2 * this.#rows.length), new Float64Array(2 * this.#values.length)];
    rows.set(this.#rows);
    values.set(this.#values);
    [this.#rows, this.#values] = [rows, values];
  }
}
