import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { architectureIdOf } from "../../src/base/ids.js";
import { groupRows, meanOverRows } from "../../src/tables/group-rows.js";

/** A table of up to 12 rows: each row has one of four ids and one of four functions. */
const table = fc.array(fc.record({ id: fc.nat(3), function: fc.nat(3) }), { maxLength: 12 });
const idsOf = (rows: readonly { readonly id: number }[]) =>
  rows.map(({ id }) => architectureIdOf(String(id)));

describe("grouping the rows of a table", () => {
  it("makes one network of the rows of one id, in the order of first rows", () => {
    const { rows, networkOf } = groupRows({
      ids: idsOf([{ id: 5 }, { id: 7 }, { id: 5 }, { id: 6 }, { id: 7 }]),
    });
    expect(rows).toEqual([[0, 2], [1, 4], [3]]);
    expect([...networkOf]).toEqual([0, 1, 0, 2, 1]);
  });

  it("counts representatives only, and gives the rows that they stand for to their networks", () => {
    const ids = idsOf([{ id: 5 }, { id: 6 }, { id: 7 }, { id: 5 }]);
    const { rows, networkOf } = groupRows({ ids, representative: Int32Array.of(0, 0, 2, 2) });
    expect(rows).toEqual([[0], [2]]);
    expect([...networkOf]).toEqual([0, 0, 1, 1]);
  });

  it("assigns every row to the network of its representative, and lists every representative once", () => {
    fc.assert(
      fc.property(table, fc.boolean(), (own, hasFunctions) => {
        const ids = idsOf(own);
        const first = own.map((row) => own.findIndex((other) => other.function === row.function));
        const representative = hasFunctions ? Int32Array.from(first) : undefined;
        const { rows, networkOf } = groupRows({ ids, ...(representative && { representative }) });
        const counted = own.map((_, row) => row).filter((row) => !hasFunctions || first[row] === row);
        expect([...rows.flat()].sort((a, b) => a - b)).toEqual(counted);
        rows.forEach((members, network) => {
          expect(new Set(members.map((row) => ids[row])).size).toBe(1);
          expect(members).toEqual([...members].sort((a, b) => a - b));
          for (const row of members) expect(networkOf[row]).toBe(network);
        });
        expect(new Set(rows.map(([row]) => ids[row])).size).toBe(rows.length);
        const firsts = rows.map(([row]) => row);
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
        for (const row of hasFunctions ? own.keys() : []) expect(networkOf[row]).toBe(networkOf[first[row]]);
      }),
    );
  });
});

describe("the mean over rows", () => {
  it("is that of the values that are there", () => {
    const column = Float64Array.of(1, Number.NaN, 4, 10);
    expect(meanOverRows(column, [0, 2, 3])).toBe(5);
    expect(meanOverRows(column, [0, 1, 2])).toBe(2.5);
    expect(meanOverRows(column, [1])).toBeNaN();
    expect(meanOverRows(column, [])).toBeNaN();
    expect(meanOverRows(Float64Array.of(0, Number.NaN), [0, 1])).toBe(0);
  });
});
