import { type Metric, minimised } from "../../base/metric.js";
import { forEachChange } from "../columns/float-column.js";
import { FrontIndex } from "./front-index.js";
import type { FrontPoints } from "./front-points.js";
import type { ObjectiveColumns } from "./objective-columns.js";
import type { RowSet } from "./row-set.js";

/** Where more than this share of the complete rows has changed, all is computed anew. */
const MOST_CHANGED = 0.1;
const LEAST_CHANGED = 4096;

/**
 * The Pareto front of the rows that have a value in each of some columns, kept current from one moment to another. A
 * change costs time proportional to the chunks with changes and to the front. Where a row of the front becomes worse or
 * loses a value, the index finds the rows that take its place. At any time, the set equals that of all complete rows
 * computed from scratch.
 */
export class LiveFront {
  #current: ObjectiveColumns;
  #index: FrontIndex;
  #front: FrontPoints;
  #worst: Float64Array;
  #count: number;
  #set: RowSet | undefined;

  constructor(columns: ObjectiveColumns) {
    this.#current = columns;
    [this.#index, this.#front, this.#worst, this.#count] = computed(columns);
  }

  /** The set of the complete rows of columns with the same objectives, at any moment, and the state of that moment. */
  at(columns: ObjectiveColumns): RowSet {
    if (!this.#current.isSame(columns)) this.#advance(columns);
    this.#set ??= this.#currentSet();
    return this.#set;
  }

  #advance(columns: ObjectiveColumns): void {
    const before = this.#current;
    this.#current = columns;
    const changed = changedRows(before, columns);
    if (changed.size === 0) return;
    this.#set = undefined;
    if (changed.size > Math.max(LEAST_CHANGED, MOST_CHANGED * this.#count) || this.#index.isWorn) {
      [this.#index, this.#front, this.#worst, this.#count] = computed(columns);
      return;
    }
    const [old, now] = [new Float64Array(columns.width), new Float64Array(columns.width)];
    const joining: number[] = [];
    let isFrontStale = false;
    let isWorstStale = false;
    for (const row of changed) {
      const was = before.read(row, old);
      const is = columns.read(row, now);
      if (was) {
        this.#count--;
        isWorstStale ||= old.some((value, m) => value === this.#worst[m] && !(is && now[m] >= value));
        if (this.#front.has(row)) {
          this.#front.remove(row);
          isFrontStale ||= !is || now.some((value, m) => value > old[m]);
        }
      }
      this.#index.touch(row, is ? now : undefined);
      if (!is) continue;
      this.#count++;
      joining.push(row);
      for (let m = 0; m < now.length; m++) if (now[m] > this.#worst[m]) this.#worst[m] = now[m];
    }
    if (isFrontStale) this.#front = this.#index.front(columns, this.#front.rows);
    else for (const row of joining) if (columns.read(row, now)) this.#front.insert(row, now);
    if (isWorstStale) this.#worst = worstOf(columns);
  }

  #currentSet(): RowSet {
    const [columns, index, front] = [this.#current, this.#index, this.#front.rows];
    const { objectives } = columns;
    const worst: Partial<Record<Metric, number>> = {};
    if (this.#count > 0) {
      for (const [m, metric] of objectives.entries()) worst[metric] = minimised(metric, this.#worst[m]);
    }
    return {
      objectives,
      count: this.#count,
      front,
      worst,
      rows: () => columns.rows(),
      frontWhere(limits, others) {
        const most = limits.map((limit, m) =>
          limit === undefined ? Number.POSITIVE_INFINITY : minimised(objectives[m], limit),
        );
        const keepsLimits = (row: number): boolean =>
          most.every((limit, m) => minimised(objectives[m], columns.columns[m].at(row)) <= limit);
        const feasible = front.filter((row) => keepsLimits(row) && others?.keeps(row) !== false);
        if (others === undefined) return feasible;
        return index.front(columns, feasible, Float64Array.from(most), others).rows;
      },
      visitNear: (boundOf, visit, structure) => index.visitNear(columns, boundOf, visit, structure),
    };
  }
}

function computed(columns: ObjectiveColumns): [FrontIndex, FrontPoints, Float64Array, number] {
  const complete = columns.complete();
  const index = new FrontIndex(complete);
  return [index, index.front(columns, []), worstOf(columns), complete.rows.length];
}

/** The worst value of each objective among the complete rows, with the sign of points. */
function worstOf(columns: ObjectiveColumns): Float64Array {
  const worst = new Float64Array(columns.width).fill(Number.NEGATIVE_INFINITY);
  columns.forEach((_, point) => {
    for (let m = 0; m < worst.length; m++) if (point[m] > worst[m]) worst[m] = point[m];
  });
  return worst;
}

function changedRows(before: ObjectiveColumns, after: ObjectiveColumns): Set<number> {
  const rows = new Set<number>();
  for (const [m, column] of after.columns.entries())
    forEachChange(before.columns[m], column, (row) => rows.add(row));
  return rows;
}
