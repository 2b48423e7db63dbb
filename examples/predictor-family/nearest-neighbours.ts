/**
 * A predictor family of one's own: the mean of the nearest networks, beside ridge regression, cross-validated on the
 * latency (Jetson TX2) of the AV-MNIST-hard networks that ship (seeds/data).
 *
 *   npx tsx examples/predictor-family/nearest-neighbours.ts
 *
 * CONTRIBUTING.md says how such a family becomes one of the product's own, with `predictor train --family`.
 */
import { createReadStream } from "node:fs";
import { familyNamed } from "../../predictors/families/index.js";
import { createEncoder } from "../../predictors/features/encoder.js";
import type { Family, Matrix, Regressor, RegressorState } from "../../predictors/port.js";
import { kendallTau } from "../../predictors/ranking.js";
import { outOfSample } from "../../predictors/training/cross-validation.js";
import { fitTransform, transformKinds } from "../../predictors/transforms.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { parseTable } from "../../src/tables/parse-table.js";

const NEIGHBOURS = 5;

interface Neighbours extends RegressorState {
  readonly family: "nearest-neighbours";
  readonly columns: number;
  /** Row-major features and latent targets of the networks that were fitted. */
  readonly features: readonly number[];
  readonly targets: readonly number[];
}

export const nearestNeighbours: Family = {
  name: "nearest-neighbours",
  fit: ({ columns, data }, targets) =>
    regressor({ family: "nearest-neighbours", columns, features: [...data], targets: [...targets] }),
  revive: (state) => regressor(state as Neighbours),
};

/** The mean of the nearest rows, and their spread with what one more observation would scatter. */
function regressor(state: Neighbours): Regressor {
  return {
    state,
    predict({ rows, columns, data }: Matrix) {
      const [mean, sd] = [new Float64Array(rows), new Float64Array(rows)];
      for (let row = 0; row < rows; row++) {
        const near = nearest(state, data.subarray(row * columns, (row + 1) * columns));
        mean[row] = near.reduce((sum, value) => sum + value, 0) / near.length;
        const squares = near.reduce((sum, value) => sum + (value - mean[row]) ** 2, 0);
        sd[row] = Math.sqrt((squares / Math.max(1, near.length - 1)) * (1 + 1 / near.length)) + 1e-6;
      }
      return { mean, sd };
    },
  };
}

function nearest({ columns, features, targets }: Neighbours, row: Float64Array): number[] {
  const distances = targets.map((_, i) => {
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += (features[i * columns + c] - row[c]) ** 2;
    return sum;
  });
  const order = [...targets.keys()].sort((a, b) => distances[a] - distances[b] || a - b);
  return order.slice(0, NEIGHBOURS).map((i) => targets[i]);
}

const space = compileSpace(builtInSpace("av-mnist")!);
const table = await parseTable(createReadStream("seeds/data/av-mnist-hard.csv"), space);
const latency = table.columns.find((column) => column.name === "jetson-tx2.latency_ms")!.values;
const encoder = createEncoder(space, []);
const targets = fitTransform(transformKinds("latency")[0], latency).toLatent(latency);
const features = encoder.encode(table.genotypes, []);
for (const family of [nearestNeighbours, familyNamed("ridge")]) {
  const { mean } = outOfSample(family, features, targets, { seed: 1, groups: encoder.groupsFor("latency") });
  console.log(`${family.name}: cross-validated Kendall tau ${kendallTau(mean, targets).toFixed(3)}`);
}
