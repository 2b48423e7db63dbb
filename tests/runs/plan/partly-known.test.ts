import { expect, test } from "vitest";
import { asKnown, partlyKnown } from "../../../src/runs/plan/partly-known.js";
import { enumerate } from "../../../src/space/sampling/enumerate.js";
import { landscape } from "../../search/toy.js";

test("a plan keeps 1,000 values of one objective, each of which the search then knows for certain", () => {
  const genotypes = [...enumerate(landscape)];
  const accuracies = Float64Array.from(genotypes, (_, i) => i / 2000);
  const columns = [accuracies, new Float64Array(genotypes.length).fill(Number.NaN)];
  const objectives = [{ metric: "accuracy" }, { metric: "latency" }] as const;
  const partly = partlyKnown({ space: landscape, genotypes }, objectives, columns, () => true, 1);
  expect(partly.map(({ objective, networks }) => [objective, networks.length])).toEqual([[0, 1000]]);
  const values = asKnown(landscape, partly)[0].valuesOf(genotypes);
  expect(values.filter((value, i) => value === accuracies[i])).toHaveLength(1000);
});
