import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { Random } from "../../src/base/random.js";
import type { Evaluator, Outcome } from "../../src/search/ports.js";
import { type RunOptions, runSearch } from "../../src/search/run.js";
import { createParallelStrategy, STRATEGIES, type StrategyName } from "../../src/search/strategies.js";
import { genotypeKey } from "../../src/space/identity.js";
import type { Genotype } from "../../src/space/types.js";
import { landscapeProblem, outcomeOf } from "./toy.js";

/** Some workers, each of which takes the network that has waited longest and needs a random time for it. */
function workers(count: number, seed: number): Evaluator {
  const random = new Random(seed);
  const free = Array.from({ length: count }, () => Promise.resolve());
  let turn = 0;
  return {
    async *evaluate([genotype], signal) {
      const place = turn++ % count;
      free[place] = free[place].then(() => sleep(random.int(6)));
      await free[place];
      if (!signal.aborted) yield outcomeOf(genotype);
    },
  };
}

const started = (name: StrategyName, change: Partial<RunOptions>) =>
  runSearch({
    problem: landscapeProblem,
    strategy: createParallelStrategy(name, landscapeProblem, { seed: 3, populationSize: 6 }),
    evaluator: workers(1, 1),
    budget: 24,
    parallel: 4,
    inOrderWithAhead: 4,
    clock: () => 0,
    ...change,
  });
const keys = (outcomes: readonly Outcome[]) => outcomes.map(({ genotype }) => genotypeKey(genotype));

it.each(STRATEGIES)(
  "%s evaluates the same networks in the same order however many workers there are, also when it is interrupted",
  async (name) => {
    const alone = keys((await started(name, {})).outcomes);
    expect(new Set(alone).size).toBe(24);
    for (const count of [2, 4]) {
      expect(keys((await started(name, { evaluator: workers(count, count) })).outcomes)).toEqual(alone);
    }
    const stopping = new AbortController();
    const stored: Outcome[] = [];
    let pending: readonly Genotype[] = [];
    await started(name, {
      evaluator: workers(4, 9),
      signal: stopping.signal,
      onFinding: async (finding) => {
        if (finding.kind !== "scored") stored.push(finding);
        if (stored.length === 11) stopping.abort();
      },
      onHandedOut: async (networks) => {
        pending = networks;
      },
    });
    expect(keys(stored)).toEqual(alone.slice(0, stored.length));
    const resumed = await started(name, { evaluator: workers(3, 5), history: stored, pending });
    expect(keys(resumed.outcomes)).toEqual(alone);
  },
  60_000,
);

it("an error of an evaluation ends the run at once, also behind a network that is still evaluated", async () => {
  let asked = 0;
  const evaluator: Evaluator = {
    async *evaluate([genotype], signal) {
      if (asked++ === 2) throw new Error("broken");
      await sleep(60_000, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) yield outcomeOf(genotype);
    },
  };
  await expect(started("random", { evaluator })).rejects.toThrow("broken");
});
