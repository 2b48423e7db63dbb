import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/search/ports.js";
import { createStrategy, STRATEGIES, type StrategyName } from "../../src/search/strategies.js";
import { genotypeKey } from "../../src/space/identity.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import type { Genotype } from "../../src/space/types.js";
import { drive, landscape, landscapeProblem, outcomeOf, toySpace } from "./toy.js";

const make = (name: StrategyName, problem: Problem, seed = 1) =>
  createStrategy(name, problem, { seed, populationSize: 8 });

const keys = (networks: readonly Genotype[]) => networks.map(genotypeKey);

/** Evaluations by which each strategy has made several decisions. */
const LENGTH = { random: 25, nsga2: 45, surrogate: 25 };

describe.each(STRATEGIES)("%s", (name) => {
  const length = LENGTH[name];

  test("never proposes a network twice, and only networks of the space", async () => {
    const asked = await drive(make(name, landscapeProblem), length);
    expect(asked).toHaveLength(length);
    expect(new Set(keys(asked)).size).toBe(length);
    for (const network of asked) {
      expect(network).toHaveLength(landscape.genes.length);
      expect(network.every((choice) => choice < 4)).toBe(true);
    }
  });

  test("the same seed gives the same networks, another seed others", async () => {
    const asked = await drive(make(name, landscapeProblem), length);
    expect(keys(await drive(make(name, landscapeProblem), length))).toEqual(keys(asked));
    expect(keys(await drive(make(name, landscapeProblem, 2), length))).not.toEqual(keys(asked));
  });

  test("a run that is cut anywhere and resumed goes on as if it had not been", async () => {
    const whole = await drive(make(name, landscapeProblem), length);
    for (const cut of [1, 7, 8, 11, 17, length - 2]) {
      const resumed = make(name, landscapeProblem);
      resumed.tell(whole.slice(0, cut).map(outcomeOf));
      const rest = await drive(resumed, length - cut);
      expect(keys([...whole.slice(0, cut), ...rest])).toEqual(keys(whole));
    }
  });

  test("answers may come in any order: what was pending at the cut is asked again", async () => {
    const before = make(name, landscapeProblem);
    const first = await drive(before, before.batchSize);
    const pending = await before.ask(before.batchSize);
    const resumed = make(name, landscapeProblem);
    resumed.tell([...first, ...pending.slice(-1)].map(outcomeOf));
    const again = await resumed.ask(before.batchSize);
    expect(keys(again).slice(0, pending.length - 1)).toEqual(keys(pending.slice(0, -1)));
  });

  test("what is pending is not proposed again", async () => {
    const strategy = make(name, landscapeProblem);
    const first = await strategy.ask(3);
    const second = await strategy.ask(3);
    expect(new Set(keys([...first, ...second])).size).toBe(first.length + second.length);
    expect(first).toHaveLength(3);
  });

  test("proposes every network of a small space once, then nothing", async () => {
    const problem = { ...landscapeProblem, space: toySpace };
    const asked = await drive(make(name, problem), 100);
    expect(keys(asked).sort()).toEqual(keys([...enumerate(toySpace)]).sort());
  });

  test("keeps to the candidates, where they are named", async () => {
    const candidates = [...enumerate(landscape)].filter((_, i) => i % 100 === 0);
    const named = new Set(keys(candidates));
    const problem: Problem = {
      ...landscapeProblem,
      candidates,
      resolve: (proposal, isTaken) =>
        named.has(genotypeKey(proposal)) ? proposal : candidates.find((candidate) => !isTaken(candidate)),
    };
    const asked = await drive(make(name, problem), 100);
    expect(keys(asked).sort()).toEqual([...named].sort());
  });

  test("failed networks are not asked again, and the search goes on", async () => {
    const strategy = make(name, landscapeProblem);
    const asked: Genotype[] = [];
    while (asked.length < length) {
      const batch = await strategy.ask(Math.min(strategy.batchSize, length - asked.length));
      expect(batch.length).toBeGreaterThan(0);
      strategy.tell(
        batch.map((genotype, i) =>
          (asked.length + i) % 3 === 0
            ? { kind: "failed", genotype, reason: "out of memory" }
            : outcomeOf(genotype),
        ),
      );
      asked.push(...batch);
    }
    expect(new Set(keys(asked)).size).toBe(length);
  });

  test("goes on where every evaluation fails", async () => {
    const strategy = make(name, landscapeProblem);
    for (let told = 0; told < 30; ) {
      const batch = await strategy.ask(strategy.batchSize);
      expect(batch.length).toBeGreaterThan(0);
      strategy.tell(batch.map((genotype) => ({ kind: "failed", genotype, reason: "no power" })));
      told += batch.length;
    }
  });
});
