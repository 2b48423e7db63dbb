import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { requireId, requireInteger, requireNumber, requireText } from "../../src/base/validate.js";

function refusal(check: () => unknown): InvalidInput {
  try {
    check();
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("an id", () => {
  it.each(["a", "7", "jetson-tx2", "OFA_w1.0", "a".repeat(100)])("may be %s", (id) => {
    expect(requireId(id, "id")).toBe(id);
  });

  it.each([
    ["empty", ""],
    ["101 letters", "a".repeat(101)],
    ["a path", "a/b"],
    ["an option", "-a"],
    ["hidden", ".a"],
    ["two words", "a b"],
    ["two lines", "a\nb"],
    ["accented", "é"],
    ["a number", 7],
    ["missing", undefined],
  ])("may not be %s", (_, value) => {
    const problem = refusal(() => requireId(value, "device"));
    expect(problem.field).toBe("device");
    expect(problem.message).toMatch(/^device must be 1 to 100 letters/);
  });
});

describe("a text", () => {
  it("has at most the length given, and may be empty", () => {
    expect(requireText("", "name", 3)).toBe("");
    expect(requireText("abc", "name", 3)).toBe("abc");
    expect(refusal(() => requireText("abcd", "name", 3)).message).toBe(
      "name must be text of at most 3 characters",
    );
    expect(refusal(() => requireText(3, "name", 3)).field).toBe("name");
  });
});

describe("a number", () => {
  it("is accepted exactly within its bounds", () => {
    const numbers = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, numbers, (value, least, most) => {
        const check = () => requireNumber(value, "x", { least, most });
        if (value >= least && value <= most) expect(check()).toBe(value);
        else expect(refusal(check).field).toBe("x");
      }),
    );
    expect(requireNumber(0, "x", { least: 0, most: 1 })).toBe(0);
    expect(requireNumber(1, "x", { least: 0, most: 1 })).toBe(1);
    expect(requireNumber(1e-9, "x", { above: 0 })).toBe(1e-9);
    expect(refusal(() => requireNumber(0, "x", { above: 0 })).field).toBe("x");
  });

  it.each([
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    ["5", '"5"'],
    ["x".repeat(100), `"${"x".repeat(40)}"`],
    [null, "null"],
    [undefined, "undefined"],
    [[5], "a list"],
    [{}, "an object"],
  ])("is not %s, and the message says what is", (value, shown) => {
    expect(refusal(() => requireNumber(value, "latency", { above: 0, most: 9, unit: "ms" })).message).toBe(
      `latency must be a number [ms] above 0 and at most 9, not ${shown}`,
    );
  });

  it("may have to be whole", () => {
    expect(requireInteger(3, "budget", 1, 3)).toBe(3);
    expect(refusal(() => requireInteger(2.5, "budget", 1, 3)).message).toBe(
      "budget must be a whole number, not 2.5",
    );
    expect(refusal(() => requireInteger(4, "budget", 1, 3)).message).toMatch(
      /at least 1 and at most 3, not 4/,
    );
  });
});
