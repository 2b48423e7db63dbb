import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { architectureIdOf } from "../../../src/base/ids.js";
import { ByteTable } from "../../../src/projections/columns/byte-table.js";
import { CHUNK_ROWS, FloatColumn, forEachChange } from "../../../src/projections/columns/float-column.js";
import { ID_BYTES, IdIndex, idOfRow } from "../../../src/projections/columns/id-index.js";
import { LayeredColumn } from "../../../src/projections/columns/layers.js";
import { bytesOf } from "./networks.js";

const row = fc.oneof(fc.nat(20), fc.integer({ min: CHUNK_ROWS - 3, max: 2 * CHUNK_ROWS + 3 }));
const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN));
const writes = fc.array(fc.tuple(row, value), { maxLength: 12 });

const edited = (column: FloatColumn, changes: readonly (readonly [number, number])[]): FloatColumn => {
  const edit = column.edit();
  for (const [at, to] of changes) edit.set(at, to);
  return edit.done();
};

describe("a column of numbers", () => {
  it("has the values that were written last, and leaves earlier columns as they were", () => {
    fc.assert(
      fc.property(fc.array(writes, { maxLength: 4 }), (steps) => {
        const expected = new Map<number, number>();
        let column = FloatColumn.EMPTY;
        const states = [{ column, values: new Map(expected) }];
        for (const step of steps) {
          const before = column;
          column = edited(column, step);
          const differing = new Set<number>();
          forEachChange(before, column, (at) => differing.add(at));
          for (const [at, to] of step) expected.set(at, to);
          for (const [at, to] of expected) {
            const was = states[states.length - 1].values.get(at) ?? Number.NaN;
            expect(differing.has(at)).toBe(!Object.is(was, to));
          }
          states.push({ column, values: new Map(expected) });
        }
        for (const state of states)
          for (const at of expected.keys())
            expect(state.column.at(at)).toBe(state.values.get(at) ?? Number.NaN);
      }),
    );
  });

  it("shares all chunks without a change with the one before", () => {
    const before = edited(FloatColumn.EMPTY, [
      [0, 1],
      [CHUNK_ROWS, 2],
      [2 * CHUNK_ROWS, 3],
    ]);
    const after = edited(before, [[CHUNK_ROWS + 1, 5]]);
    expect(after.chunks.map((chunk, c) => chunk === before.chunks[c])).toEqual([true, false, true]);
    expect(edited(before, [[0, 1]]).chunks[0]).toBe(before.chunks[0]);
  });

  it("of layers has the first value of each row, or none where that layer is not shown", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(writes, writes), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (steps, shown) => {
          const layered = new LayeredColumn();
          let [a, b] = [FloatColumn.EMPTY, FloatColumn.EMPTY];
          for (const [first, second] of steps) {
            [a, b] = [edited(a, first), edited(b, second)];
            const column = layered.of([a, b], [shown, true]);
            for (const at of steps.flat(2).map(([at]) => at)) {
              const own = shown ? a.at(at) : Number.NaN;
              expect(column.at(at)).toBe(Number.isNaN(a.at(at)) ? b.at(at) : own);
            }
          }
        },
      ),
    );
  });
});

describe("an index of ids", () => {
  it("finds the row of each id, also of those added since, and of no other", () => {
    const rowsOf = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => bytesOf(from + i));
    const first = ByteTable.empty(ID_BYTES).with(rowsOf(0, 5000));
    const index = new IdIndex(first);
    const shared = new IdIndex(first, index.shared);
    let ids = first;
    for (const to of [5001, 9000, 17_000]) {
      const more = ids.with(rowsOf(ids.count, to));
      for (const one of [index, shared]) one.add(more, ids.count);
      ids = more;
      for (const at of [0, 4999, 5000, to - 1]) {
        const id = idOfRow(ids, at);
        expect(id).toBe(Buffer.from(bytesOf(at)).toString("hex"));
        expect([index.rowOf(ids, id), shared.rowOf(ids, id)]).toEqual([at, at]);
        expect(index.rowOf(first, id)).toBe(at < 5000 ? at : undefined);
      }
      for (const other of [idOfRow(ids, 0).replace(/./, "x"), Buffer.from(bytesOf(-1)).toString("hex"), "n1"])
        expect(index.rowOf(ids, architectureIdOf(other))).toBeUndefined();
    }
  });
});
