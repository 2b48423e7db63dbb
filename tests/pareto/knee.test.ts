import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kneePoint } from "../../src/pareto/knee.js";
import { plainFront, toColumns } from "../support/plain-pareto.js";
import { shuffled } from "./points.js";

const knee = (points: readonly (readonly number[])[]) => kneePoint(toColumns(points, points[0].length));

describe("knee point", () => {
  it("is the point farthest below the line through the extremes", () => {
    expect(
      knee([
        [0, 100],
        [10, 60],
        [20, 20],
        [60, 10],
        [100, 0],
      ]),
    ).toBe(2);
  });

  it("does not depend on the objectives' units", () => {
    expect(
      knee([
        [0, 1],
        [0.2, 0.1],
        [1, 0],
      ]),
    ).toBe(1);
    expect(
      knee([
        [0, 1e6],
        [2e-6, 1e5],
        [1e-5, 0],
      ]),
    ).toBe(1);
  });

  it("takes the most even of tied points", () => {
    expect(
      knee([
        [0, 4],
        [1, 2],
        [2, 1],
        [4, 0],
      ]),
    ).toBe(1);
    expect(
      knee([
        [0, 8],
        [1, 5],
        [3, 3],
        [5, 1],
        [8, 0],
      ]),
    ).toBe(2);
  });

  it("is defined for one point and for two, and is -1 for none", () => {
    expect(knee([[5, 5]])).toBe(0);
    expect(
      knee([
        [5, 1],
        [1, 5],
      ]),
    ).toBe(1);
    expect(
      knee([
        [5, 1, 7],
        [1, 5, 7],
        [6, 6, 8],
      ]),
    ).toBe(1);
    expect(kneePoint(toColumns([], 2))).toBe(-1);
  });

  it("lies on the front and is the same point in any order", () => {
    fc.assert(
      fc.property(shuffled(1, 4), ({ cloud: { objectives, points }, order }) => {
        fc.pre(points.length > 0);
        const found = kneePoint(toColumns(points, objectives));
        expect(plainFront(points)).toContain(found);
        const moved = order.map((i) => points[i]);
        expect(moved[kneePoint(toColumns(moved, objectives))]).toEqual(points[found]);
      }),
    );
  });

  it("refuses NaN and infinities", () => {
    expect(() => knee([[Number.NaN]])).toThrow(/NaN/);
    expect(() => knee([[Number.POSITIVE_INFINITY]])).toThrow(/not finite/);
  });
});
