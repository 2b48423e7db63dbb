import { describe, expect, it } from "vitest";
import {
  fitScaling,
  groupProducts,
  kernelProducts,
  productsAmong,
} from "../../../predictors/families/gaussian-process/groups.js";
import { defaultHyperparameters } from "../../../predictors/families/gaussian-process/hyperparameters.js";
import { negativeLogPosterior } from "../../../predictors/families/gaussian-process/likelihood.js";
import { FAMILIES, familyNamed } from "../../../predictors/families/index.js";
import { takeRows } from "../../../predictors/matrix.js";
import type { Matrix } from "../../../predictors/port.js";
import { kendallTau } from "../../../predictors/ranking.js";
import { outOfSample } from "../../../predictors/training/cross-validation.js";
import { Random } from "../../../src/base/random.js";

const COLUMNS = 6;
const groups = Int32Array.of(0, 0, 1, 1, 2, 3);

/** Targets that are a smooth function of two of four groups, with a little noise; the last column is constant. */
function example(rows: number, seed: number): { readonly features: Matrix; readonly targets: Float64Array } {
  const random = new Random(seed);
  const data = Float64Array.from({ length: rows * COLUMNS }, (_, i) =>
    i % COLUMNS === 5 ? 1 : random.next(),
  );
  const targets = Float64Array.from({ length: rows }, (_, r) => {
    const [a, b, c] = data.subarray(r * COLUMNS);
    return 2 * a - b + Math.sin(4 * c) + 0.05 * random.normal();
  });
  return { features: { rows, columns: COLUMNS, data }, targets };
}

describe.each(FAMILIES.map((family) => [family.name, family] as const))("%s", (name, family) => {
  const known = example(60, 1);
  const unseen = example(200, 2);
  const model = family.fit(known.features, known.targets, { seed: 1, groups });

  it("ranks rows that it has not seen", () => {
    const { mean } = model.predict(unseen.features);
    expect(kendallTau(mean, unseen.targets)).toBeGreaterThan(name === "gaussian-process" ? 0.9 : 0.6);
  });

  it("gives the same predictions bit for bit with the same seed, and after revival", () => {
    const again = family.fit(known.features, known.targets, { seed: 1, groups });
    const revived = familyNamed(name).revive(JSON.parse(JSON.stringify(model.state)));
    const expected = model.predict(unseen.features);
    expect(again.predict(unseen.features)).toEqual(expected);
    expect(revived.predict(unseen.features)).toEqual(expected);
  });

  it("gives the means of its predictions where it is asked for means only", () => {
    expect(model.means?.(unseen.features) ?? model.predict(unseen.features).mean).toEqual(
      model.predict(unseen.features).mean,
    );
  });

  it("predicts a row alone as it does among others", () => {
    const all = model.predict(unseen.features);
    const one = model.predict(takeRows(unseen.features, [17]));
    expect([one.mean[0], one.sd[0]]).toEqual([all.mean[17], all.sd[17]]);
  });

  it("never predicts a row from itself: an outlier keeps its error", () => {
    const targets = known.targets.slice();
    targets[9] += 30;
    const { mean } = outOfSample(family, known.features, targets, { seed: 1, groups });
    expect(Math.abs(mean[9] - targets[9])).toBeGreaterThan(15);
  });

  it("fits equal targets and repeated rows", () => {
    const repeated = takeRows(
      known.features,
      Array.from({ length: 30 }, (_, r) => r % 3),
    );
    const { mean, sd } = family.fit(repeated, new Float64Array(30), { seed: 1, groups }).predict(repeated);
    for (let i = 0; i < 30; i++) {
      expect(mean[i]).toBeCloseTo(0, 6);
      expect(sd[i]).toBeGreaterThan(0);
    }
  });
});

describe.each(["ridge", "random-forest"])("%s", (name) => {
  it("returns the fit to all rows from its cross-validation", () => {
    const { features, targets } = example(60, 1);
    const family = familyNamed(name);
    const { fitted } = outOfSample(family, features, targets, { seed: 1, groups });
    expect(fitted?.state).toEqual(family.fit(features, targets, { seed: 1, groups }).state);
  });
});

describe("gaussian-process", () => {
  it("computes the gradient of its likelihood", () => {
    const { features, targets } = example(25, 3);
    const scaling = fitScaling(features, groups);
    const objective = negativeLogPosterior(groupProducts(features, scaling), targets);
    const theta = defaultHyperparameters(scaling.groups).map((t, i) => t + 0.3 * Math.sin(i));
    const gradient = objective(theta).gradient();
    theta.forEach((_, i) => {
      const at = (step: number) => objective(theta.map((t, j) => (j === i ? t + step : t))).value;
      expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(gradient[i], 4);
    });
  });

  it("selects the inner products of some rows from those of all, in any order", () => {
    const { features } = example(20, 6);
    const { scaling, products } = kernelProducts(features, groups);
    const rows = [7, 3, 19, 0, 11];
    const some = groupProducts(takeRows(features, rows), scaling);
    expect(productsAmong(products, rows)).toEqual(some);
    expect(kernelProducts(features, groups).products).toBe(products);
    expect(kernelProducts(features, Int32Array.of(0, 0, 0, 1, 1, 1)).products).toHaveLength(2);
  });

  it("learns which group is irrelevant", () => {
    const { features, targets } = example(80, 4);
    const withNoise = familyNamed("gaussian-process").fit(features, targets, { seed: 1, groups });
    const moved = { ...features, data: features.data.map((x, i) => (i % COLUMNS === 4 ? 1 - x : x)) };
    const [a, b] = [withNoise.predict(features).mean, withNoise.predict(moved).mean];
    expect(Math.max(...a.map((x, i) => Math.abs(x - b[i])))).toBeLessThan(0.25);
  });

  it("is less certain far from its training rows", () => {
    const { features, targets } = example(60, 5);
    const model = familyNamed("gaussian-process").fit(features, targets, { seed: 1, groups });
    const far = { ...features, data: features.data.map((x) => 5 * x + 3) };
    const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(mean(model.predict(far).sd)).toBeGreaterThan(3 * mean(model.predict(features).sd));
  });
});
