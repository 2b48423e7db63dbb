import { describe, expect, it } from "vitest";
import type { Evaluator, Outcome, Problem } from "../../src/search/ports.js";
import { type RunOptions, type RunResult, runSearch } from "../../src/search/run.js";
import { createParallelStrategy, STRATEGIES, type StrategyName } from "../../src/search/strategies.js";
import { genotypeKey } from "../../src/space/identity.js";
import type { Genotype } from "../../src/space/types.js";
import { landscapeProblem, outcomeOf, toySpace } from "./toy.js";

/** Answers networks when the test says so, in the order that it chooses, and records what was out. */
class Lab implements Evaluator {
  readonly waiting: { readonly network: Genotype; answer(outcome?: Outcome): void }[] = [];
  readonly started: string[] = [];
  most = 0;

  async *evaluate([network]: readonly Genotype[], signal: AbortSignal): AsyncGenerator<Outcome> {
    this.started.push(genotypeKey(network));
    const outcome = await new Promise<Outcome | undefined>((answer) => {
      this.waiting.push({ network, answer });
      this.most = Math.max(this.most, this.waiting.length);
      signal.addEventListener("abort", () => answer(undefined));
    });
    if (outcome !== undefined) yield outcome;
  }

  /** Answers the waiting network at this position. */
  answer(position: number, outcomeFor = outcomeOf): void {
    const [{ network, answer }] = this.waiting.splice(position % this.waiting.length, 1);
    answer(outcomeFor(network));
  }
}

/** Lets the run do what it can without an answer. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function start(name: StrategyName, lab: Evaluator, change: Partial<RunOptions> = {}): Promise<RunResult> {
  const problem = change.problem ?? landscapeProblem;
  return runSearch({
    problem,
    strategy: createParallelStrategy(name, problem, { seed: 3, populationSize: 8 }),
    evaluator: lab,
    budget: 20,
    parallel: 4,
    clock: () => 0,
    ...change,
  });
}

/** Answers with `order` which of the waiting networks is next, until the run ends. */
async function driven(
  lab: Lab,
  run: Promise<RunResult>,
  order: (step: number) => number,
): Promise<RunResult> {
  let result: RunResult | undefined;
  void run.then((ended) => {
    result = ended;
  });
  for (let step = 0; result === undefined && step < 10_000; step++) {
    await settled();
    if (lab.waiting.length > 0) lab.answer(order(step));
  }
  return run;
}

const keys = ({ outcomes }: RunResult) => outcomes.map(({ genotype }) => genotypeKey(genotype));

describe.each(STRATEGIES)("networks in parallel: %s", (name) => {
  it("has as many out as asked for, and asks for another as soon as one is answered", async () => {
    const lab = new Lab();
    const run = start(name, lab, { budget: 8 });
    await settled();
    expect(lab.waiting).toHaveLength(4);
    lab.answer(2);
    await until(() => lab.waiting.length === 4);
    expect(new Set(lab.started).size).toBe(5);
    const result = await driven(lab, run, () => 0);
    expect(result).toMatchObject({ reason: "budget", evaluations: 8 });
    expect(lab.started).toHaveLength(8);
    expect(lab.most).toBe(4);
  });

  it("proposes the same networks if the answers come in the same order", async () => {
    const once = async (order: (step: number) => number) => {
      const lab = new Lab();
      const result = await driven(lab, start(name, lab), order);
      return { started: lab.started, keys: keys(result) };
    };
    const first = await once((step) => step * 7);
    expect(await once((step) => step * 7)).toEqual(first);
    expect(new Set(first.started).size).toBe(20);
  });

  it.each([1, 5, 9, 14])("resumed after %i answers, goes on with what was pending", async (cut) => {
    const order = (step: number) => step * 5;
    const lab = new Lab();
    const whole = await driven(lab, start(name, lab), order);
    const stopping = new AbortController();
    const stored: Outcome[] = [];
    let pending: readonly Genotype[] = [];
    const firstLab = new Lab();
    const first = start(name, firstLab, {
      signal: stopping.signal,
      onFinding: async (finding) => {
        if (finding.kind !== "scored") stored.push(finding);
      },
      onHandedOut: async (networks) => {
        pending = networks;
      },
    });
    for (let step = 0; step < cut; step++) {
      await settled();
      firstLab.answer(order(step));
      await until(() => stored.length === step + 1);
    }
    stopping.abort();
    expect(await first).toMatchObject({ reason: "cancelled", evaluations: cut });
    const secondLab = new Lab();
    const resumed = await driven(secondLab, start(name, secondLab, { history: stored, pending }), (step) =>
      order(step + cut),
    );
    expect(new Set(secondLab.started).size).toBe(20 - cut);
    for (const key of secondLab.started)
      expect(stored.map(({ genotype }) => genotypeKey(genotype))).not.toContain(key);
    const handedOut = pending
      .map(genotypeKey)
      .filter((key) => !stored.some((o) => genotypeKey(o.genotype) === key));
    expect(secondLab.started.slice(0, handedOut.length)).toEqual(handedOut);
    expect(keys(resumed)).toEqual(keys(whole));
  });

  it("never exceeds the budget, and ends when nothing is left", async () => {
    const lab = new Lab();
    const few = await driven(lab, start(name, lab, { budget: 3, parallel: 64 }), () => 1);
    expect(few).toMatchObject({ reason: "budget", evaluations: 3 });
    expect(lab.started).toHaveLength(3);
    const small = new Lab();
    const problem: Problem = { ...landscapeProblem, space: toySpace };
    const all = await driven(small, start(name, small, { problem }), () => 0);
    expect(all).toMatchObject({ reason: "exhausted", evaluations: 6 });
  });

  it("goes on after failures", async () => {
    const lab: Evaluator = {
      async *evaluate([genotype]) {
        yield genotype[0] % 2 === 1 ? { kind: "failed", genotype, reason: "no power" } : outcomeOf(genotype);
      },
    };
    expect(await start(name, lab)).toMatchObject({ reason: "budget", evaluations: 20 });
  });
});

