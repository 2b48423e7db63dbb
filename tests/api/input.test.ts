import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, queryScope } from "../../src/api/input/cursor.js";
import {
  globalId,
  keyOf,
  measurementGlobalId,
  NODE_TYPES,
  parseGlobalId,
  parseMeasurementKey,
} from "../../src/api/input/ids.js";
import { pageSize, takePage } from "../../src/api/input/page.js";

const thrown = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error as { readonly code: string; readonly field: string; readonly message: string };
  }
  throw new Error("nothing was thrown");
};

describe("global ids", () => {
  it("round-trip for every type and key", () => {
    const keys = fc.string({ minLength: 1, unit: "grapheme" });
    fc.assert(
      fc.property(fc.constantFrom(...NODE_TYPES), keys, (type, key) => {
        expect(parseGlobalId(globalId(type, key))).toEqual({ type, key });
        expect(keyOf(type, globalId(type, key), "id")).toBe(key);
      }),
    );
  });

  it("may be replaced by plain keys, which stay as they are", () => {
    for (const key of ["av-mnist", "2080ti-b1", "VGFzazo", "Task:av-mnist", "", "%%%"])
      expect(keyOf("Task", key, "task")).toBe(key);
  });

  it("of another type are refused, and the error names the object", () => {
    const error = thrown(() => keyOf("Task", globalId("Device", "jetson-tx2"), "task"));
    expect(error).toMatchObject({ code: "INVALID_INPUT", field: "task" });
    expect(error.message).toContain('Device "jetson-tx2"');
  });

  it("of measurements include the architecture", () => {
    const parsed = parseGlobalId(measurementGlobalId("abc", "m-1"));
    expect(parseMeasurementKey(parsed?.key ?? "")).toEqual({ architecture: "abc", key: "m-1" });
    expect(parseMeasurementKey("m-1")).toEqual({ architecture: "", key: "m-1" });
  });
});

describe("page sizes", () => {
  it.each([
    [undefined, 100],
    [null, 100],
    [0, 0],
    [1, 1],
    [1000, 1000],
  ])("%s gives %s", (first, size) => expect(pageSize(first)).toBe(size));

  it.each([-1, 1001, 2 ** 31 - 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("%s is refused", (first) => {
    expect(thrown(() => pageSize(first))).toMatchObject({ code: "INVALID_INPUT", field: "first" });
  });

  it("limit the items of a page, which tells whether there are more", () => {
    expect(takePage([1, 2, 3], 2)).toEqual({ items: [1, 2], hasMore: true });
    expect(takePage([1, 2], 2)).toEqual({ items: [1, 2], hasMore: false });
    expect(takePage([1], 0)).toEqual({ items: [], hasMore: true });
  });
});

describe("cursors", () => {
  const scope = queryScope("paretoFront", { task: "a", device: "b" }, "v1");

  it("round-trip", () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.string()), fc.string(), (first, second) => {
        expect(decodeCursor(scope, encodeCursor(scope, [first, second]))).toEqual([first, second]);
      }),
    );
  });

  it("depend on every value of the arguments, and not on the order of fields", () => {
    expect(queryScope("paretoFront", { device: "b", task: "a" }, "v1")).toEqual(scope);
    expect(queryScope("paretoFront", { device: "b", task: "c" }, "v1")).not.toEqual(scope);
    expect(queryScope("searchRuns", { device: "b", task: "a" }, "v1")).not.toEqual(scope);
  });

  it("of another query are refused", () => {
    const other = encodeCursor(queryScope("paretoFront", { task: "a", device: "c" }, "v1"), [0, "x"]);
    const error = thrown(() => decodeCursor(scope, other));
    expect(error).toMatchObject({ code: "INVALID_INPUT", field: "after" });
    expect(error.message).toContain("another query");
  });

  it("of an earlier version of the answer are a conflict", () => {
    const older = encodeCursor({ ...scope, version: "v0" }, [0, "x"]);
    expect(thrown(() => decodeCursor(scope, older))).toMatchObject({ code: "CONFLICT", field: "after" });
  });

  it("are refused if the text is not a cursor at all", () => {
    const garbage = [
      "",
      "abc",
      "////",
      "bnVsbA",
      Buffer.from("[1,2]").toString("base64url"),
      "é".repeat(1000),
    ];
    for (const cursor of garbage)
      expect(thrown(() => decodeCursor(scope, cursor))).toMatchObject({
        code: "INVALID_INPUT",
        field: "after",
      });
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(thrown(() => decodeCursor(scope, cursor))).toMatchObject({ field: "after" });
      }),
    );
  });
});
