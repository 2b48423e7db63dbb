import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Metric } from "../../../src/base/metric.js";
import { Random } from "../../../src/base/random.js";
import type { FloatColumn } from "../../../src/projections/columns/float-column.js";
import { LiveFront } from "../../../src/projections/fronts/live-front.js";
import { ObjectiveColumns } from "../../../src/projections/fronts/objective-columns.js";
import type { RowSet } from "../../../src/projections/fronts/row-set.js";
import { columnOf, plainSet } from "./plain-front.js";

type Row = readonly number[];

const value = fc.oneof({ arbitrary: fc.integer({ min: 0, max: 6 }), weight: 4 }, fc.constant(Number.NaN));
const row = fc.tuple(value, value, value);
/** Steps of changes. Each step writes some rows; a position beyond the end adds a row. */
const steps = fc.array(
  fc.array(fc.record({ at: fc.nat({ max: 30 }), row }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 12 },
);
const OBJECTIVES: readonly (readonly Metric[])[] = [
  ["accuracy", "latency", "energy"],
  ["latency", "accuracy"],
  ["energy"],
];

const valuesOf = ({ count, front, worst, rows }: RowSet) => ({ count, front, worst, rows: rows() });

/** Columns with some rows changed. */
function changed(
  columns: readonly FloatColumn[],
  writes: readonly { at: number; row: Row }[],
): FloatColumn[] {
  return columns.map((column, m) => {
    const edit = column.edit();
    for (const { at, row } of writes) edit.set(at, row[m]);
    return edit.done();
  });
}

describe("a live front", () => {
  it("equals a full recomputation after every change: new rows, other values, withdrawn ones, and ties", () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        steps,
        fc.constantFrom(...OBJECTIVES),
        (first, changes, objectives) => {
          let columns = objectives.map((_, m) => columnOf(first.map((own) => own[m])));
          let count = first.length;
          const live = new LiveFront(new ObjectiveColumns(objectives, columns));
          const seen = [{ columns, count }];
          for (const step of changes) {
            const writes = step.map(({ at, row }) => ({ at: Math.min(at, count++), row }));
            columns = changed(columns, writes);
            seen.push({ columns, count });
            const set = live.at(new ObjectiveColumns(objectives, columns));
            expect(valuesOf(set)).toEqual(plainSet(objectives, columns, count));
          }
          // It also goes back to an earlier moment.
          const past = seen[seen.length >> 1];
          const set = live.at(new ObjectiveColumns(objectives, past.columns));
          expect(valuesOf(set)).toEqual(plainSet(objectives, past.columns, past.count));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("equals a full recomputation of 12,000 rows in several chunks and blocks, whose front is retracted", () => {
    const random = new Random(1);
    const count = 12_000;
    const objectives = OBJECTIVES[0];
    let columns: readonly FloatColumn[] = objectives.map(() =>
      columnOf(Float64Array.from({ length: count }, () => Math.round(400 * random.next()) / 400)),
    );
    const live = new LiveFront(new ObjectiveColumns(objectives, columns));
    for (let step = 0; step < 5; step++) {
      const set = live.at(new ObjectiveColumns(objectives, columns));
      const fresh = new LiveFront(new ObjectiveColumns(objectives, columns));
      expect(valuesOf(set)).toEqual(valuesOf(fresh.at(new ObjectiveColumns(objectives, columns))));
      expect(set.front).toEqual(plainSet(objectives, columns, count).front);
      const writes = set.front.slice(0, 20).map((at) => ({ at, row: [Number.NaN, Number.NaN, Number.NaN] }));
      columns = changed(columns, [...writes, { at: step, row: [0.4, 0.1 * step, 0.2] }]);
    }
  });

  it("does not change a set that was handed out before", () => {
    const objectives: readonly Metric[] = ["accuracy", "latency"];
    const columns = [columnOf([1]), columnOf([1])];
    const live = new LiveFront(new ObjectiveColumns(objectives, columns));
    const before = live.at(new ObjectiveColumns(objectives, columns));
    const after = live.at(new ObjectiveColumns(objectives, changed(columns, [{ at: 1, row: [2, 0] }])));
    expect([before.front, before.rows(), before.count]).toEqual([[0], [0], 1]);
    expect(before.frontWhere([undefined, undefined], { keeps: () => true })).toEqual([0]);
    expect([after.front, after.rows(), after.count]).toEqual([[1], [0, 1], 2]);
  });
});
