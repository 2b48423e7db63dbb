import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTau, ranks, spearman } from "../../predictors/ranking.js";

/** Tau-b by its definition, over all pairs. */
function plainTau(a: readonly number[], b: readonly number[]): number {
  let agreement = 0;
  let pairsA = 0;
  let pairsB = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(a[i] - a[j]), Math.sign(b[i] - b[j])];
      agreement += x * y;
      pairsA += Math.abs(x);
      pairsB += Math.abs(y);
    }
  }
  return pairsA * pairsB > 0 ? agreement / Math.sqrt(pairsA * pairsB) : 0;
}

const smallPairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
  maxLength: 30,
});

describe("kendallTau", () => {
  it("equals the definition over all pairs, ties included", () => {
    fc.assert(
      fc.property(smallPairs, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        expect(kendallTau(Float64Array.from(a), Float64Array.from(b))).toBeCloseTo(plainTau(a, b), 12);
      }),
    );
  });

  it("does not change its arguments", () => {
    const [a, b] = [Float64Array.of(3, 1, 2), Float64Array.of(2, 3, 1)];
    kendallTau(a, b);
    expect([...a, ...b]).toEqual([3, 1, 2, 2, 3, 1]);
  });
});

describe("spearman", () => {
  it("shares the mean rank among ties", () => {
    expect([...ranks(Float64Array.of(10, 20, 10, 5))]).toEqual([2.5, 4, 2.5, 1]);
  });

  it("is 1 for a rising function, and changes its sign with one argument", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 }),
        (values) => {
          const a = Float64Array.from(values);
          expect(
            spearman(
              a,
              a.map((x) => x ** 3),
            ),
          ).toBeCloseTo(1, 12);
          expect(
            spearman(
              a,
              a.map((x) => -x),
            ),
          ).toBeCloseTo(-1, 12);
        },
      ),
    );
  });
});
