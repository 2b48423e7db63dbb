import { describe, expect, test } from "vitest";
import { survive } from "../../src/search/evolution/survival.js";
import type { Problem } from "../../src/search/ports.js";
import { totalViolation } from "../../src/search/problem.js";
import { runSearch } from "../../src/search/run.js";
import { createStrategy, STRATEGIES, type StrategyName } from "../../src/search/strategies.js";
import { genotypeKey } from "../../src/space/identity.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import type { Genotype } from "../../src/space/types.js";
import { drive, formulaEvaluator, landscape, landscapeProblem, landscapeValues, outcomeOf } from "./toy.js";

/** The most accurate network within limits that about a third of the landscape keeps. */
const problem: Problem = {
  ...landscapeProblem,
  limits: [undefined, 8, 6],
  optimised: [true, false, false],
};
const feasible = [...enumerate(landscape)].filter((g) => totalViolation(problem, landscapeValues(g)) === 0);
const best = Math.max(...feasible.map((genotype) => landscapeValues(genotype)[0]));

const make = (name: StrategyName, of: Problem = problem) =>
  createStrategy(name, of, { seed: 3, populationSize: 8 });
const keys = (networks: readonly Genotype[]) => networks.map(genotypeKey);

const within = (networks: readonly Genotype[]) =>
  networks.map(landscapeValues).filter((values) => totalViolation(problem, values) === 0);

describe("the best network within limits", () => {
  test("has a hypervolume that is how far it is above the worst network known", async () => {
    const result = await runSearch({
      problem,
      strategy: make("nsga2"),
      evaluator: formulaEvaluator,
      budget: 40,
      clock: () => 0,
    });
    const values = result.outcomes.map(({ genotype }) => landscapeValues(genotype));
    const accuracies = within(result.outcomes.map(({ genotype }) => genotype)).map(([accuracy]) => accuracy);
    const worst = Math.min(...values.map(([accuracy]) => accuracy));
    expect(result.hypervolume).toBeCloseTo(Math.max(...accuracies) - worst, 12);
  });

  test("is found by the surrogate search in a fraction of the space", async () => {
    const asked = await drive(make("surrogate"), 40);
    expect(feasible.length).toBeGreaterThan(100);
    expect(Math.max(...within(asked).map(([accuracy]) => accuracy))).toBeCloseTo(best, 12);
  });

  test("survives before all others, however cheap they are; what breaks a limit comes last", () => {
    const networks = [...enumerate(landscape)].map((genotype) => ({
      genotype,
      values: landscapeValues(genotype),
    }));
    const members = survive(problem, networks, networks.length);
    const accuracies = members.slice(0, feasible.length).map(({ values }) => values[0]);
    expect(accuracies).toEqual([...accuracies].sort((a, b) => b - a));
    expect(accuracies[0]).toBe(best);
    for (const { values } of members.slice(feasible.length)) {
      expect(totalViolation(problem, values)).toBeGreaterThan(0);
    }
  });

  test("with every objective optimised, nothing changes", async () => {
    const all = { ...problem, optimised: [true, true, true] };
    const { optimised: _, ...plain } = problem;
    expect(keys(await drive(make("nsga2", all), 30))).toEqual(keys(await drive(make("nsga2", plain), 30)));
  });
});

describe.each(STRATEGIES)("%s for the best within limits", (name) => {
  test("goes on after a cut as if there had been none", async () => {
    const whole = await drive(make(name), 25);
    expect(new Set(keys(whole)).size).toBe(25);
    for (const cut of [3, 7, 16]) {
      const resumed = make(name);
      resumed.tell(whole.slice(0, cut).map(outcomeOf));
      expect(keys([...whole.slice(0, cut), ...(await drive(resumed, 25 - cut))])).toEqual(keys(whole));
    }
  });
});
