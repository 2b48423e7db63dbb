import { type Metric, minimised, type Source, worse } from "../../base/metric.js";
import { IncrementalFront } from "../../pareto/incremental.js";
import type { NetworkRows, RowSet } from "./network-rows.js";
import { rowSetOf } from "./row-set.js";

/** What a live front looks at: rows in some state. A later state has more rows, or other values in some of them. */
export type RowState = Pick<NetworkRows, "columns" | "source">;

/**
 * The front of the rows whose every objective is known from the sources allowed, kept current row by row: a new or better value
 * costs time proportional to the front. A front row that becomes worse or is withdrawn may uncover others that were
 * forgotten, so the front is then formed anew. At any time `rowSet` equals `rowSetOf` of all complete rows.
 */
export class LiveFront {
  #state: RowState;
  #isComplete: Uint8Array;
  #count = 0;
  #front: IncrementalFront<number>;
  #worst: Partial<Record<Metric, number>> = {};
  #set: RowSet | undefined;

  constructor(
    private readonly objectives: readonly Metric[],
    private readonly sources: readonly Source[],
    state: RowState,
  ) {
    this.#state = state;
    this.#isComplete = new Uint8Array(rowsOf(state));
    this.#front = new IncrementalFront(objectives.length);
    for (let row = 0; row < this.#isComplete.length; row++) this.#isComplete[row] = this.#completeness(row);
    this.#formAnew();
  }

  /** Goes on to a later state; `changed` lists the rows that are new or have other values or sources. */
  advance(state: RowState, changed: Iterable<number>): void {
    const before = this.#state;
    this.#state = state;
    const length = rowsOf(state);
    if (length > this.#isComplete.length) this.#isComplete = extended(this.#isComplete, 2 * length);
    let isStale = false;
    const joining: number[] = [];
    for (const row of changed) {
      this.#set = undefined;
      if (this.#isComplete[row] === 1) {
        isStale ||= this.#front.has(row) || this.#isWorst(before, row);
        this.#count--;
      }
      this.#isComplete[row] = this.#completeness(row);
      if (this.#isComplete[row] === 1) joining.push(row);
    }
    if (isStale) this.#formAnew();
    else for (const row of joining) this.#join(row);
  }

  get rowSet(): RowSet {
    this.#set ??= this.#currentSet();
    return this.#set;
  }

  #currentSet(): RowSet {
    const isComplete = this.#isComplete.slice(0, rowsOf(this.#state));
    return {
      objectives: this.objectives,
      count: this.#count,
      front: [...this.#front.keys].sort((a, b) => a - b),
      worst: { ...this.#worst },
      rows: () => rowsWhere(isComplete),
    };
  }

  #join(row: number): void {
    const { columns } = this.#state;
    this.#count++;
    this.#front.insert(row, this.#minimisedValues(row));
    for (const metric of this.objectives) {
      const value = columns[metric][row];
      this.#worst[metric] = worse(metric, this.#worst[metric] ?? value, value);
    }
  }

  #formAnew(): void {
    const rows = rowsWhere(this.#isComplete);
    const set = rowSetOf(this.#state.columns, this.objectives, rows);
    this.#front = new IncrementalFront(this.objectives.length);
    for (const row of set.front) this.#front.insert(row, this.#minimisedValues(row));
    this.#worst = { ...set.worst };
    this.#count = set.count;
    this.#set = set;
  }

  #completeness(row: number): 0 | 1 {
    const state = this.#state;
    const isKnown = this.objectives.every((metric) => {
      const from = Number.isNaN(state.columns[metric][row]) ? undefined : state.source(row, metric);
      return from !== undefined && this.sources.includes(from);
    });
    return isKnown ? 1 : 0;
  }

  #isWorst({ columns }: RowState, row: number): boolean {
    return this.objectives.some((metric) => columns[metric][row] === this.#worst[metric]);
  }

  #minimisedValues(row: number): number[] {
    return this.objectives.map((metric) => minimised(metric, this.#state.columns[metric][row]));
  }
}

const rowsOf = ({ columns }: RowState): number => columns.accuracy.length;

function extended(flags: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(length);
  longer.set(flags);
  return longer;
}

function rowsWhere(flags: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < flags.length; row++) if (flags[row] === 1) rows.push(row);
  return rows;
}
