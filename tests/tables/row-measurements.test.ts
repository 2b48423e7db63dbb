import { describe, expect, it } from "vitest";
import { architectureIdOf, spaceId } from "../../src/base/ids.js";
import type { Measurement } from "../../src/records/measurement.js";
import { RowMeasurer } from "../../src/tables/row-measurements.js";
import { columnName } from "../../src/tables/table-columns.js";

type Rows = readonly (readonly [id: string, ...values: number[]])[];
const [NONE, SPACE] = [Number.NaN, spaceId("toy")];

/** All measurements of a table with these value columns, row by row. */
function measure(names: readonly string[], rows: Rows, origin = "table"): Measurement[] {
  const columns = names.map((name, c) => ({
    ...columnName(name),
    values: Float64Array.from(rows, (row) => row[c + 1] as number),
    missing: 0,
  }));
  const ids = rows.map(([id]) => architectureIdOf(id));
  const measurer = new RowMeasurer(SPACE, { columns, ids }, origin);
  return rows.flatMap((_, row) => measurer.of(row));
}
const idsOf = (measurements: readonly Measurement[]) => measurements.map(({ id }) => id);

const NAMES = ["t.accuracy", "d.latency_ms", "d.latency_sd_ms", "d.energy_mj", "e.energy_mj", "note"];

describe("the measurements of a row", () => {
  it("are one per task and one per device, with what the row has", () => {
    const shared = { space: "toy", architecture: "a", origin: "table", retracted: false, repeats: 1 };
    expect(measure(NAMES, [["a", 0.5, 3, 0.1, 7, 9, 1]])).toEqual([
      {
        ...shared,
        id: expect.any(String),
        subject: "task",
        task: "t",
        accuracy: 0.5,
        fidelity: { split: "unspecified", training: "", seeds: [] },
      },
      {
        ...shared,
        id: expect.any(String),
        subject: "device",
        device: "d",
        latency: 3,
        latencySd: 0.1,
        energy: 7,
      },
      { ...shared, id: expect.any(String), subject: "device", device: "e", energy: 9 },
    ]);
  });

  it("leave out what is empty, and a spread without its latency", () => {
    const [cost] = measure(NAMES, [["a", NONE, NONE, 0.1, 7, NONE, 1]]);
    expect(cost).toMatchObject({ subject: "device", device: "d", energy: 7 });
    expect(Object.keys(cost)).not.toEqual(expect.arrayContaining(["latency"]));
    expect(Object.keys(cost)).not.toEqual(expect.arrayContaining(["latencySd"]));
    expect(measure(NAMES, [["a", NONE, NONE, 0.1, NONE, NONE, 1]])).toEqual([]);
    expect(measure(["d.latency_sd_ms", "t.accuracy"], [["a", 0.1, 0]])).toMatchObject([{ accuracy: 0 }]);
  });
});

describe("the ids of a table's measurements", () => {
  const names = ["t.accuracy", "d.latency_ms"];
  const rows: Rows = [
    ["a", 0.5, 1],
    ["b", 0.6, 2],
    ["a", 0.5, 1],
    ["a", 0.5, 3],
    ["a", 0.5, 1],
  ];

  it("are all different, also those of equal rows", () => {
    const ids = idsOf(measure(names, rows));
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });

  it("are the same for the same rows of another file, so that importing them again adds nothing", () => {
    expect(idsOf(measure(names, rows, "another file"))).toEqual(idsOf(measure(names, rows)));
    const reordered = [rows[3], rows[0], rows[4], rows[1], rows[2]];
    expect(idsOf(measure(names, reordered)).sort()).toEqual(idsOf(measure(names, rows)).sort());
  });

  it("stay as they are when the table grows, so that only what is new is added", () => {
    const before = idsOf(measure(names, rows.slice(0, 3)));
    expect(idsOf(measure(names, rows)).slice(0, before.length)).toEqual(before);
  });

  it("depend on the network, on whose values they are, and on every value but the spread", () => {
    const idOf = (columns: readonly string[], row: Rows[number]) => measure(columns, [row]).at(-1)!.id;
    const both = ["d.latency_ms", "d.energy_mj"];
    const all = [
      idOf(both, ["a", 1, 2]),
      idOf(both, ["b", 1, 2]),
      idOf(both, ["a", 2, 1]),
      idOf(both, ["a", 1, NONE]),
      idOf(both, ["a", NONE, 1]),
      idOf(["e.latency_ms", "e.energy_mj"], ["a", 1, 2]),
      idOf(["t.accuracy"], ["a", 1]),
      idOf(["d.accuracy"], ["a", 1]),
    ];
    expect(new Set(all).size).toBe(all.length);
    const spread = ["d.latency_ms", "d.latency_sd_ms"];
    expect(idOf(spread, ["a", 1, 0.1])).toBe(idOf(spread, ["a", 1, 0.2]));
  });
});
