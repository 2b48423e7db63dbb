import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crowdingDistance } from "../../src/pareto/crowding.js";
import { toColumns } from "../support/plain-pareto.js";
import { shuffled } from "./points.js";

const crowd = (points: readonly (readonly number[])[], members: readonly number[] = [...points.keys()]) => [
  ...crowdingDistance(toColumns(points, points[0].length), Int32Array.from(members)),
];

describe("crowding distance", () => {
  it("sums the normalised gaps between neighbours; the ends are infinitely far", () => {
    expect(
      crowd([
        [0, 10],
        [2, 4],
        [5, 2],
        [10, 0],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 0.5 + 0.8, 0.8 + 0.4, Number.POSITIVE_INFINITY]);
  });

  it("has one distance per member, in the order of the members", () => {
    const points = [
      [0, 10],
      [9, 9],
      [10, 0],
      [5, 5],
      [2, 6],
    ];
    expect(crowd(points, [3, 0, 2])).toEqual([2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(crowdingDistance(toColumns(points, 2), new Int32Array(0))).toHaveLength(0);
  });

  it("gives the distance to the first copy and 0 to the others", () => {
    expect(
      crowd([
        [0, 2],
        [1, 1],
        [2, 0],
        [1, 1],
        [0, 2],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY, 0, 0]);
    expect(
      crowd([
        [3, 3],
        [3, 3],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 0]);
  });

  it("ignores objectives that do not vary", () => {
    expect(
      crowd([
        [0, 7],
        [1, 7],
        [4, 7],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY]);
  });

  it("does not depend on the order of the points, up to which copy comes first", () => {
    fc.assert(
      fc.property(shuffled(1, 4, 20), ({ cloud: { objectives, points }, order }) => {
        const perPoint = (indices: readonly number[]) => {
          const distances = crowdingDistance(toColumns(points, objectives), Int32Array.from(indices));
          return indices.map((i, k) => `${points[i].join()}:${distances[k]}`).sort();
        };
        expect(perPoint(order)).toEqual(perPoint([...points.keys()]));
      }),
    );
  });

  it("refuses NaN and infinities", () => {
    expect(() => crowd([[0, Number.NaN]])).toThrow(/NaN/);
    expect(() => crowd([[0, Number.POSITIVE_INFINITY]])).toThrow(/not finite/);
  });
});
