import { describe, expect, it } from "vitest";
import { defined, optional } from "../../src/base/defined.js";

describe("defined", () => {
  it("leaves out null and undefined, and nothing else", () => {
    expect(defined({ a: null, b: undefined, c: 0, d: "", e: false, f: [null], g: { h: null } })).toEqual({
      c: 0,
      d: "",
      e: false,
      f: [null],
      g: { h: null },
    });
  });
});

describe("optional", () => {
  it("applies the function to every value but null and undefined", () => {
    expect([0, "", false].map((value) => optional(value, String))).toEqual(["0", "", "false"]);
    expect([null, undefined].map((value) => optional(value, String))).toEqual([undefined, undefined]);
  });
});
