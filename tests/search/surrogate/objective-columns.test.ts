import { expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import type { ObjectiveColumn, Problem } from "../../../src/search/ports.js";
import { SurrogateModels } from "../../../src/search/surrogate/models.js";
import { objectiveColumns } from "../../../src/search/surrogate/objective-columns.js";
import { sampler } from "../../../src/space/sampling/sample.js";
import type { Genotype } from "../../../src/space/types.js";
import { landscape, landscapeProblem, landscapeValues } from "../toy.js";

/** A value that a model cannot learn from the genes of few networks. */
const elsewhere = (genotype: Genotype): number =>
  Math.abs(Math.sin(genotype.reduce((sum, choice) => 7 * sum + choice, 1) * 12.9898)) % 1;

const columnOf = (objective: number): ObjectiveColumn => ({
  name: "predicted elsewhere",
  objective,
  values: (networks) => Float64Array.from(networks, elsewhere),
});

const networks = (count: number, seed: number): Genotype[] => {
  const [draw, random] = [sampler(landscape), new Random(seed)];
  return Array.from({ length: count }, () => draw(random));
};

function predictions(problem: Problem) {
  const known = networks(20, 2).map(
    (genotype) => ({ kind: "evaluated", genotype, values: valuesOf(genotype) }) as const,
  );
  const unseen = networks(60, 3);
  const models = new SurrogateModels(problem, 1);
  const beliefs = models.fit(known)!({ networks: unseen, features: models.encode(unseen) });
  return { unseen, means: beliefs.map((belief) => belief.at(0)) };
}

/** Values of which only the accuracy depends on `elsewhere`. */
function valuesOf(genotype: Genotype): number[] {
  const [, latency, energy] = landscapeValues(genotype);
  return [0.2 + 0.7 * elsewhere(genotype), latency, energy];
}

test("models learn faster from what is known elsewhere", () => {
  const errorWith = (problem: Problem) => {
    const { unseen, means } = predictions(problem);
    return unseen.reduce((sum, network, i) => sum + Math.abs(means[0][i] + valuesOf(network)[0]), 0);
  };
  const warm = errorWith({ ...landscapeProblem, related: [columnOf(0)] });
  expect(warm).toBeLessThan(0.3 * errorWith(landscapeProblem));
});

test("a column changes the model of its own objective only", () => {
  const bare = predictions(landscapeProblem).means;
  const warm = predictions({ ...landscapeProblem, related: [columnOf(0)] }).means;
  expect(warm.slice(1)).toEqual(bare.slice(1));
  expect(warm[0]).not.toEqual(bare[0]);
});

test("columns of backbones come first, then those of other tasks and devices", () => {
  const modality = { genes: [0], valuesOf: () => [0.5, 1, 2] };
  const problem = { ...landscapeProblem, modalities: [modality], related: [columnOf(1)] };
  expect(objectiveColumns(problem).map(({ objective }) => objective)).toEqual([0, 1, 2, 1]);
  expect(objectiveColumns(landscapeProblem)).toEqual([]);
});
