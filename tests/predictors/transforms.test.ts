import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fitTransform,
  reviveTransform,
  type Transform,
  type TransformKind,
} from "../../predictors/transforms.js";
import { normalCdf, normalQuantile } from "../../src/base/statistics/normal.js";

const fractions = fc
  .uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 4, maxLength: 60 })
  .map((list) => Float64Array.from(list, (x) => x / 1000));

/** The rounding error of the latent scale in natural units. A power's mean can be 1e11 times its slope at a value. */
function rounding({ state, logDensity }: Transform, value: number): number {
  const slope = Math.exp(logDensity(Float64Array.of(value))) * state.sd;
  return ((Math.abs(state.mean) + state.sd) * 2 ** -51) / slope;
}

describe.each<TransformKind>(["log", "minus-log", "log-error", "error^-1", "error^-2", "error^-4"])(
  "%s",
  (kind) => {
    it("is inverted up to rounding, and standardises in between", () => {
      fc.assert(
        fc.property(fractions, (values) => {
          const transform = fitTransform(kind, values);
          const latent = transform.toLatent(values);
          transform.toNatural(latent).forEach((x, i) => {
            expect(Math.abs(x - values[i])).toBeLessThan(5e-7 + rounding(transform, values[i]));
          });
          expect(latent.reduce((sum, x) => sum + x, 0) / latent.length).toBeCloseTo(0, 9);
          expect(latent.reduce((sum, x) => sum + x * x, 0) / latent.length).toBeCloseTo(1, 9);
        }),
      );
    });

    it("gives the better value the smaller latent value", () => {
      const transform = fitTransform(kind, Float64Array.of(0.2, 0.5, 0.6, 0.9));
      const [worse, better] = kind === "log" ? [0.7, 0.3] : [0.3, 0.7];
      const [a, b] = transform.toLatent(Float64Array.of(worse, better));
      expect(b).toBeLessThan(a);
    });

    it("has the right log density", () => {
      const transform = fitTransform(kind, Float64Array.of(0.2, 0.5, 0.6, 0.9));
      for (const value of [0.25, 0.55, 0.8]) {
        const [a, b] = transform.toLatent(Float64Array.of(value - 1e-6, value + 1e-6));
        expect(transform.logDensity(Float64Array.of(value))).toBeCloseTo(Math.log(Math.abs(b - a) / 2e-6), 5);
      }
    });

    it("is revived from its state, even after a fit to equal values", () => {
      const transform = fitTransform(kind, Float64Array.of(0.4, 0.4, 0.4, 0.4));
      const again = reviveTransform(JSON.parse(JSON.stringify(transform.state)));
      expect(again.toNatural(Float64Array.of(0))[0]).toBeCloseTo(0.4, 12);
    });
  },
);

it("stays within [0, 1] however far a latent value lies outside", () => {
  const transform = fitTransform("error^-2", Float64Array.of(0.3, 0.5, 0.6, 0.7));
  expect([...transform.toNatural(Float64Array.of(-99, 99))].map((x) => Math.round(x))).toEqual([1, 0]);
  const [best, beyond] = transform.toNatural(Float64Array.of(-2, -3));
  expect(beyond).toBeGreaterThan(best);
});

it("inverts the normal distribution function", () => {
  for (const p of [0.001, 0.02, 0.05, 0.3, 0.5, 0.8, 0.99])
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 6);
});
