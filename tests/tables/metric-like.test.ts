import { expect, test } from "vitest";
import { meantColumn } from "../../src/tables/metric-like.js";

test("names of what every object has are no metrics", () => {
  for (const name of ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty"]) {
    for (const column of [name, `board.${name}`, `${name}_ms`, `${name}.latency_ms_sd.x`])
      expect(meantColumn(column)).toBeUndefined();
    expect(meantColumn(`${name}.latency_ms`)).toEqual({ kind: "latency", subject: name });
  }
  expect(meantColumn("board.lat_us")).toEqual({ kind: "latency", subject: "board" });
});
