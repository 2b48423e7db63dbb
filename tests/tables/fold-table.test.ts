import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { architectureIdOf, deviceId } from "../../src/base/ids.js";
import { genotypeKey } from "../../src/space/identity.js";
import { foldTable } from "../../src/tables/fold-table.js";
import type { ReplayTable } from "../../src/tables/replay.js";

const objectives = [{ metric: "accuracy" }, { metric: "latency", device: deviceId("d") }] as const;

interface Row {
  readonly genes: readonly number[];
  readonly accuracy: number;
  readonly latency: number;
  readonly score?: number;
  /** Rows of one function stand for each other. */
  readonly function?: number;
}

function tableOf(rows: readonly Row[]): ReplayTable {
  const functions = rows.map((row) => row.function);
  return {
    genotypes: rows.map(({ genes }) => Uint8Array.from(genes)),
    ids: rows.map(({ genes }) => architectureIdOf(genes.join())),
    values: [
      Float64Array.from(rows, ({ accuracy }) => accuracy),
      Float64Array.from(rows, ({ latency }) => latency),
    ],
    scores: [Float64Array.from(rows, ({ score }) => score ?? Number.NaN)],
    ...(functions.every((own) => own !== undefined) && {
      representative: Int32Array.from(functions, (own) => functions.indexOf(own)),
    }),
  };
}

describe("folding a table", () => {
  it("gives one network per architecture id, with the means of its rows", () => {
    const folded = foldTable(
      tableOf([
        { genes: [0, 0], accuracy: 0.25, latency: 1, score: 3 },
        { genes: [0, 1], accuracy: 0.5, latency: 2 },
        { genes: [0, 0], accuracy: 0.75, latency: Number.NaN, score: 5 },
      ]),
      objectives,
    );
    expect(folded.candidates.map((network) => [...network])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(folded.values.map((column) => [...column])).toEqual([
      [0.5, 0.5],
      [1, 2],
    ]);
    expect(folded.scores.map((column) => [...column])).toEqual([[4, Number.NaN]]);
    expect(folded.leftOut).toBe(0);
  });

  it("leaves out and counts networks that lack an objective or are below a floor that was asked for", () => {
    const table = tableOf([
      { genes: [0], accuracy: 0.5, latency: 0.049 },
      { genes: [1], accuracy: 0.5, latency: 0.05 },
      { genes: [2], accuracy: Number.NaN, latency: 1 },
      { genes: [3], accuracy: 0.01, latency: 1 },
    ]);
    expect(foldTable(table, objectives)).toMatchObject({ leftOut: 1, candidates: { length: 3 } });
    const folded = foldTable({ ...table, minLatency: 0.05 }, objectives);
    expect(folded.candidates.map(([gene]) => gene)).toEqual([1, 3]);
    expect(folded.leftOut).toBe(2);
    expect([...folded.indexOf]).toEqual([1, 3].map((gene, i) => [genotypeKey(Uint8Array.of(gene)), i]));
    const byAccuracy = foldTable(tableOf([{ genes: [0], accuracy: 0.001, latency: 1 }]), [objectives[0]]);
    expect(byAccuracy.leftOut).toBe(0);
  });

  it("lets the first row of a function stand for the others, with its own numbers", () => {
    const folded = foldTable(
      tableOf([
        { genes: [0], accuracy: 0.5, latency: 1, function: 7 },
        { genes: [1], accuracy: 0.9, latency: 9, function: 7 },
        { genes: [2], accuracy: 0.7, latency: 3, function: 8 },
      ]),
      objectives,
    );
    expect(folded.candidates.map(([gene]) => gene)).toEqual([0, 2]);
    expect([...folded.values[0]]).toEqual([0.5, 0.7]);
    expect([0, 1, 2].map((gene) => folded.indexOf.get(genotypeKey(Uint8Array.of(gene))))).toEqual([0, 0, 1]);
  });

  it("finds a candidate for exactly the rows whose network is usable", () => {
    const value = fc.constantFrom(Number.NaN, 0.01, 0.5, 1);
    const row = fc.record({ genes: fc.tuple(fc.nat(2), fc.nat(1)), accuracy: value, latency: value });
    // A network computes one function, so rows of one network never have different ones.
    const functions = fc.array(fc.nat(4), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), functions, (drawn, functionOf) => {
        const rows = drawn.map((own) => ({ ...own, function: functionOf[2 * own.genes[0] + own.genes[1]] }));
        const folded = foldTable({ ...tableOf(rows), minLatency: 0.05 }, objectives);
        const { candidates, values, indexOf, leftOut } = folded;
        expect(new Set(candidates.map(genotypeKey)).size).toBe(candidates.length);
        expect(values[0].every((accuracy) => !Number.isNaN(accuracy))).toBe(true);
        expect(values[1].every((latency) => latency >= 0.05)).toBe(true);
        for (const [i, network] of candidates.entries()) expect(indexOf.get(genotypeKey(network))).toBe(i);
        const representatives = rows.filter(
          (own, i) => rows.findIndex((other) => other.function === own.function) === i,
        );
        const networks = new Set(representatives.map(({ genes }) => genes.join()));
        expect(candidates.length + leftOut).toBe(networks.size);
      }),
      { numRuns: 300 },
    );
  });
});
