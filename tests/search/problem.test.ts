import { describe, expect, test } from "vitest";
import {
  minimisedColumns,
  minimisedLimits,
  referencePoint,
  totalViolation,
} from "../../src/search/problem.js";
import { landscapeProblem } from "./toy.js";

const limited = { ...landscapeProblem, limits: [0.6, 10, undefined] };
const points = [
  [0.5, 4, 3],
  [0.9, 12, 2],
];

describe("folding to minimisation", () => {
  test("accuracy and its limit are negated", () => {
    expect(minimisedColumns(limited, points)).toEqual([
      Float64Array.of(-0.5, -0.9),
      Float64Array.of(4, 12),
      Float64Array.of(3, 2),
    ]);
    expect(minimisedLimits(limited)).toEqual([-0.6, 10, Number.POSITIVE_INFINITY]);
  });

  test("the reference point is the limit, else the worst known value", () => {
    expect(referencePoint(landscapeProblem, points)).toEqual([-0.5, 12, 3]);
    expect(referencePoint(limited, points)).toEqual([-0.6, 10, 3]);
    expect(referencePoint(limited, [])).toEqual([-0.6, 10, Number.NEGATIVE_INFINITY]);
  });

  test("violations are shares of the limits, added up; a limit itself is kept", () => {
    expect(totalViolation(limited, [0.6, 10, 99])).toBe(0);
    expect(totalViolation(limited, [0.3, 12, 1])).toBeCloseTo(0.5 + 0.2);
    expect(totalViolation({ ...limited, limits: [undefined, 0, undefined] }, [0, 2, 0])).toBe(2);
  });
});
