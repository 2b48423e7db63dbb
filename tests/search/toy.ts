import { type DeviceId, spaceId } from "../../src/base/ids.js";
import type { Evaluator, Outcome, Problem, Strategy } from "../../src/search/ports.js";
import { compileSpace } from "../../src/space/compile.js";
import { type Genotype, OPEN } from "../../src/space/types.js";

/** A space of six architectures; those of depth 1 have no kernel. */
export const toySpace = compileSpace({
  id: spaceId("toy"),
  genes: [
    { name: "depth", choices: [1, 2], ordered: true, activeWhen: [], tier: 1 },
    { name: "width", choices: [16, 32], ordered: true, activeWhen: [], tier: 1 },
    {
      name: "kernel",
      choices: ["a", "b"],
      ordered: false,
      activeWhen: [{ gene: "depth", equals: 2 }],
      tier: 1,
    },
  ],
  increasing: [],
});

/** A space of 4^5 = 1,024 architectures. */
export const landscape = compileSpace({
  id: spaceId("landscape"),
  genes: Array.from({ length: 5 }, (_, i) => ({
    name: `gene_${i + 1}`,
    choices: [0, 1, 2, 3],
    ordered: i % 2 === 0,
    activeWhen: [],
    tier: 1 as const,
  })),
  increasing: [],
});

const device = "d" as DeviceId;

/** A problem with three conflicting objectives without noise. */
export const landscapeProblem: Problem = {
  space: landscape,
  objectives: [{ metric: "accuracy" }, { metric: "latency", device }, { metric: "energy", device }],
  limits: [undefined, undefined, undefined],
};

export function landscapeValues(genotype: Genotype): number[] {
  const gene = (p: number) => ((genotype[p] ?? 0) < OPEN ? (genotype[p] ?? 0) : 0);
  const size = genotype.reduce((sum, choice) => sum + (choice < OPEN ? choice : 0), 0);
  const fit = genotype.reduce((sum, choice, p) => sum + Math.cos(choice * 1.3 + p), 0);
  return [
    0.5 + 0.4 * Math.tanh(0.12 * size + 0.08 * fit),
    1 + size + 0.3 * gene(0) * gene(1),
    2 + 0.5 * size + 0.4 * gene(2) * gene(4),
  ];
}

/** Evaluates networks by a formula, in the order given. */
export const formulaEvaluator: Evaluator = {
  async *evaluate(genotypes, signal) {
    for (const genotype of genotypes) {
      if (signal.aborted) return;
      yield outcomeOf(genotype);
    }
  },
};

export const outcomeOf = (genotype: Genotype): Outcome => ({
  kind: "evaluated",
  genotype,
  values: landscapeValues(genotype),
});

/** Asks and tells a strategy until `count` networks are evaluated or none is left; returns the networks in order. */
export async function drive(strategy: Strategy, count: number): Promise<Genotype[]> {
  const asked: Genotype[] = [];
  while (asked.length < count) {
    const batch = await strategy.ask(Math.min(strategy.batchSize, count - asked.length));
    if (batch.length === 0) break;
    asked.push(...batch);
    strategy.tell(batch.map(outcomeOf));
  }
  return asked;
}
