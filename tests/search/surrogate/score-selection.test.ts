import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import type { Belief, ImprovementTarget } from "../../../src/search/surrogate/acquisition.js";
import { scoredBelief, scoreFreeBelief } from "../../../src/search/surrogate/belief.js";
import { type ScoreSelectionProblem, selectScores } from "../../../src/search/surrogate/score-selection.js";

const identity = { toNatural: (latent: Float64Array) => latent };
const known = (mean: readonly number[]): Belief =>
  scoreFreeBelief({
    mean: Float64Array.from(mean),
    sd: new Float64Array(mean.length),
    transform: identity,
    isMaximised: false,
  });
const unscored = (mean: readonly number[], remainingSd: number, sensitivity: readonly number[]): Belief =>
  scoredBelief(
    {
      mean: Float64Array.from(mean),
      sd: new Float64Array(mean.length).fill(remainingSd),
      transform: identity,
      isMaximised: false,
    },
    [Float64Array.from(sensitivity)],
  );

const scenarios = [-1.5, -0.5, 0.5, 1.5].flatMap((x) => [[x, 0]]);
const target: ImprovementTarget = {
  known: [Float64Array.of(5), Float64Array.of(5)],
  reference: [10, 10],
  scenarios,
};
const problemWith = (change: Partial<ScoreSelectionProblem> = {}): ScoreSelectionProblem => ({
  target,
  beliefs: [unscored([5, 5, 5, 5], 0.1, [2, 2, 2, 2]), known([4, 4, 4, 4])],
  costs: [0.05],
  isScored: () => false,
  budget: 10,
  ...change,
});
const request = (change: Partial<ScoreSelectionProblem> = {}) =>
  selectScores(problemWith(change), new Random(1));

describe("a belief that depends on an unknown score", () => {
  const belief = unscored([1, 2], 3, [4, 0]);

  test("has the standard deviation of both sources of uncertainty together", () => {
    expect([...belief.at(1)]).toEqual([1 + 5, 2 + 3]);
  });

  test("loses the score's share of it once the score is known, and its mean moves", () => {
    const after = belief.afterScore?.(0, [0], Float64Array.of(-0.5));
    expect([...(after?.at(1) ?? [])]).toEqual([1 - 2 + 3]);
  });
});

describe("scores are requested", () => {
  test("if they are cheap and informative", () => {
    const selection = request({ costs: [0.01] });
    expect(selection?.fidelity).toBe(0);
    expect(selection?.rows.length).toBeGreaterThan(1);
  });

  test("but not if they cost almost as much as an evaluation, are uninformative, or were requested before", () => {
    expect(request({ costs: [0.99] })).toBeUndefined();
    expect(
      request({ beliefs: [unscored([5, 5, 5, 5], 2, [0, 0, 0, 0]), known([4, 4, 4, 4])] }),
    ).toBeUndefined();
    expect(request({ isScored: () => true })).toBeUndefined();
  });

  test("of the fidelity with the largest gain per cost, within the budget", () => {
    const twice = {
      costs: [0.5, 0.05],
      beliefs: [
        scoredBelief(
          {
            mean: new Float64Array(4).fill(5),
            sd: new Float64Array(4).fill(0.1),
            transform: identity,
            isMaximised: false,
          },
          [new Float64Array(4).fill(1), new Float64Array(4).fill(1)],
        ),
        known([4, 4, 4, 4]),
      ],
    };
    expect(request(twice)?.fidelity).toBe(1);
    expect(request({ budget: 0.06 })?.rows).toHaveLength(1);
    expect(request({ budget: 0.04 })).toBeUndefined();
  });

  test("but not if no network has an expected gain", () => {
    expect(request({ beliefs: [known([11, 11, 11, 11]), known([4, 4, 4, 4])] })).toBeUndefined();
  });
});
