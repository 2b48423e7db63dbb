import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PlottedColumn, thinnedRows } from "../../../../src/service/front/columns/thinned-rows.js";

const column = (values: readonly number[], sources = values.map(() => 1)): PlottedColumn => ({
  values: Float64Array.from(values),
  sources: Uint8Array.from(sources),
});

const row = fc.record({
  y: fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000),
  x: fc.integer({ min: 1, max: 1000 }).map((value) => value / 10),
  source: fc.integer({ min: 1, max: 3 }),
});

describe("thinned rows", () => {
  it("have a row of the same sources within a bin of each row that is left out, on both kinds of axes", () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 300 }),
        fc.integer({ min: 16, max: 40 }),
        (rows, bins) => {
          const [ys, xs, sources] = [
            rows.map(({ y }) => y),
            rows.map(({ x }) => x),
            rows.map((r) => r.source),
          ];
          const chosen = thinnedRows([column(ys, sources), column(xs, sources)], bins, []);
          const width = (values: readonly number[]) => (Math.max(...values) - Math.min(...values)) / bins;
          for (const place of [(x: number) => x, Math.log]) {
            const [across, up] = [width(xs.map(place)), width(ys)];
            for (const one of rows) {
              const isNear = [...chosen].some(
                (i) =>
                  sources[i] === one.source &&
                  Math.abs(place(xs[i]) - place(one.x)) <= across * 1.001 &&
                  Math.abs(ys[i] - one.y) <= up * 1.001,
              );
              expect(isNear).toBe(true);
            }
          }
        },
      ),
    );
  });

  it("are at most as many as there are bins, and keep the rows that must stay", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => [(i % 977) / 977, 1 + ((i * 7) % 1009)] as const);
    const columns = [column(many.map(([y]) => y)), column(many.map(([, x]) => x))];
    const chosen = thinnedRows(columns, 16, [17, 19_999]);
    expect(chosen.length).toBeLessThanOrEqual(2 * 16 * 16 + 2);
    expect([...chosen]).toEqual([...chosen].toSorted((a, b) => a - b));
    expect([...chosen]).toEqual(expect.arrayContaining([17, 19_999]));
  });

  it("leave out what has no place in a plot", () => {
    const gap = Number.NaN;
    expect([...thinnedRows([column([1, 2, gap, 3]), column([gap, 5, 6, 7])], 16, [])]).toEqual([1, 3]);
    expect([...thinnedRows([column([0.5, gap, 0.5])], 16, [])]).toEqual([0]);
  });
});
