import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planeSweptVolume } from "../../../bench/plain-pareto.js";
import { Random } from "../../../src/base/random.js";
import { hypervolumeGains } from "../../../src/pareto/hypervolume/gains.js";
import { hypervolume } from "../../../src/pareto/hypervolume/hypervolume.js";
import { slicedVolume, toColumns } from "../../support/plain-pareto.js";
import { cloud, point, shuffled } from "../points.js";

/** Some points lie outside: their values go up to 6 or 1000. */
const REFERENCE = 5;
const referenceOf = (objectives: number): number[] => new Array<number>(objectives).fill(REFERENCE);

describe("hypervolume", () => {
  it("agrees with plain slicing in 1 to 5 objectives", () => {
    fc.assert(
      fc.property(cloud(1, 5, 20), ({ objectives, points }) => {
        const reference = referenceOf(objectives);
        const columns = toColumns(points, objectives);
        expect(hypervolume(columns, reference)).toBe(slicedVolume(points, reference));
        if (objectives === 3)
          expect(planeSweptVolume(columns, reference)).toBe(slicedVolume(points, reference));
      }),
      { numRuns: 300 },
    );
  });

  it("agrees with plain slicing on numbers that are not integers", () => {
    const real = fc.array(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(real, fc.integer({ min: 1, max: 4 }), (points, objectives) => {
        const cut = points.map((values) => values.slice(0, objectives));
        const reference = new Array<number>(objectives).fill(0.9);
        expect(hypervolume(toColumns(cut, objectives), reference)).toBeCloseTo(
          slicedVolume(cut, reference),
          12,
        );
      }),
    );
  });

  it("does not depend on order, dominated points or copies, and grows with every point", () => {
    fc.assert(
      fc.property(shuffled(1, 4, 25), ({ cloud: { objectives, points }, order }) => {
        const reference = referenceOf(objectives);
        const volume = hypervolume(toColumns(points, objectives), reference);
        const more = order.flatMap((i) => [points[i], points[i].map((value) => value + 1)]);
        expect(hypervolume(toColumns(more, objectives), reference)).toBe(volume);
        const fewer = hypervolume(toColumns(points.slice(1), objectives), reference);
        expect(fewer).toBeLessThanOrEqual(volume);
      }),
    );
  });

  it("counts no point on or beyond the reference point, nor one at +Infinity", () => {
    const columns = toColumns(
      [
        [0, 5],
        [7, 1],
        [1, Number.POSITIVE_INFINITY],
      ],
      2,
    );
    expect(hypervolume(columns, [5, 5])).toBe(0);
    expect(hypervolume(toColumns([], 3), [1, 1, 1])).toBe(0);
  });

  it("refuses input that has no finite volume", () => {
    const one = [Float64Array.of(1), Float64Array.of(2)];
    expect(() => hypervolume(one, [3])).toThrow(/reference point has 1 values, the points 2/);
    expect(() => hypervolume(one, [3, Number.NaN])).toThrow(/reference value 1/);
    expect(() => hypervolume([Float64Array.of(Number.NEGATIVE_INFINITY)], [1])).toThrow(/-Infinity/);
    expect(() => hypervolume([Float64Array.of(Number.NaN)], [1])).toThrow(/NaN/);
    expect(() => hypervolume([], [])).toThrow(RangeError);
  });
});

describe("hypervolume gains", () => {
  const cases = cloud(1, 5, 20).chain((drawn) =>
    fc.tuple(fc.constant(drawn), fc.array(point(drawn.objectives), { minLength: 1, maxLength: 10 })),
  );

  it("equal the hypervolume with the point minus the hypervolume without it", () => {
    fc.assert(
      fc.property(cases, ([{ objectives, points }, candidates]) => {
        const reference = referenceOf(objectives);
        const front = toColumns(points, objectives);
        const without = hypervolume(front, reference);
        const gains = hypervolumeGains(front, reference).gains(toColumns(candidates, objectives));
        candidates.forEach((candidate, i) => {
          const joined = hypervolume(toColumns([...points, candidate], objectives), reference);
          expect(gains[i]).toBe(joined - without);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("give the ideal point the volume that a large front leaves of the whole box", () => {
    const random = new Random(1);
    const front = [0, 1, 2].map(() => new Float64Array(1500));
    for (let i = 0; i < 1500; i++) {
      const direction = front.map(() => Math.abs(random.normal()));
      front.forEach((column, m) => {
        column[i] = 1 - direction[m] / Math.hypot(...direction);
      });
    }
    const left = hypervolumeGains(front, [1.1, 1.1, 1.1]).gain([0, 0, 0]);
    expect(left).toBeCloseTo(1.1 ** 3 - hypervolume(front, [1.1, 1.1, 1.1]), 10);
  });

  it("are the same for one point as for many", () => {
    const gains = hypervolumeGains(
      toColumns(
        [
          [1, 3],
          [3, 1],
        ],
        2,
      ),
      [4, 4],
    );
    expect(gains.gain([2, 2])).toBe(1);
    expect(gains.gain([0, 0])).toBe(16 - 5);
    expect(gains.gain([3, 3])).toBe(0);
    expect(gains.gain([Number.POSITIVE_INFINITY, 0])).toBe(0);
    expect(gains.gains([Float64Array.of(2, 9), Float64Array.of(2, 9)])).toEqual(Float64Array.of(1, 0));
  });

  it("refuse NaN, -Infinity and points that do not fit", () => {
    const gains = hypervolumeGains(toColumns([[1, 3]], 2), [4, 4]);
    expect(() => gains.gain([1, Number.NaN])).toThrow(/NaN/);
    expect(() => gains.gain([1, Number.NEGATIVE_INFINITY])).toThrow(/-Infinity/);
    expect(() => gains.gain([1, 2, 3])).toThrow(/3 objectives, the front has 2/);
    expect(() => hypervolumeGains(toColumns([[1, 3]], 2), [4])).toThrow(RangeError);
  });
});
