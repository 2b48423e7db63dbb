import { describe, expect, test } from "vitest";
import type { Evaluator, Finding, Outcome, Problem, Strategy } from "../../src/search/ports.js";
import { type RunOptions, runSearch } from "../../src/search/run.js";
import { createStrategy } from "../../src/search/strategies.js";
import { genotypeKey } from "../../src/space/identity.js";
import { formulaEvaluator, landscapeProblem, outcomeOf, toySpace } from "./toy.js";

const options = (change: Partial<RunOptions> = {}): RunOptions => ({
  problem: landscapeProblem,
  strategy: createStrategy("nsga2", landscapeProblem, { seed: 3, populationSize: 8 }),
  evaluator: formulaEvaluator,
  budget: 30,
  clock: () => 0,
  ...change,
});
const networks = (outcomes: readonly Outcome[]) => outcomes.map((outcome) => genotypeKey(outcome.genotype));

describe("a run", () => {
  test("spends its budget, acknowledges every outcome once and in order, and reports each", async () => {
    const acknowledged: Finding[] = [];
    const volumes: number[] = [];
    const result = await runSearch(
      options({
        onFinding: async (finding, spent) => {
          acknowledged.push(finding);
          expect(spent).toBe(acknowledged.length);
        },
        onProgress: (progress) => {
          expect(progress.evaluations).toBe(acknowledged.length);
          volumes.push(progress.hypervolume);
        },
      }),
    );
    expect(result.reason).toBe("budget");
    expect(result.evaluations).toBe(30);
    expect(acknowledged).toEqual(result.outcomes);
    expect(volumes).toHaveLength(30);
    expect(result.hypervolume).toBe(volumes[29]);
    expect(result.hypervolume).toBeGreaterThan(0);
    expect(result.frontSize).toBeGreaterThan(1);
  });

  test("waits for the acknowledgement before it goes on", async () => {
    let stored = 0;
    const evaluator: Evaluator = {
      async *evaluate(genotypes) {
        for (const [i, genotype] of genotypes.entries()) {
          expect(stored % 8).toBe(i);
          yield outcomeOf(genotype);
        }
      },
    };
    const onFinding = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      stored++;
    };
    await runSearch(options({ evaluator, budget: 16, onFinding }));
    expect(stored).toBe(16);
  });

  test("resumed after any outcome, evaluates only what is missing and ends with the same result", async () => {
    const whole = await runSearch(options());
    for (const cut of [0, 5, 8, 21, 30]) {
      const evaluated: Finding[] = [];
      const resumed = await runSearch(
        options({
          history: whole.outcomes.slice(0, cut),
          onFinding: async (finding) => void evaluated.push(finding),
        }),
      );
      expect(networks(resumed.outcomes)).toEqual(networks(whole.outcomes));
      expect(evaluated).toEqual(whole.outcomes.slice(cut));
      expect(resumed.hypervolume).toBe(whole.hypervolume);
    }
  });

  test("ends when the space is exhausted", async () => {
    const problem = { ...landscapeProblem, space: toySpace };
    const strategy = createStrategy("random", problem, { seed: 1 });
    expect(await runSearch(options({ problem, strategy }))).toMatchObject({
      reason: "exhausted",
      evaluations: 6,
    });
  });

  test("ends when cancelled, even while the evaluator waits", async () => {
    const controller = new AbortController();
    const waiting: Evaluator = {
      async *evaluate(genotypes, signal) {
        yield outcomeOf(genotypes[0]);
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      },
    };
    const run = runSearch(options({ evaluator: waiting, signal: controller.signal }));
    setTimeout(() => controller.abort(), 5);
    expect(await run).toMatchObject({ reason: "cancelled", evaluations: 1 });
    expect(await runSearch(options({ signal: controller.signal }))).toMatchObject({ evaluations: 0 });
  });

  test("ends when its time is up", async () => {
    let now = 0;
    const clock = () => now++;
    expect((await runSearch(options({ clock, timeLimitMs: 20 }))).reason).toBe("time");
    const waiting: Evaluator = {
      async *evaluate(_, signal) {
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      },
    };
    expect((await runSearch(options({ evaluator: waiting, timeLimitMs: 5 }))).reason).toBe("time");
  });

  test("ends on a plateau", async () => {
    const flat: Evaluator = {
      async *evaluate(genotypes) {
        for (const genotype of genotypes)
          yield { kind: "evaluated", genotype, values: [0.5, genotype[0], 1] };
      },
    };
    const plateau = { window: 10, gain: 0.01 };
    const problem: Problem = { ...landscapeProblem, limits: [0.4, 5, 5] };
    const result = await runSearch(options({ problem, evaluator: flat, plateau }));
    expect(result.reason).toBe("plateau");
    expect(result.evaluations).toBeLessThan(30);
    expect(result).not.toHaveProperty("expectedGain");
  });

  test.each([
    [
      "an objective is constant",
      { ...landscapeProblem },
      (depth: number) => [0.5 + depth / 10, 1 + depth, 3],
    ],
    [
      "every network only just keeps a limit",
      { ...landscapeProblem, limits: [undefined, undefined, 3] },
      (depth: number) => [0.5 + depth / 10, 1 + depth, 3],
    ],
  ])("ends on a plateau where nothing can be gained: %s", async (_, problem: Problem, valuesOf) => {
    const stuck: Evaluator = {
      async *evaluate(genotypes) {
        for (const genotype of genotypes)
          yield { kind: "evaluated", genotype, values: valuesOf(genotype[0]) };
      },
    };
    const result = await runSearch(
      options({ problem, evaluator: stuck, plateau: { window: 10, gain: 0.01 } }),
    );
    expect(result).toMatchObject({ reason: "plateau", hypervolume: 0 });
    expect(result.evaluations).toBeLessThan(30);
  });

  test("does not end on a plateau while no network keeps the limits", async () => {
    const problem: Problem = { ...landscapeProblem, limits: [undefined, undefined, -1] };
    const result = await runSearch(options({ problem, plateau: { window: 5, gain: 0.01 } }));
    expect(result.reason).toBe("budget");
  });

  test("does not end on a plateau that its strategy expects to leave", async () => {
    const plateau = { window: 8, gain: 0.9 };
    const strategy = (expected: number): Strategy => {
      const inner = createStrategy("nsga2", landscapeProblem, { seed: 3, populationSize: 8 });
      return {
        batchSize: inner.batchSize,
        ask: (count) => inner.ask(count),
        tell: (batch) => inner.tell(batch),
        expectedGain: () => expected,
      };
    };
    const hopeful = await runSearch(options({ plateau, strategy: strategy(0.95) }));
    expect(hopeful).toMatchObject({ reason: "budget", expectedGain: 0.95 });
    const done = await runSearch(options({ plateau, strategy: strategy(0.1) }));
    expect(done).toMatchObject({ reason: "plateau", expectedGain: 0.1 });
  });

  test("counts failed networks and does not put them on the front", async () => {
    const failing: Evaluator = {
      async *evaluate(genotypes) {
        for (const genotype of genotypes) yield { kind: "failed", genotype, reason: "no power" };
      },
    };
    expect(await runSearch(options({ evaluator: failing, budget: 10 }))).toMatchObject({
      evaluations: 10,
      frontSize: 0,
      hypervolume: 0,
    });
  });

  test("puts only feasible networks on the front", async () => {
    const problem: Problem = { ...landscapeProblem, limits: [undefined, 6, undefined] };
    const result = await runSearch(options({ problem, budget: 60 }));
    const feasible = result.outcomes.filter((o) => o.kind === "evaluated" && o.values[1] <= 6);
    expect(result.frontSize).toBeLessThanOrEqual(feasible.length);
    expect(result.frontSize).toBeGreaterThan(0);
  });

  test("an error of the store ends the run and is thrown", async () => {
    const onFinding = async () => {
      throw new Error("disk full");
    };
    await expect(runSearch(options({ onFinding }))).rejects.toThrow("disk full");
  });
});
