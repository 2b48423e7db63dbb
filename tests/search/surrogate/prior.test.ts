import { describe, expect, test } from "vitest";
import { fitTransform } from "../../../predictors/transforms.js";
import { Random } from "../../../src/base/random.js";
import type { ObjectivePrior, Outcome, Problem } from "../../../src/search/ports.js";
import { createStrategy } from "../../../src/search/strategies.js";
import { SurrogateModels } from "../../../src/search/surrogate/models.js";
import { compileSpace } from "../../../src/space/compile.js";
import { genotypeKey } from "../../../src/space/identity.js";
import { enumerate } from "../../../src/space/sampling/enumerate.js";
import type { Genotype } from "../../../src/space/types.js";
import { drive, landscape, landscapeProblem, landscapeValues, outcomeOf } from "../toy.js";

const ALL = [...enumerate(landscape)];
const shuffled = (seed: number): Genotype[] => new Random(seed).shuffle([...ALL]);
const [METRIC] = landscapeProblem.objectives;
const accuracies = Float64Array.from(ALL, (network) => landscapeValues(network)[0]);
const transform = fitTransform("log-error", accuracies);
const truth = (networks: readonly Genotype[]): Float64Array =>
  transform.toLatent(Float64Array.from(networks, (network) => landscapeValues(network)[0]));

interface Wrong {
  /** What is added to the true latent accuracy. */
  readonly bias?: (network: Genotype) => number;
  readonly sd?: (network: Genotype) => number;
  readonly learnt?: readonly Genotype[];
}

/** A predictor of accuracy with a known error. */
function priorWith({ bias = () => 0, sd = () => 0.2, learnt = [] }: Wrong): ObjectivePrior {
  const keys = new Set(learnt.map(genotypeKey));
  return {
    objective: 0,
    latent: (networks) => {
      const right = truth(networks);
      return {
        mean: right.map((value, i) => value + bias(networks[i])),
        sd: Float64Array.from(networks, sd),
      };
    },
    toLatent: (values) => transform.toLatent(values),
    toNatural: (latent) => transform.toNatural(latent),
    hasLearnt: (network) => keys.has(genotypeKey(network)),
  };
}

const problemWith = (wrong?: Wrong): Problem => ({
  space: landscape,
  objectives: [METRIC],
  limits: [undefined],
  ...(wrong && { priors: [priorWith(wrong)] }),
});

const unseen = shuffled(3).slice(0, 100);

/** The latent belief about networks that were not evaluated. */
function believe(problem: Problem, outcomes: readonly Outcome[]) {
  const models = new SurrogateModels(problem, 1);
  const [belief] = models.fit(outcomes)!({ networks: unseen, features: models.encode(unseen) });
  const latentAt = (z: number) => transform.toLatent(belief.at(z).map((value) => -value));
  const [mean, above] = [latentAt(0), latentAt(1)];
  return { mean, sd: above.map((value, i) => value - mean[i]) };
}

/** The root mean squared error of a latent belief. */
const errorOf = ({ mean }: { mean: Float64Array }): number => {
  const right = truth(unseen);
  return Math.sqrt(mean.reduce((sum, value, i) => sum + (value - right[i]) ** 2, 0) / mean.length);
};

/** Evaluated networks that are not among the unseen ones. */
const evaluated = (count: number): Outcome[] => {
  const isUnseen = new Set(unseen.map(genotypeKey));
  return shuffled(4)
    .filter((network) => !isUnseen.has(genotypeKey(network)))
    .slice(0, count)
    .map(outcomeOf);
};

const random = new Random(8);
/** Standard normal values that follow from nothing. */
const noise = new Map(ALL.map((network) => [genotypeKey(network), random.normal()]));
const noiseOf = (network: Genotype): number => noise.get(genotypeKey(network)) as number;
const depth = (network: Genotype): number => network[0] / 2 - 0.75;
const varying = (network: Genotype): number => 0.1 + 0.1 * network[1];

