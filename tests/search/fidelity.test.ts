import { describe, expect, test } from "vitest";
import type { CheapScore, Evaluator, Finding, Problem, ScoreRequest } from "../../src/search/ports.js";
import { runSearch } from "../../src/search/run.js";
import { createStrategy } from "../../src/search/strategies.js";
import { genotypeKey } from "../../src/space/identity.js";
import type { Genotype } from "../../src/space/types.js";
import { formulaEvaluator, landscapeProblem, landscapeValues } from "./toy.js";

const COST = 0.05;

/** An evaluator whose cheap scores equal the accuracy; `missing` networks have none. */
function evaluator(missing: (network: Genotype) => boolean = () => false) {
  const scored: ScoreRequest[] = [];
  const withScores: Evaluator = {
    ...formulaEvaluator,
    async *score(requests): AsyncGenerator<CheapScore> {
      for (const request of requests) {
        scored.push(request);
        const value = missing(request.genotype) ? undefined : landscapeValues(request.genotype)[0];
        yield { kind: "scored", ...request, value };
      }
    },
  };
  return { scored, withScores };
}

async function search(
  budget: number,
  missing?: (network: Genotype) => boolean,
  history: readonly Finding[] = [],
  fidelities: Problem["fidelities"] = [{ name: "cheap", cost: COST }],
) {
  const problem: Problem = { ...landscapeProblem, fidelities };
  const { scored, withScores } = evaluator(missing);
  const findings: Finding[] = [];
  const spends: number[] = [];
  const result = await runSearch({
    problem,
    strategy: createStrategy("surrogate", problem, { seed: 1 }),
    evaluator: withScores,
    budget,
    history,
    clock: () => 0,
    onFinding: async (finding, spent) => {
      findings.push(finding);
      spends.push(spent);
    },
  });
  return { scored, result, findings, spends };
}

describe("a search with cheap scores", () => {
  test("requests scores, none twice, and pays for them from its budget", async () => {
    const { scored, result, spends } = await search(20);
    expect(scored.length).toBeGreaterThan(10);
    expect(new Set(scored.map(({ genotype }) => genotypeKey(genotype))).size).toBe(scored.length);
    expect(result.reason).toBe("budget");
    expect(result.spent).toBeCloseTo(result.evaluations + COST * scored.length, 9);
    expect(result.spent).toBeLessThanOrEqual(20);
    expect(result.spent).toBeGreaterThan(19);
    expect(spends.at(-1)).toBeCloseTo(result.spent, 9);
    expect(spends).toEqual(spends.toSorted((a, b) => a - b));
  });

  test("resumes after any finding as if it had not stopped, even in the middle of a selection", async () => {
    const half = (network: Genotype) => network[0] === 0;
    const { findings, result } = await search(20, half);
    const requested = findings.findLastIndex(({ kind }) => kind === "scored");
    expect(requested).toBeGreaterThan(45);
    for (const cut of [0, 1, 17, 40, 41, 45, 49, 50, 51, requested, requested + 1, findings.length - 1]) {
      const rest = await search(20, half, findings.slice(0, cut));
      expect(rest.findings, `cut at ${cut}`).toEqual(findings.slice(cut));
      expect(rest.result.spent).toBe(result.spent);
      expect(rest.result.hypervolume).toBe(result.hypervolume);
    }
  });

  test("is reproducible with the same seed", async () => {
    const [first, second] = [await search(16), await search(16)];
    expect(second.scored).toEqual(first.scored);
    expect(second.result.outcomes).toEqual(first.result.outcomes);
  });

  test("goes on if the evaluator has no score of some networks", async () => {
    const { result } = await search(16, (network) => network[0] === 0);
    expect(result.reason).toBe("budget");
  });

  test.each([
    { budget: 3, costs: [0.06], evaluations: 3, scores: 0 },
    { budget: 11, costs: [0.05], evaluations: 11, scores: 0 },
    { budget: 20, costs: [0.02, 0.03, 0.05, 0.06], evaluations: 15, scores: 87 },
    { budget: 40, costs: [0.6], evaluations: 35, scores: 8 },
    { budget: 40, costs: [0.7], evaluations: 40, scores: 0 },
  ])(
    "with a budget of $budget and prices $costs leaves enough budget for evaluations",
    async ({ budget, costs, ...bounds }) => {
      const fidelities = costs.map((cost, i) => ({ name: `cheap ${i}`, cost }));
      const { scored, result } = await search(budget, undefined, [], fidelities);
      expect(result.evaluations).toBeGreaterThanOrEqual(bounds.evaluations);
      expect(scored.length).toBeLessThanOrEqual(bounds.scores);
      for (const f of fidelities.keys()) {
        const requested = scored.filter(({ fidelity }) => fidelity === f).length;
        expect(requested === 0 || requested >= 4, `fidelity ${f}: enough for a model, or none`).toBe(true);
      }
    },
  );

  test("strategies that do not use scores request none", async () => {
    const problem = { ...landscapeProblem, fidelities: [{ name: "cheap", cost: COST }] };
    const { scored, withScores } = evaluator();
    const strategy = createStrategy("random", problem, { seed: 1 });
    const result = await runSearch({ problem, strategy, evaluator: withScores, budget: 5, clock: () => 0 });
    expect(scored).toEqual([]);
    expect(result.spent).toBe(5);
  });
});
