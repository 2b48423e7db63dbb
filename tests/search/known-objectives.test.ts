import { describe, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import { knownValues, withinKnownLimits } from "../../src/search/known-objectives.js";
import type { KnownObjective, Problem } from "../../src/search/ports.js";
import { createStrategy, STRATEGIES } from "../../src/search/strategies.js";
import { genotypeKey } from "../../src/space/identity.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import type { Genotype } from "../../src/space/types.js";
import { drive, landscape, landscapeProblem, landscapeValues } from "./toy.js";

const LATENCY = 1;
const ALL = [...enumerate(landscape)];
const latencyOf = (network: Genotype): number => landscapeValues(network)[LATENCY];
/** Half of all networks take longer than this. */
const LIMIT = 9;

const every: KnownObjective = {
  objective: LATENCY,
  networks: [],
  isComplete: true,
  valuesOf: (networks) => Float64Array.from(networks, latencyOf),
};
const some = (count: number, objective = LATENCY): KnownObjective => {
  const networks = new Random(5).shuffle([...ALL]).slice(0, count);
  return knownValues(
    objective,
    networks,
    Float64Array.from(networks, (network) => landscapeValues(network)[objective]),
  );
};
const problem = (known: readonly KnownObjective[], change: Partial<Problem> = {}): Problem => ({
  ...landscapeProblem,
  limits: [undefined, LIMIT, undefined],
  known,
  ...change,
});

describe("networks within known limits", () => {
  test("are those whose known value keeps the limit, and those of which nothing is known", () => {
    const known = some(200);
    const within = new Set(withinKnownLimits(problem([known]), ALL).map(genotypeKey));
    const isKnown = new Set(known.networks.map(genotypeKey));
    for (const network of ALL) {
      const key = genotypeKey(network);
      expect(within.has(key)).toBe(!isKnown.has(key) || latencyOf(network) <= LIMIT);
    }
  });

  test("are all where the known objective has no limit", () => {
    expect(withinKnownLimits(problem([some(200)], { limits: [] }), ALL)).toHaveLength(ALL.length);
  });

  test("keep a bound of the value, where the value itself is not known", () => {
    const bounded: KnownObjective = {
      ...every,
      valuesOf: (networks) => new Float64Array(networks.length).fill(Number.NaN),
      boundsOf: (networks) => Float64Array.from(networks, (network) => latencyOf(network) - 1),
    };
    const within = withinKnownLimits(problem([bounded]), ALL);
    expect(within).toEqual(ALL.filter((network) => latencyOf(network) <= LIMIT + 1));
  });
});

describe.each(STRATEGIES)("%s", (name) => {
  test.each([
    ["of a space that is listed", {}],
    ["of candidates", { candidates: ALL.slice(0, 600) }],
  ])("proposes no network %s that is known to break a limit", async (_, change) => {
    const strategy = createStrategy(name, problem([every], change), { seed: 3, populationSize: 8 });
    const asked = await drive(strategy, 40);
    expect(asked).toHaveLength(40);
    expect(Math.max(...asked.map(latencyOf))).toBeLessThanOrEqual(LIMIT);
  });
});

describe("the surrogate-assisted search", () => {
  const first = async (known: readonly KnownObjective[], count: number, change: Partial<Problem> = {}) =>
    drive(createStrategy("surrogate", problem(known, change), { seed: 1 }), count);

  test("begins with networks that probably keep the limits by what is known of others", async () => {
    const asked = await first([some(20), some(20, 2)], 4);
    const kept = asked.filter((network) => latencyOf(network) <= LIMIT);
    expect(kept.length).toBeGreaterThanOrEqual(3);
    const blind = await first([], 6);
    expect(blind.some((network) => latencyOf(network) > LIMIT)).toBe(true);
  });

  test("models all objectives after three evaluations where costs are known of twenty networks", async () => {
    const strategy = createStrategy("surrogate", problem([some(20), some(20, 2)], { limits: [] }), {
      seed: 1,
    });
    await drive(strategy, 3);
    expect(strategy.expectedGain?.(2)).toBeGreaterThan(0);
    const blind = createStrategy("surrogate", problem([], { limits: [] }), { seed: 1 });
    await drive(blind, 2);
    expect(blind.expectedGain?.(2)).toBeUndefined();
  });

  test("proposes by its models at once where every objective is known of twenty networks", async () => {
    const known = [some(40, 0), some(40), some(40, 2)];
    const [best, second] = await first(known, 2);
    const random = await first([], 6);
    const accuracyOf = (network: Genotype) => landscapeValues(network)[0];
    const feasible = random.filter((network) => latencyOf(network) <= LIMIT).map(accuracyOf);
    for (const network of [best, second]) expect(latencyOf(network)).toBeLessThanOrEqual(LIMIT + 1);
    expect(Math.max(accuracyOf(best), accuracyOf(second))).toBeGreaterThan(Math.max(...feasible));
  });

  test.each([
    ["costs", () => [some(20), some(20, 2)], {}],
    ["all objectives", () => [some(20, 0), some(20), some(20, 2)], {}],
    ["all objectives, without limits,", () => [some(20, 0), some(20), some(20, 2)], { limits: [] }],
  ])("that knows %s gives the same networks again when it is resumed", async (_, knowing, change) => {
    const known = knowing();
    const whole = await first(known, 14, change);
    const resumed = createStrategy("surrogate", problem(known, change), { seed: 1 });
    resumed.tell(
      whole
        .slice(0, 9)
        .map((genotype) => ({ kind: "evaluated", genotype, values: landscapeValues(genotype) })),
    );
    const rest = await drive(resumed, 5);
    expect(rest.map(genotypeKey)).toEqual(whole.slice(9).map(genotypeKey));
  });
});
