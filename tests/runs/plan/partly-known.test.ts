import { expect, test } from "vitest";
import { FloatColumn } from "../../../src/projections/columns/float-column.js";
import { asKnown, partlyKnown } from "../../../src/runs/plan/partly-known.js";
import { enumerate } from "../../../src/space/sampling/enumerate.js";
import { columnOf } from "../../projections/fronts/plain-front.js";
import { landscape } from "../../search/toy.js";

test("a plan keeps 1,000 values of one objective, each of which the search then knows for certain", () => {
  const genotypes = [...enumerate(landscape)];
  const accuracies = Float64Array.from(genotypes, (_, i) => i / 2000);
  const columns = [columnOf(accuracies), FloatColumn.EMPTY];
  const pool = { space: landscape, rows: () => genotypes.keys(), genotype: (row: number) => genotypes[row] };
  const objectives = [{ metric: "accuracy" }, { metric: "latency" }] as const;
  const partly = partlyKnown(pool, objectives, columns, () => true, 1);
  expect(partly.map(({ objective, networks }) => [objective, networks.length])).toEqual([[0, 1000]]);
  const values = asKnown(landscape, partly)[0].valuesOf(genotypes);
  expect(values.filter((value, i) => value === accuracies[i])).toHaveLength(1000);
});
