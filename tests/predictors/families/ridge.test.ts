import { Matrix as DenseMatrix, solve } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { ridge } from "../../../predictors/families/ridge.js";
import type { Matrix } from "../../../predictors/port.js";
import { outOfSample } from "../../../predictors/training/cross-validation.js";
import { Random } from "../../../src/base/random.js";

function example(
  rows: number,
  columns: number,
): { readonly features: Matrix; readonly targets: Float64Array } {
  const random = new Random(rows);
  const data = Float64Array.from({ length: rows * columns }, () => 10 * random.next());
  const targets = Float64Array.from(
    { length: rows },
    (_, r) => data[r * columns] - data[r * columns + 1] + random.normal(),
  );
  return { features: { rows, columns, data }, targets };
}

/** The prediction of the row `left` by a ridge regression with this penalty that is fitted to the other rows. */
function withoutRow({ rows, columns, data }: Matrix, targets: Float64Array, penalty: number, left: number) {
  const others = Array.from({ length: rows }, (_, r) => r).filter((r) => r !== left);
  const row = (r: number): number[] => [...data.subarray(r * columns, (r + 1) * columns)];
  const x = new DenseMatrix(others.map(row));
  const centre = x.mean("column");
  const mean = others.reduce((sum, r) => sum + targets[r], 0) / others.length;
  x.subRowVector(centre);
  const gram = x.transpose().mmul(x).add(DenseMatrix.eye(columns).mul(penalty));
  const moment = x.transpose().mmul(DenseMatrix.columnVector(others.map((r) => targets[r] - mean)));
  const weights = solve(gram, moment).to1DArray();
  return row(left).reduce((sum, value, c) => sum + (value - centre[c]) * weights[c], mean);
}

describe("ridge", () => {
  it.each([
    ["more rows than columns", 30, 5],
    ["as many rows as columns", 12, 12],
    ["more columns than rows, so that it can pass through all rows", 10, 60],
  ])("predicts each left-out row as a fit without it does: %s", (_, rows, columns) => {
    const { features, targets } = example(rows, columns);
    const left = outOfSample(ridge, features, targets, { seed: 1, groups: new Int32Array(columns) });
    const penalty = ridge.fit(features, targets, { seed: 1, groups: new Int32Array(columns) }).state
      .penalty as number;
    for (let r = 0; r < rows; r++) {
      expect(left.mean[r]).toBeCloseTo(withoutRow(features, targets, penalty, r), 4);
    }
  });
});
