import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oversizeOf } from "../../src/base/json/json-size.js";
import { cpuTimeOf } from "../support/cpu-time.js";

const BOUNDS = { depth: 5, tokens: 20 };
const check = (text: string, bounds = BOUNDS) => oversizeOf(Buffer.from(text), bounds);

/** Nesting of lists and objects of a value, plainly. */
const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe("the bounds of a JSON text", () => {
  it("are its nesting and the number of its values", () => {
    expect(check("[[[[[1]]]]]")).toBeUndefined();
    expect(check("[[[[[[1]]]]]]")).toBe("is nested more than 5 deep");
    expect(check(`[${Array(20).fill(0)}]`)).toBeUndefined();
    expect(check(`[${Array(21).fill(0)}]`)).toBe("has more than 20 strings, commas and brackets");
    expect(check("[]".repeat(21))).toBe("has more than 20 strings, commas and brackets");
  });

  it("ignore what is inside strings", () => {
    for (const text of ["[[[[[[", '\\"[[[[[[', "\\\\", '{{{{{{\\"', ",".repeat(30)])
      expect(check(JSON.stringify({ a: text, b: text }))).toBeUndefined();
    expect(check('{"a":"\\\\","b":[[[[[]]]]]}')).toBe("is nested more than 5 deep");
  });

  it("agree with the parsed value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        const depth = depthOf(value);
        expect(check(text, { depth, tokens: 1e9 })).toBeUndefined();
        if (depth > 0) expect(check(text, { depth: depth - 1, tokens: 1e9 })).toBeDefined();
      }),
    );
  });

  it("are found in milliseconds, whatever 19 MB hold", () => {
    for (const unit of ["[", '"', '\\"', '"\\\\', "{}", "0,"]) {
      const text = Buffer.from(unit.repeat(19_000_000 / unit.length));
      const { ms } = cpuTimeOf(() => oversizeOf(text, { depth: 40, tokens: 2_000_000 }));
      expect(ms, unit).toBeLessThan(1_000);
    }
  });
});
