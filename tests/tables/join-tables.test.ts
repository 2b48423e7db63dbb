import { describe, expect, test } from "vitest";
import { groupRows, meanOverRows } from "../../src/tables/group-rows.js";
import { joinTables } from "../../src/tables/join-tables.js";
import { type NetworkTable, parseTable } from "../../src/tables/parse-table.js";
import { toySpace } from "../search/toy.js";

const GENES = "depth,width,kernel";
const parse = (head: string, rows: readonly string[], distinct?: string) =>
  parseTable([`${GENES},${head}`, ...rows].join("\n"), toySpace, distinct === undefined ? {} : { distinct });

/** The mean of a column per network. */
function valuesOf(table: NetworkTable, name: string): number[] {
  const column = table.columns.find((other) => other.name === name);
  return groupRows(table).rows.map((rows) => meanOverRows(column!.values, rows));
}

describe("tables read as one", () => {
  test("have the networks and the columns of all, and rows of one architecture are one network", async () => {
    const a = await parse("d.latency_ms", ["2,32,a,1", "2,16,a,2"]);
    const b = await parse("e.latency_ms,d.latency_ms", ["2,16,a,30,4", "1,16,,40,"]);
    const joined = joinTables([a, b]);
    expect(groupRows(joined).rows).toEqual([[0], [1, 2], [3]]);
    expect(valuesOf(joined, "d.latency_ms")).toEqual([1, 3, Number.NaN]);
    expect(valuesOf(joined, "e.latency_ms")).toEqual([Number.NaN, 30, 40]);
    expect(joined.columns.map(({ kind, subject, missing }) => [kind, subject, missing])).toEqual([
      ["latency", "d", 1],
      ["latency", "e", 2],
    ]);
    expect(joined.genotypes).toEqual([...a.genotypes, ...b.genotypes]);
  });

  test("with a distinct column, networks of different files with one value are one network", async () => {
    const a = await parse("d.latency_ms,group", ["2,32,a,1,x", "2,16,a,9,x", "2,16,b,2,y"], "group");
    const b = await parse(
      "e.latency_ms,group",
      ["1,16,,20,y", "2,16,a,10,x", "1,32,,99,x", "2,32,b,30,z"],
      "group",
    );
    const joined = joinTables([a, b]);
    expect(groupRows(joined).rows).toEqual([[0, 4], [2, 3], [6]]);
    expect(valuesOf(joined, "d.latency_ms")).toEqual([1, 2, Number.NaN]);
    expect(valuesOf(joined, "e.latency_ms")).toEqual([10, 20, 30]);
    expect([...groupRows(joined).networkOf]).toEqual([0, 0, 1, 1, 0, 0, 2]);
  });

  test("are that table where there is one", async () => {
    const a = await parse("d.latency_ms", ["2,32,a,1"]);
    expect(joinTables([a])).toBe(a);
  });
});
