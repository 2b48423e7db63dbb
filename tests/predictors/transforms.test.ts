import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile } from "../../predictors/normal.js";
import { fitTransform, reviveTransform, type TransformKind } from "../../predictors/transforms.js";

const fractions = fc
  .uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 4, maxLength: 60 })
  .map((list) => Float64Array.from(list, (x) => x / 1000));

describe.each<TransformKind>(["log", "log-error", "normal-score"])("%s", (kind) => {
  it("comes back to where it started, standardised in between", () => {
    fc.assert(
      fc.property(fractions, (values) => {
        const transform = fitTransform(kind, values);
        const latent = transform.toLatent(values);
        transform.toNatural(latent).forEach((x, i) => {
          expect(x).toBeCloseTo(values[i], 9);
        });
        expect(latent.reduce((sum, x) => sum + x, 0) / latent.length).toBeCloseTo(0, 9);
        expect(latent.reduce((sum, x) => sum + x * x, 0) / latent.length).toBeCloseTo(1, 9);
      }),
    );
  });

  it("puts the better value lower", () => {
    const transform = fitTransform(kind, Float64Array.of(0.2, 0.5, 0.6, 0.9));
    const [worse, better] = kind === "log" ? [0.7, 0.3] : [0.3, 0.7];
    const [a, b] = transform.toLatent(Float64Array.of(worse, better));
    expect(b).toBeLessThan(a);
  });

  it("is revived from its state, and survives equal values", () => {
    const transform = fitTransform(kind, Float64Array.of(0.4, 0.4, 0.4, 0.4));
    const again = reviveTransform(JSON.parse(JSON.stringify(transform.state)));
    expect(again.toNatural(Float64Array.of(0))[0]).toBeCloseTo(0.4, 12);
  });
});

it("continues normal scores beyond the training values, within [0, 1]", () => {
  const transform = fitTransform(
    "normal-score",
    Float64Array.from({ length: 50 }, (_, i) => 0.5 + i / 200),
  );
  const [best, beyond, farBeyond] = transform.toNatural(Float64Array.of(-2.3, -2.6, -99));
  expect(beyond).toBeGreaterThan(best);
  expect(farBeyond).toBe(1);
});

it("inverts the normal distribution function", () => {
  for (const p of [0.001, 0.02, 0.05, 0.3, 0.5, 0.8, 0.99])
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 6);
});
