import { isMaximised, type Metric } from "../../base/metric.js";
import { CHUNK_ROWS, type FloatColumn } from "../columns/float-column.js";

/** Complete rows, and `width` values of each, one row after the other. */
export interface CompleteRows {
  readonly width: number;
  readonly rows: Int32Array;
  readonly points: Float64Array;
}

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
    const [width, signs] = [this.width, this.#signs];
    const point = new Float64Array(width);
    for (let c = 0; c < this.chunks; c++) {
      const chunks = this.columns.map((column) => column.chunks[c]);
      if (!chunks.every((chunk) => chunk !== undefined)) continue;
      for (let i = 0; i < CHUNK_ROWS; i++) {
        let m = 0;
        for (; m < width; m++) {
          const value = chunks[m][i];
          if (Number.isNaN(value)) break;
          point[m] = signs[m] * value;
        }
        if (m === width) take(c * CHUNK_ROWS + i, point);
      }
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

  /** The complete rows, in order, with their points. */
  complete(): CompleteRows {
    const { width } = this;
    const most = this.chunks * CHUNK_ROWS;
    const [rows, points] = [new Int32Array(most), new Float64Array(most * width)];
    let count = 0;
    this.forEach((row, point) => {
      for (let m = 0; m < width; m++) points[count * width + m] = point[m];
      rows[count++] = row;
    });
    return { width, rows: rows.subarray(0, count), points: points.subarray(0, count * width) };
  }
}
