import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import type { Belief, ImprovementTarget } from "../../../src/search/surrogate/acquisition.js";
import { certainBelief, scoredBelief } from "../../../src/search/surrogate/belief.js";
import { type PurchaseProblem, worthwhileScores } from "../../../src/search/surrogate/score-purchase.js";

const identity = { toNatural: (latent: Float64Array) => latent };
const known = (mean: readonly number[]): Belief =>
  certainBelief({
    mean: Float64Array.from(mean),
    sd: new Float64Array(mean.length),
    transform: identity,
    maximised: false,
  });
const open = (mean: readonly number[], left: number, swing: readonly number[]): Belief =>
  scoredBelief(
    {
      mean: Float64Array.from(mean),
      sd: new Float64Array(mean.length).fill(left),
      transform: identity,
      maximised: false,
    },
    [Float64Array.from(swing)],
  );

const scenarios = [-1.5, -0.5, 0.5, 1.5].flatMap((x) => [[x, 0]]);
const target: ImprovementTarget = {
  known: [Float64Array.of(5), Float64Array.of(5)],
  reference: [10, 10],
  scenarios,
};
const market = (change: Partial<PurchaseProblem> = {}): PurchaseProblem => ({
  target,
  beliefs: [open([5, 5, 5, 5], 0.1, [2, 2, 2, 2]), known([4, 4, 4, 4])],
  costs: [0.05],
  isBought: () => false,
  budget: 10,
  ...change,
});
const buy = (change: Partial<PurchaseProblem> = {}) => worthwhileScores(market(change), new Random(1));

describe("what an unknown score adds to the doubt about accuracy", () => {
  const belief = open([1, 2], 3, [4, 0]);

  test("the spread is that of both", () => {
    expect([...belief.at(1)]).toEqual([1 + 5, 2 + 3]);
  });

  test("goes once the score is known, and the mean moves with it", () => {
    const after = belief.afterScore?.(0, [0], Float64Array.of(-0.5));
    expect([...(after?.at(1) ?? [])]).toEqual([1 - 2 + 3]);
  });
});

describe("scores are bought", () => {
  test("where they are cheap and tell much", () => {
    const purchase = buy({ costs: [0.01] });
    expect(purchase?.fidelity).toBe(0);
    expect(purchase?.rows.length).toBeGreaterThan(1);
  });

  test("not where they cost almost as much as an evaluation, tell nothing, or are bought already", () => {
    expect(buy({ costs: [0.99] })).toBeUndefined();
    expect(buy({ beliefs: [open([5, 5, 5, 5], 2, [0, 0, 0, 0]), known([4, 4, 4, 4])] })).toBeUndefined();
    expect(buy({ isBought: () => true })).toBeUndefined();
  });

  test("of the fidelity that gives most for its price, within the budget", () => {
    const twice = {
      costs: [0.5, 0.05],
      beliefs: [
        scoredBelief(
          {
            mean: new Float64Array(4).fill(5),
            sd: new Float64Array(4).fill(0.1),
            transform: identity,
            maximised: false,
          },
          [new Float64Array(4).fill(1), new Float64Array(4).fill(1)],
        ),
        known([4, 4, 4, 4]),
      ],
    };
    expect(buy(twice)?.fidelity).toBe(1);
    expect(buy({ budget: 0.06 })?.rows).toHaveLength(1);
    expect(buy({ budget: 0.04 })).toBeUndefined();
  });

  test("of nothing where no network gains", () => {
    expect(buy({ beliefs: [known([11, 11, 11, 11]), known([4, 4, 4, 4])] })).toBeUndefined();
  });
});