describe("a model with a prior", () => {
  test.each([0, 3])("is the predictor itself, with its own spread, after %i evaluations", (count) => {
    const { mean, sd } = believe(problemWith({ bias: depth, sd: varying }), evaluated(count));
    const right = truth(unseen);
    for (const [i, network] of unseen.entries()) {
      expect(mean[i]).toBeCloseTo(right[i] + depth(network), 6);
      expect(sd[i]).toBeCloseTo(varying(network), 6);
    }
  });

  test("knows more after ten evaluations than a model without one", () => {
    const noisy = { bias: (network: Genotype) => 0.2 * noiseOf(network) };
    const blind = errorOf(believe(problemWith(), evaluated(10)));
    expect(errorOf(believe(problemWith(noisy), evaluated(10)))).toBeLessThan(0.5 * blind);
  });

  test.each([
    ["a constant", () => 1.5],
    ["an effect of a gene", (network: Genotype) => 2 * depth(network)],
  ])("corrects a prior that is wrong by %s", (_, bias) => {
    const wrong = problemWith({ bias });
    const before = errorOf(believe(wrong, []));
    expect(errorOf(believe(wrong, evaluated(20)))).toBeLessThan(0.35 * before);
  });

  test("does not learn from networks that the predictor has learnt from", () => {
    const outcomes = evaluated(20);
    const learnt = outcomes.map(({ genotype }) => genotype);
    const wrong = { bias: depth, learnt };
    expect(believe(problemWith(wrong), outcomes)).toEqual(believe(problemWith(wrong), []));
    expect(believe(problemWith({ bias: depth }), outcomes)).not.toEqual(believe(problemWith(wrong), []));
  });

  test("never claims a smaller spread than its predictor, even where it was always right", () => {
    const { mean, sd } = believe(problemWith({ sd: varying }), evaluated(40));
    for (const [i, network] of unseen.entries()) expect(sd[i]).toBeGreaterThan(0.999 * varying(network));
    expect(errorOf({ mean })).toBeLessThan(1e-6);
  });

  test("widens the spread of a predictor that claims too much", () => {
    const { mean, sd } = believe(problemWith({ bias: noiseOf, sd: () => 0.05 }), evaluated(20));
    const right = truth(unseen);
    const covered = unseen.filter((_, i) => Math.abs(mean[i] - right[i]) <= 1.645 * sd[i]).length;
    expect(covered / unseen.length).toBeGreaterThan(0.75);
  });

  test("does not lose its scale to one network that learnt nothing", () => {
    const outcomes = evaluated(20);
    const failed: Outcome = { ...outcomes[7], kind: "evaluated", values: [0.01] };
    const { mean, sd } = believe(problemWith({}), outcomes.with(7, failed));
    expect(errorOf({ mean })).toBeLessThan(0.4);
    expect(Math.max(...sd)).toBeLessThan(0.5);
  });
});

describe("the surrogate-assisted search", () => {
  const costs = [1, 2].map((objective) => ({
    objective,
    networks: [],
    isComplete: true,
    valuesOf: (networks: readonly Genotype[]) =>
      Float64Array.from(networks, (network) => landscapeValues(network)[objective]),
  }));
  const within: Problem = {
    ...landscapeProblem,
    limits: [undefined, 9, undefined],
    optimised: [true, false, false],
    known: costs,
  };
  const informed: Problem = { ...within, priors: [priorWith({ bias: depth, sd: () => 0.3 })] };
  const best = (networks: readonly Genotype[]) =>
    Math.max(...networks.map(landscapeValues).map(([accuracy, latency]) => (latency <= 9 ? accuracy : 0)));

  test("proposes by its models at once where every objective has a prior or is known", async () => {
    const strategy = createStrategy("surrogate", informed, { seed: 1 });
    expect(strategy.expectedGain?.(2)).toBeUndefined();
    const asked = await drive(strategy, 4);
    const blind = await drive(createStrategy("surrogate", within, { seed: 1 }), 4);
    expect(best(asked)).toBeGreaterThan(best(blind));
  });

  test.each([
    ["four networks where accuracy has a prior and no cost is known", 0, 4],
    ["ten networks where only one of two costs has a prior", 1, 10],
  ])("begins with %s", async (_, objective, size) => {
    const priors = [{ ...priorWith({}), objective }];
    const strategy = createStrategy("surrogate", { ...landscapeProblem, priors }, { seed: 1 });
    const blind = createStrategy("surrogate", landscapeProblem, { seed: 1 });
    const [asked, random] = [await drive(strategy, 10), await drive(blind, 10)];
    const same = asked.findIndex((network, i) => genotypeKey(network) !== genotypeKey(random[i]));
    expect(same < 0 ? 10 : same).toBe(size);
  });

  test("proposes at once in a space that is too large to list, where nothing was evaluated", async () => {
    const genes = Array.from({ length: 12 }, (_, i) => ({
      ...landscape.spec.genes[0],
      name: `gene_${i + 1}`,
    }));
    const large = compileSpace({ ...landscape.spec, genes });
    const latent = (networks: readonly Genotype[]) => ({
      mean: Float64Array.from(networks, ([first]) => first - 1.5),
      sd: new Float64Array(networks.length).fill(0.2),
    });
    const problem = { ...problemWith({}), space: large, priors: [{ ...priorWith({}), latent }] };
    const asked = await createStrategy("surrogate", problem, { seed: 1 }).ask(2);
    expect(asked).toHaveLength(2);
    expect(asked[0][0]).toBe(0);
  });

  test("gives the same networks again when it is resumed", async () => {
    const whole = await drive(createStrategy("surrogate", informed, { seed: 1 }), 12);
    const resumed = createStrategy("surrogate", informed, { seed: 1 });
    resumed.tell(whole.slice(0, 7).map(outcomeOf));
    expect((await drive(resumed, 5)).map(genotypeKey)).toEqual(whole.slice(7).map(genotypeKey));
  });
});
