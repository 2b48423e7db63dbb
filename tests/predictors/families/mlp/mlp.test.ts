import { describe, expect, it } from "vitest";
import { mlpEnsemble } from "../../../../predictors/families/mlp/index.js";
import { forward } from "../../../../predictors/families/mlp/network.js";
import type { MlpTrainer } from "../../../../predictors/families/mlp/port.js";
import type { Matrix } from "../../../../predictors/port.js";
import { Random } from "../../../../src/base/random.js";

const COLUMNS = 3;

function example(rows: number, seed: number): { readonly features: Matrix; readonly targets: Float64Array } {
  const random = new Random(seed);
  const data = Float64Array.from({ length: rows * COLUMNS }, () => random.next());
  const targets = Float64Array.from({ length: rows }, (_, r) => data[r * COLUMNS] - data[r * COLUMNS + 1]);
  return { features: { rows, columns: COLUMNS, data }, targets };
}

const sizeOf = (columns: number, width: number): number =>
  columns * width + width + width * width + 2 * width + 1;

/** A trainer that returns random weights. */
const untrained: MlpTrainer = ({ members, columns, width, seed }) =>
  members.map((_, m) => {
    const random = new Random(seed).fork(m);
    return Float64Array.from({ length: sizeOf(columns, width) }, () => 0.1 * random.normal());
  });

describe("a network", () => {
  it("computes the same as its layers written out", () => {
    const weights = Float64Array.from({ length: sizeOf(2, 2) }, (_, i) => Math.sin(i + 1));
    const [x0, x1] = [0.3, -1.2];
    const relu = (x: number) => Math.max(0, x);
    const a = [0, 1].map((j) => relu(x0 * weights[j] + x1 * weights[2 + j] + weights[4 + j]));
    const b = [0, 1].map((j) => relu(a[0] * weights[6 + j] + a[1] * weights[8 + j] + weights[10 + j]));
    const expected = b[0] * weights[12] + b[1] * weights[13] + weights[14];
    const [output] = forward(weights, { rows: 1, columns: 2, data: Float64Array.of(x0, x1) }, 2);
    expect(output).toBeCloseTo(expected, 12);
  });
});

describe("mlp-ensemble", () => {
  const { features, targets } = example(20, 1);
  const options = { seed: 1, groups: Int32Array.of(0, 1, 2), mlp: untrained };

  it("cross-validates each row by a network that was trained without it", () => {
    const seen: (readonly number[])[] = [];
    const asked = mlpEnsemble.crossValidate!(features, targets, {
      ...options,
      mlp: (job) => {
        seen.push(...job.members);
        return untrained(job);
      },
    });
    expect(seen).toHaveLength(5);
    for (let r = 0; r < 20; r++) expect(seen.filter((rows) => !rows.includes(r))).toHaveLength(1);
    expect(asked?.sd.every((sd) => sd > 0)).toBe(true);
  });

  it("is revived to the last bit, without a trainer", () => {
    const model = mlpEnsemble.fit(features, targets, options);
    const revived = mlpEnsemble.revive(JSON.parse(JSON.stringify(model.state)));
    const unseen = example(30, 2).features;
    expect(revived.predict(unseen)).toEqual(model.predict(unseen));
  });
});
