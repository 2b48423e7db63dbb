import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { familyNamed, reviveRegressor, stateOf } from "../../../predictors/families/index.js";
import { mixed, stackOf, stackWeights } from "../../../predictors/families/stack.js";

const numbers = (length: number) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: length, maxLength: length })
    .map((list) => Float64Array.from(list));

const predictions = (mean: Float64Array) => ({ mean, sd: new Float64Array(mean.length).fill(1) });
const squaredError = (mean: Float64Array, targets: Float64Array): number =>
  mean.reduce((sum, m, i) => sum + (m - targets[i]) ** 2, 0);

describe("weights of a stack", () => {
  it("are at least 0, have the sum 1, and give hardly more error than the best member", () => {
    fc.assert(
      fc.property(numbers(12), numbers(12), numbers(12), (a, b, targets) => {
        const members = [predictions(a), predictions(b)];
        const weights = stackWeights(members, targets);
        expect(weights[0] + weights[1]).toBeCloseTo(1, 12);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        const best = Math.min(squaredError(a, targets), squaredError(b, targets));
        expect(squaredError(mixed(members, weights).mean, targets)).toBeLessThanOrEqual(1.05 * best + 0.3);
      }),
    );
  });

  it("leave out a member that only adds noise", () => {
    const targets = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i));
    const noise = predictions(targets.map((_, i) => 3 * Math.cos(7 * i)));
    expect([...stackWeights([predictions(targets), noise], targets)]).toEqual([1, 0]);
  });
});

describe("a stack", () => {
  const features = { rows: 12, columns: 1, data: Float64Array.from({ length: 12 }, (_, i) => i / 12) };
  const targets = features.data.map((x) => 2 * x - 1);
  const options = { seed: 1, groups: Int32Array.of(0) };
  const members = ["ridge", "random-forest"].map((name) => familyNamed(name).fit(features, targets, options));
  const stack = stackOf(members, Float64Array.of(0.75, 0.25));

  it("is the weighted mean of its members, and is revived bit for bit", () => {
    const [a, b] = members.map((member) => member.predict(features).mean);
    const expected = a.map((x, i) => 0.75 * x + 0.25 * b[i]);
    const revived = reviveRegressor(JSON.parse(JSON.stringify(stack.state)));
    expect(stack.predict(features).mean).toEqual(expected);
    expect(revived.predict(features)).toEqual(stack.predict(features));
  });

  it("gives each family its own state to start from", () => {
    expect(stateOf(familyNamed("random-forest"), stack.state)?.family).toBe("random-forest");
    expect(stateOf(familyNamed("gaussian-process"), stack.state)).toBeUndefined();
  });
});