it.each(["surrogate", "random"] as const)("%s goes past networks that are not answered", async (name) => {
  const lab: Evaluator = {
    async *evaluate([genotype]) {
      if (genotype[0] > 0) yield outcomeOf(genotype);
    },
  };
  expect(await start(name, lab)).toMatchObject({ reason: "budget", evaluations: 20 });
});

it("nsga2 waits for a generation before it breeds the next", async () => {
  const lab = new Lab();
  const run = start("nsga2", lab);
  for (let step = 0; step < 7; step++) {
    await settled();
    expect(lab.waiting).toHaveLength(Math.min(4, 8 - step));
    lab.answer(0);
  }
  await settled();
  lab.answer(0);
  await settled();
  expect(lab.waiting).toHaveLength(4);
  await driven(lab, run, () => 0);
});

it("the surrogate does not wait at the end of its design, nor of a batch", async () => {
  const lab = new Lab();
  const run = start("surrogate", lab);
  for (let step = 0; step < 20; step++) {
    await settled();
    expect(lab.waiting).toHaveLength(Math.min(4, 20 - step));
    lab.answer(3);
  }
  expect(await run).toMatchObject({ evaluations: 20 });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000 && !holds(); tries++) await settled();
  expect(holds()).toBe(true);
}

it("the plateau rule ends a parallel run, and what is out is abandoned", async () => {
  const lab = new Lab();
  const flat = (genotype: Genotype): Outcome => ({ kind: "evaluated", genotype, values: [0.5, 1, 1] });
  const run = start("random", lab, { budget: 100, plateau: { window: 10, gain: 0.01 } });
  let result: RunResult | undefined;
  void run.then((ended) => {
    result = ended;
  });
  while (result === undefined) {
    await settled();
    if (lab.waiting.length > 0) lab.answer(0, flat);
  }
  expect(result).toMatchObject({ reason: "plateau" });
  expect(result.evaluations).toBeLessThan(30);
});

it("an error of one evaluation ends the run once the others have ended", async () => {
  let ended = 0;
  const lab: Evaluator = {
    async *evaluate([genotype], signal) {
      if (genotype[0] === 2) throw new Error("the board is on fire");
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      ended++;
      yield outcomeOf(genotype);
    },
  };
  await expect(start("random", lab, { parallel: 16 })).rejects.toThrow("the board is on fire");
  expect(ended).toBeGreaterThan(0);
});

it("a parallel run whose evaluations all fit stores what arrives while it is cancelled", async () => {
  const stopping = new AbortController();
  const lab: Evaluator = {
    async *evaluate([genotype], signal) {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      yield outcomeOf(genotype);
    },
  };
  const run = start("random", lab, { signal: stopping.signal });
  await settled();
  stopping.abort();
  expect(await run).toMatchObject({ reason: "cancelled", evaluations: 4 });
});
