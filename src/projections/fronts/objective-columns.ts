import { isMaximised, type Metric } from "../../base/metric.js";
import { CHUNK_ROWS, type FloatColumn } from "../columns/float-column.js";

/**
 * The columns of some objectives at one moment. A row is complete if it has a value of each. Points have the sign that
 * makes smaller better.
 */
export class ObjectiveColumns {
  readonly #signs: readonly number[];

  /** @param columns one per objective, in natural units; NaN where a value is not known or not allowed */
  constructor(
    readonly objectives: readonly Metric[],
    readonly columns: readonly FloatColumn[],
  ) {
    this.#signs = objectives.map((metric) => (isMaximised(metric) ? -1 : 1));
  }

  get width(): number {
    return this.objectives.length;
  }

  /** The number of chunks in which a row may be complete. */
  get chunks(): number {
    return Math.min(...this.columns.map(({ chunks }) => chunks.length));
  }

  isSame(other: ObjectiveColumns): boolean {
    return this.columns.every((column, m) => column === other.columns[m]);
  }

  /** Writes the point of a row; returns false where the row is not complete. */
  read(row: number, point: Float64Array): boolean {
    for (let m = 0; m < this.columns.length; m++) {
      const value = this.columns[m].at(row);
      if (Number.isNaN(value)) return false;
      point[m] = this.#signs[m] * value;
    }
    return true;
  }

  /** Calls back for every complete row, in order, with its point, which is only valid during the call. */
  forEach(take: (row: number, point: Float64Array) => void): void {
    const point = new Float64Array(this.width);
    for (let c = 0; c < this.chunks; c++) {
      if (this.columns.some(({ chunks }) => chunks[c] === undefined)) continue;
      for (let row = c * CHUNK_ROWS; row < (c + 1) * CHUNK_ROWS; row++)
        if (this.read(row, point)) take(row, point);
    }
  }

  /** The complete rows, in order. */
  rows(): number[] {
    const rows: number[] = [];
    this.forEach((row) => {
      rows.push(row);
    });
    return rows;
  }

  /** The number of complete rows. */
  count(): number {
    let count = 0;
    this.forEach(() => {
      count++;
    });
    return count;
  }
}
