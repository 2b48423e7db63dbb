import { expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import type { Modality, Outcome } from "../../../src/search/ports.js";
import { backboneColumns } from "../../../src/search/surrogate/backbone-columns.js";
import { SurrogateModels } from "../../../src/search/surrogate/models.js";
import { sampler } from "../../../src/space/sampling/sample.js";
import type { Genotype } from "../../../src/space/types.js";
import { landscape, landscapeProblem, landscapeValues } from "../toy.js";

/** A modality whose scores, a hash of the backbone's genes, a model cannot learn from the genes of few networks. */
function modalityOf(genes: readonly number[]): Modality {
  const score = (genotype: Genotype) =>
    Math.abs(Math.sin(genes.reduce((sum, p) => 7 * sum + genotype[p], 1) * 12.9898)) % 1;
  return {
    genes,
    valuesOf: (genotype) => [score(genotype), 1 + score(genotype), 2],
  };
}

const problem = { ...landscapeProblem, modalities: [modalityOf([0, 1, 2]), modalityOf([3, 4])] };
const networks = (count: number, seed: number): Genotype[] => {
  const [draw, random] = [sampler(landscape), new Random(seed)];
  return Array.from({ length: count }, () => draw(random));
};

test("accuracy gets one column per backbone, a cost the logarithm of the backbones' summed cost", () => {
  const columns = backboneColumns(problem);
  expect(columns.map(({ objective }) => objective)).toEqual([0, 0, 1, 2]);
  const [network] = networks(1, 1);
  const [image, audio] = problem.modalities.map(({ valuesOf }) => valuesOf(network));
  expect(columns.map(({ values }) => values([network])[0])).toEqual([
    image[0],
    audio[0],
    Math.log(image[1] + audio[1]),
    Math.log(4),
  ]);
  expect(backboneColumns(landscapeProblem)).toEqual([]);
});

test("models with these columns predict accuracy with at most half the error", () => {
  const outcome = (genotype: Genotype): Extract<Outcome, { kind: "evaluated" }> => {
    const alone = problem.modalities.map(({ valuesOf }) => valuesOf(genotype)[0]);
    const [, latency, energy] = landscapeValues(genotype);
    return { kind: "evaluated", genotype, values: [0.2 + 0.4 * alone[0] + 0.3 * alone[1], latency, energy] };
  };
  const errorWith = (given: typeof landscapeProblem) => {
    const models = new SurrogateModels(given, 1);
    const unseen = networks(60, 3);
    const [accuracy] = models.fit(networks(40, 2).map(outcome))!({
      networks: unseen,
      features: models.encode(unseen),
    });
    const predicted = accuracy.at(0);
    return unseen.reduce((sum, network, i) => sum + Math.abs(predicted[i] + outcome(network).values[0]), 0);
  };
  expect(errorWith(problem)).toBeLessThan(0.5 * errorWith(landscapeProblem));
});
