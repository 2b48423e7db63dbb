import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hypervolume } from "../../../src/pareto/hypervolume/hypervolume.js";
import {
  type Belief,
  chooseBatch,
  expectedGains,
  gainOfBatch,
  type ImprovementTarget,
} from "../../../src/search/surrogate/acquisition.js";
import { normalPoints } from "../../../src/search/surrogate/normal-points.js";

const belief = (mean: readonly number[], sd: readonly number[]): Belief => ({
  at: (z) => Float64Array.from(mean, (value, i) => value + z * sd[i]),
});
const certain = (mean: readonly number[]) =>
  belief(
    mean,
    mean.map(() => 0),
  );
const aimAt = (known: readonly Float64Array[], scenarios = normalPoints(16, 2)): ImprovementTarget => ({
  known,
  reference: [10, 10],
  scenarios,
});
const known = [Float64Array.of(2, 6), Float64Array.of(6, 2)];

describe("expected hypervolume improvement", () => {
  test("is the plain improvement where nothing is uncertain", () => {
    const coordinate = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const gains = expectedGains(aimAt(known), [certain(x), certain(y)]);
        const before = hypervolume(known, [10, 10]);
        gains.forEach((gain, i) => {
          const joined = [Float64Array.of(...known[0], x[i]), Float64Array.of(...known[1], y[i])];
          expect(gain).toBeCloseTo(hypervolume(joined, [10, 10]) - before, 9);
        });
      }),
    );
  });

  test("of a point on the front grows with its uncertainty, to the value of the integral", () => {
    // E[max(0, 5 - x)] for x ~ N(5, sd) in one dimension of width 10 is sd / sqrt(2 pi).
    const target: ImprovementTarget = {
      known: [Float64Array.of(5)],
      reference: [10],
      scenarios: normalPoints(4000, 1),
    };
    const gains = expectedGains(target, [belief([5, 5, 5], [0, 1, 2])]);
    expect(gains[0]).toBe(0);
    expect(gains[1]).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 2);
    expect(gains[2]).toBeCloseTo(2 / Math.sqrt(2 * Math.PI), 2);
  });
});

describe("a batch", () => {
  test("does not take two copies of the best while something else gains", () => {
    const beliefs = [belief([1, 1, 5], [0.1, 0.1, 0.1]), belief([1, 1, 0.5], [0.1, 0.1, 0.1])];
    expect(chooseBatch(aimAt(known), beliefs, 2)).toEqual([0, 2]);
  });

  test("leaves out what cannot gain: dominated, or beyond the reference", () => {
    const beliefs = [certain([7, 1, 11]), certain([7, 1, 0])];
    expect(chooseBatch(aimAt(known), beliefs, 3)).toEqual([1]);
  });

  test("gains what its points gain together", () => {
    const beliefs = [certain([1, 5, 3]), certain([3, 1.5, 4])];
    const joined = [Float64Array.of(2, 6, 1, 5), Float64Array.of(6, 2, 3, 1.5)];
    const gain = hypervolume(joined, [10, 10]) - hypervolume(known, [10, 10]);
    expect(gainOfBatch(aimAt(known), beliefs, 3)).toBeCloseTo(gain, 9);
  });

  test("is greedy: each choice gains most given those before it", () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(values, (points) => {
        const beliefs = [certain(points.map(([x]) => x)), certain(points.map(([, y]) => y))];
        let front = known;
        for (const chosen of chooseBatch(aimAt(known, [Float64Array.of(0, 0)]), beliefs, 4)) {
          const gains = expectedGains(aimAt(front, [Float64Array.of(0, 0)]), beliefs);
          expect(gains[chosen]).toBeCloseTo(Math.max(...gains), 9);
          front = [
            Float64Array.of(...front[0], points[chosen][0]),
            Float64Array.of(...front[1], points[chosen][1]),
          ];
        }
      }),
    );
  });
});

test.each([16, 512])("%i normal points have the moments of a normal", (count) => {
  const points = normalPoints(count, 3);
  for (const m of [0, 1, 2]) {
    const column = points.map((point) => point[m]);
    expect(column.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 9);
    expect(column.reduce((sum, z) => sum + z * z, 0)).toBeCloseTo(count, 9);
  }
  const product = points.reduce((sum, point) => sum + point[0] * point[1], 0) / count;
  expect(Math.abs(product)).toBeLessThan(0.15);
});
