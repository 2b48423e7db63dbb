import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairwiseRanks } from "../../bench/plain-pareto.js";
import { Random } from "../../src/base/random.js";
import { paretoFront } from "../../src/pareto/front.js";
import { nonDominatedSort } from "../../src/pareto/sort.js";
import { plainFront, plainRanks, toColumns } from "../support/plain-pareto.js";
import { cloud, shuffled } from "./points.js";

describe("non-dominated sorting and the front", () => {
  it("agree with the plain implementations in 1 to 5 objectives", () => {
    fc.assert(
      fc.property(cloud(1, 5), ({ objectives, points }) => {
        const columns = toColumns(points, objectives);
        expect([...nonDominatedSort(columns)]).toEqual(plainRanks(points));
        expect([...pairwiseRanks(columns)]).toEqual(plainRanks(points));
        expect([...paretoFront(columns)]).toEqual(plainFront(points));
      }),
      { numRuns: 400 },
    );
  });

  it("agree on a large cloud with and without ties", () => {
    const random = new Random(1);
    for (const levels of [20, 1e9]) {
      const columns = [0, 1, 2].map(() => Float64Array.from({ length: 3000 }, () => random.int(levels)));
      expect(nonDominatedSort(columns)).toEqual(pairwiseRanks(columns));
    }
  });

  it("do not depend on the order of the points", () => {
    fc.assert(
      fc.property(shuffled(1, 4), ({ cloud: { objectives, points }, order }) => {
        const ranks = nonDominatedSort(toColumns(points, objectives));
        const moved = nonDominatedSort(
          toColumns(
            order.map((i) => points[i]),
            objectives,
          ),
        );
        expect([...moved]).toEqual(order.map((i) => ranks[i]));
      }),
    );
  });

  it("keep the front when a dominated point is added", () => {
    fc.assert(
      fc.property(cloud(1, 4), fc.nat(), ({ objectives, points }, pick) => {
        fc.pre(points.length > 0);
        const worse = points[pick % points.length].map((value) => value + 1);
        expect([...paretoFront(toColumns([...points, worse], objectives))]).toEqual([
          ...paretoFront(toColumns(points, objectives)),
        ]);
      }),
    );
  });

  it("keep all copies of a point of the front", () => {
    const columns = toColumns(
      [
        [1, 2],
        [2, 1],
        [1, 2],
        [3, 3],
        [3, 3],
      ],
      2,
    );
    expect([...paretoFront(columns)]).toEqual([0, 1, 2]);
    expect([...nonDominatedSort(columns)]).toEqual([0, 0, 0, 1, 1]);
  });

  it("accept infinities and negative zero", () => {
    const infinity = Number.POSITIVE_INFINITY;
    const points = [
      [infinity, 0, -0],
      [0, -infinity, infinity],
      [infinity, -0, 0],
      [infinity, infinity, infinity],
    ];
    expect([...nonDominatedSort(toColumns(points, 3))]).toEqual(plainRanks(points));
    expect([...paretoFront([Float64Array.of(infinity, infinity), Float64Array.of(infinity, 1)])]).toEqual([
      1,
    ]);
  });

  it("return nothing for no points", () => {
    for (const objectives of [1, 2, 3, 4]) {
      expect(nonDominatedSort(toColumns([], objectives))).toHaveLength(0);
      expect(paretoFront(toColumns([], objectives))).toHaveLength(0);
    }
  });

  it("refuse NaN, no columns and columns of different lengths", () => {
    for (const run of [nonDominatedSort, paretoFront]) {
      expect(() => run([Float64Array.of(1, 2), Float64Array.of(0, Number.NaN)])).toThrow(
        "objective 1 of point 1 is NaN",
      );
      expect(() => run([])).toThrow(RangeError);
      expect(() => run([Float64Array.of(1), Float64Array.of(1, 2)])).toThrow(/objective 1 has 2 values/);
    }
  });
});
