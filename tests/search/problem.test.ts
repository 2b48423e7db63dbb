import { describe, expect, test } from "vitest";
import { hypervolume } from "../../src/pareto/hypervolume/hypervolume.js";
import {
  countedColumns,
  minimisedColumns,
  minimisedLimits,
  referencePoint,
  totalViolation,
} from "../../src/search/problem.js";
import { countedBeliefs } from "../../src/search/surrogate/belief.js";
import { landscapeProblem } from "./toy.js";

const limited = { ...landscapeProblem, limits: [0.6, 10, undefined] };
const points = [
  [0.5, 4, 3],
  [0.9, 12, 2],
];

describe("minimised values", () => {
  test("accuracy and its limit are negated", () => {
    expect(minimisedColumns(limited, points)).toEqual([
      Float64Array.of(-0.5, -0.9),
      Float64Array.of(4, 12),
      Float64Array.of(3, 2),
    ]);
    expect(minimisedLimits(limited)).toEqual([-0.6, 10, Number.POSITIVE_INFINITY]);
  });

  test("the reference point is the limit or, without one, the worst known value", () => {
    expect(referencePoint(landscapeProblem, points)).toEqual([-0.5, 12, 3]);
    expect(referencePoint(limited, points)).toEqual([-0.6, 10, 3]);
    expect(referencePoint(limited, [])).toEqual([-0.6, 10, Number.NEGATIVE_INFINITY]);
  });

  test("violations are summed as fractions of the limits; a value equal to its limit keeps it", () => {
    expect(totalViolation(limited, [0.6, 10, 99])).toBe(0);
    expect(totalViolation(limited, [0.3, 12, 1])).toBeCloseTo(0.5 + 0.2);
    expect(totalViolation({ ...limited, limits: [undefined, 0, undefined] }, [0, 2, 0])).toBe(2);
  });
});

describe("objectives that only have to keep a limit", () => {
  const best = { ...limited, optimised: [true, false, false] };

  test("have one counted value within the limit and another beyond it, and no influence without a limit", () => {
    expect(countedColumns(best, [...points, [0.7, 10, 99]])).toEqual([
      Float64Array.of(-0.5, -0.9, -0.7),
      Float64Array.of(0, 2, 0),
      Float64Array.of(0, 0, 0),
    ]);
    expect(countedColumns(limited, points)).toEqual(minimisedColumns(limited, points));
  });

  test("do not change the hypervolume of the optimised objectives", () => {
    const reference = referencePoint({ ...best, limits: [undefined, 10, undefined] }, points);
    expect(reference).toEqual([-0.5, 1, 1]);
    const feasible = [...points.slice(0, 1), [0.8, 10, 7]];
    expect(hypervolume(countedColumns(best, feasible), reference)).toBeCloseTo(0.8 - 0.5, 12);
    expect(hypervolume(countedColumns(best, [[0.9, 10.001, 1]]), reference)).toBe(0);
  });

  test("have beliefs about counted values, before and after a cheap score", () => {
    const belief = {
      at: (z: number) => Float64Array.of(9 + z, 12 + z),
      afterScore: (_: number, rows: readonly number[]) => ({
        at: (z: number) => Float64Array.from(rows, () => 11 + z),
      }),
    };
    const [first, second] = countedBeliefs(best, [belief, belief, belief]);
    expect(first.at(1)).toEqual(Float64Array.of(10, 13));
    expect(second.at(0)).toEqual(Float64Array.of(0, 2));
    expect(second.at(-2)).toEqual(Float64Array.of(0, 0));
    expect(second.afterScore?.(0, [1], Float64Array.of(0)).at(0)).toEqual(Float64Array.of(2));
    expect(second.afterScore?.(0, [1], Float64Array.of(0)).at(-1)).toEqual(Float64Array.of(0));
  });
});
