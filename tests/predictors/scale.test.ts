import { describe, expect, it } from "vitest";
import { likeliestScale } from "../../predictors/scale.js";
import { transformKinds } from "../../predictors/transforms.js";
import { Random } from "../../src/base/random.js";

/** Rows of four numbers, and accuracies whose error to a power (0: its logarithm) is linear in them, with noise. */
function example(power: number) {
  const random = new Random(4);
  const [rows, columns] = [80, 4];
  const data = Float64Array.from({ length: rows * columns }, () => random.next());
  const values = Float64Array.from({ length: rows }, (_, r) => {
    const z = 1 + 2 * data[4 * r] + data[4 * r + 1] - 0.5 * data[4 * r + 2] + 0.02 * random.normal();
    return 1 - (power === 0 ? Math.exp(-z) : (3 * z) ** (1 / power));
  });
  return { features: { rows, columns, data }, values };
}

describe("the scale of an accuracy", () => {
  it.each([
    [0, "log-error"],
    [-1, "error^-1"],
    [-2, "error^-2"],
  ] as const)("is recovered: error to the power %d", (power, kind) => {
    const { features, values } = example(power);
    const options = { seed: 1, groups: Int32Array.of(0, 1, 2, 3) };
    const { transform, leftOut } = likeliestScale(transformKinds("accuracy"), features, values, options);
    expect(transform.kind).toBe(kind);
    expect(leftOut.mean.every(Number.isFinite)).toBe(true);
  });
});
