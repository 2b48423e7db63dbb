import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IncrementalFront } from "../../src/pareto/incremental.js";
import { plainFront, toColumns } from "../support/plain-pareto.js";
import { cloud } from "./points.js";

describe("incremental front", () => {
  it("equals the front of all points after every insertion, and reports exactly what changed", () => {
    fc.assert(
      fc.property(cloud(1, 4), ({ objectives, points }) => {
        const front = new IncrementalFront<number>(objectives);
        points.forEach((values, i) => {
          const before = front.keys;
          const { added, removed } = front.insert(i, values);
          const expected = plainFront(points.slice(0, i + 1));
          expect([...front.keys].sort((a, b) => a - b)).toEqual(expected);
          expect(added).toBe(expected.includes(i));
          expect(removed).toEqual(before.filter((key) => !expected.includes(key)));
        });
        expect(front.columns()).toEqual(
          toColumns(
            front.keys.map((key) => points[key]),
            objectives,
          ),
        );
        expect(front.size).toBe(front.keys.length);
      }),
    );
  });

  it("refuses invalid points and then changes nothing", () => {
    const front = new IncrementalFront<string>(2);
    front.insert("a", [1, 1]);
    expect(() => front.insert("b", [0, Number.NaN])).toThrow(/NaN/);
    expect(() => front.insert("b", [0])).toThrow(/1 objectives, the front has 2/);
    expect(() => front.insert("a", [0, 0])).toThrow(/on the front already/);
    expect(front.keys).toEqual(["a"]);
    expect(front.has("b")).toBe(false);
    expect(() => new IncrementalFront(0)).toThrow(RangeError);
  });
});
