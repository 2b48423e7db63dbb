import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import type { FindingKind } from "../../../src/service/findings/finding.js";
import { suspicionsOf } from "../../../src/service/findings/suspicions/suspicions.js";
import { dataFolder, noData } from "../../support/data.js";
import { type Drawn, drawn, type RealTable, realTables, samplesOf } from "./real-devices.js";

const COUNTS = [10, 30, 100];

/** Multiplies the latencies of those rows by a factor. */
const slower = (rows: readonly Drawn[], factor: number, of: (i: number) => boolean): readonly Drawn[] =>
  rows.map((row, i) =>
    of(i) && row.latency !== undefined ? { ...row, latency: factor * row.latency } : row,
  );

interface Poison {
  readonly name: string;
  readonly kind: FindingKind;
  readonly apply: (rows: readonly Drawn[]) => readonly Drawn[];
  /** The least share of draws in which it is found, by the number of measurements. */
  readonly found: readonly [number, number, number];
}

const POISONS: readonly Poison[] = [
  {
    name: "seconds for milliseconds",
    kind: "unit",
    apply: (r) => slower(r, 1e-3, () => true),
    found: [1, 1, 1],
  },
  {
    name: "microseconds for milliseconds",
    kind: "unit",
    apply: (r) => slower(r, 1e3, () => true),
    found: [1, 1, 1],
  },
  {
    name: "seconds in half of them",
    kind: "unit",
    apply: (r) => slower(r, 1e-3, (i) => i % 2 > 0),
    found: [1, 1, 1],
  },
  {
    name: "microseconds in some",
    kind: "unit",
    apply: (r) => slower(r, 1e3, (i) => i % 5 === 0),
    found: [1, 1, 1],
  },
  {
    name: "one value 100 times too large",
    kind: "outlier",
    apply: (r) => slower(r, 100, (i) => i === 3),
    found: [0.9, 0.9, 0.9],
  },
  {
    name: "a device that throttles half-way, twice as slow",
    kind: "throttling",
    apply: (r) => slower(r, 2, (i) => 2 * i >= r.length),
    found: [0.4, 0.9, 1],
  },
  {
    name: "another runtime, half as slow again",
    kind: "conditions",
    apply: (r) =>
      slower(r, 1.5, (i) => i % 3 === 0).map((row, i) => ({ ...row, runtime: i % 3 === 0 ? "old" : "new" })),
    found: [0.1, 0.75, 1],
  },
  {
    name: "repeats of last month's firmware, 30 % slower",
    kind: "conditions",
    apply: (r) => [
      ...r,
      ...slower(r.slice(0, 5), 1.3, () => true).map((row) => ({
        ...row,
        measuredAt: "2026-10-01T00:00:00Z",
      })),
    ],
    found: [1, 1, 1],
  },
  {
    name: "repeats that differ",
    kind: "clash",
    apply: (r) => [...r, ...slower([r[2]], 1.6, () => true)],
    found: [1, 1, 1],
  },
  {
    name: "interchanged columns in some",
    kind: "swapped",
    apply: (r) =>
      r.map((row, i) => {
        const { latency, energy } = row;
        return i % 5 > 0 || latency === undefined || energy === undefined
          ? row
          : { ...row, latency: energy, energy: latency };
      }),
    found: [0.9, 0.9, 1],
  },
];

describe.skipIf(dataFolder === undefined)(`poison in real measurements (${noData})`, () => {
  let tables: readonly RealTable[] = [];
  beforeAll(() => {
    tables = realTables();
  });

  /** The kinds of findings of draws of every device, each with some of the other devices known. */
  function kindsFound(count: number, seeds: readonly number[], every: number, poison?: Poison) {
    const found: { readonly device: string; readonly kinds: readonly FindingKind[] }[] = [];
    for (const table of tables) {
      for (const [k, [device, costs]] of [...table.devices].entries()) {
        if (k % every > 0 || (poison?.kind === "swapped" && costs.energy === undefined)) continue;
        for (const seed of seeds) {
          const rows = drawn(table, device, count, new Random(seed));
          if (rows === undefined) continue;
          const samples = samplesOf(table, device, poison?.apply(rows) ?? rows, true);
          found.push({ device, kinds: suspicionsOf(samples).map(({ kind }) => kind) });
        }
      }
    }
    return found;
  }

  it.each(COUNTS)(
    "is never found in %i clean measurements of any device",
    (count) => {
      const alarms = kindsFound(count, [11, 12], 1).filter(({ kinds }) => kinds.length > 0);
      expect(alarms).toEqual([]);
    },
    120_000,
  );

  it.each(POISONS)(
    "is found: $name",
    (poison) => {
      for (const [i, count] of COUNTS.entries()) {
        const all = kindsFound(count, [21], 2, poison);
        const hits = all.filter(({ kinds }) => kinds.includes(poison.kind));
        expect(hits.length / all.length, `${count} measurements`).toBeGreaterThanOrEqual(poison.found[i]);
      }
    },
    120_000,
  );

  it("is found where no other device is known, but for a unit or an interchange of all values", () => {
    const table = tables.find(({ name }) => name.startsWith("nas-bench-201"))!;
    const rows = drawn(table, "raspberry-pi-5-onnx", 30, new Random(31))!;
    const kindsOf = (changed: readonly Drawn[]) =>
      suspicionsOf(samplesOf(table, "raspberry-pi-5-onnx", changed, false)).map(({ kind }) => kind);
    expect(kindsOf(rows)).toEqual([]);
    expect(kindsOf(slower(rows, 1e-3, (i) => i % 3 === 0))).toContain("unit");
    expect(kindsOf(slower(rows, 2, (i) => i >= 15))).toContain("throttling");
  });
});
