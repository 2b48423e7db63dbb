import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Metric, Source } from "../../../src/base/metric.js";
import { LiveFront, type RowState } from "../../../src/projections/networks/live-front.js";
import { rowSetOf } from "../../../src/projections/networks/row-set.js";

type Value = { readonly value: number; readonly source: Source } | undefined;
type Row = Readonly<Record<Metric, Value>>;

const value = fc.option(
  fc.record({
    value: fc.integer({ min: 0, max: 6 }),
    source: fc.constantFrom<Source>("MEASURED", "COST_MODEL"),
  }),
  { nil: undefined, freq: 4 },
);
const row = fc.record({ accuracy: value, latency: value, energy: value });
/** Each step writes some rows; a position beyond the end adds a row. */
const steps = fc.array(
  fc.array(fc.record({ at: fc.nat({ max: 30 }), row }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 12 },
);

const stateOf = (rows: readonly Row[]): RowState => {
  const column = (metric: Metric) => Float64Array.from(rows, (own) => own[metric]?.value ?? Number.NaN);
  return {
    columns: { accuracy: column("accuracy"), latency: column("latency"), energy: column("energy") },
    source: (at, metric) => rows[at][metric]?.source,
  };
};

const completeRows = (
  rows: readonly Row[],
  objectives: readonly Metric[],
  sources: readonly Source[],
): number[] =>
  [...rows.keys()].filter((at) =>
    objectives.every((metric) => {
      const known = rows[at][metric];
      return known !== undefined && sources.includes(known.source);
    }),
  );

const OBJECTIVES: readonly (readonly Metric[])[] = [
  ["accuracy", "latency", "energy"],
  ["latency", "accuracy"],
  ["energy"],
];
const SOURCES: readonly (readonly Source[])[] = [["MEASURED", "COST_MODEL"], ["MEASURED"]];

describe("live front", () => {
  it("equals a full recomputation after every change: new rows, other values, withdrawn ones", () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        steps,
        fc.constantFrom(...OBJECTIVES),
        fc.constantFrom(...SOURCES),
        (first, changes, objectives, sources) => {
          let rows: readonly Row[] = first;
          const live = new LiveFront(objectives, sources, stateOf(rows));
          for (const step of [[], ...changes]) {
            const next = [...rows];
            const changed = new Set<number>();
            for (const write of step) {
              const at = Math.min(write.at, next.length);
              next[at] = write.row;
              changed.add(at);
            }
            rows = next;
            if (changed.size > 0) live.advance(stateOf(rows), changed);
            const expected = rowSetOf(
              stateOf(rows).columns,
              objectives,
              completeRows(rows, objectives, sources),
            );
            const { count, front, worst } = live.rowSet;
            expect({ count, front, worst, rows: live.rowSet.rows() }).toEqual({
              count: expected.count,
              front: expected.front,
              worst: expected.worst,
              rows: expected.rows(),
            });
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("leaves a set that was handed out as it was", () => {
    const measured = (value: number) => ({ value, source: "MEASURED" as const });
    const rows: Row[] = [{ accuracy: measured(1), latency: measured(1), energy: undefined }];
    const live = new LiveFront(["accuracy", "latency"], ["MEASURED"], stateOf(rows));
    const before = live.rowSet;
    live.advance(
      stateOf([...rows, { accuracy: measured(2), latency: measured(0), energy: undefined }]),
      new Set([1]),
    );
    expect([before.front, before.rows(), before.count]).toEqual([[0], [0], 1]);
    expect([live.rowSet.front, live.rowSet.rows(), live.rowSet.count]).toEqual([[1], [0, 1], 2]);
  });
});
