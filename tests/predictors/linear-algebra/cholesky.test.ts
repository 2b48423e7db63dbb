import fc from "fast-check";
import { expect, it } from "vitest";
import {
  factorise,
  gramOfLower,
  invertLower,
  solveLower,
  solveLowerTransposed,
} from "../../../predictors/linear-algebra/cholesky.js";
import { minimise } from "../../../predictors/linear-algebra/minimise.js";
import { Random } from "../../../src/base/random.js";

/** A random symmetric positive definite matrix: A A' + I. */
function definite(n: number, seed: number): Float64Array {
  const random = new Random(seed);
  const a = Float64Array.from({ length: n * n }, () => random.normal());
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) product[i * n + j] += a[i * n + k] * a[j * n + k];
      if (i === j) product[i * n + j] += 1;
    }
  return product;
}

it("factorises, inverts and solves matrices of any size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 14 }), fc.nat(), (n, seed) => {
      const matrix = definite(n, seed);
      const l = matrix.slice();
      expect(factorise(l, n)).toBe(true);
      const x = Float64Array.from({ length: n }, (_, i) => matrix[i * n]);
      solveLower(l, n, x);
      solveLowerTransposed(l, n, x);
      x.forEach((value, i) => {
        expect(value).toBeCloseTo(i === 0 ? 1 : 0, 8);
      });
      const inverse = gramOfLower(invertLower(l, n), n);
      let trace = 0;
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) trace += matrix[i * n + j] * inverse[Math.max(i, j) * n + Math.min(i, j)];
      expect(trace).toBeCloseTo(n, 7);
    }),
  );
});

it("reports a matrix that is not positive definite", () => {
  expect(factorise(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
});

it("computes gradients only at points from which it takes a step", () => {
  let [values, gradients] = [0, 0];
  const { evaluations } = minimise(
    ([x]) => {
      values++;
      const gradient = () => {
        gradients++;
        return Float64Array.of(4 * x ** 3);
      };
      return { value: x ** 4, gradient };
    },
    Float64Array.of(3),
    { evaluations: 6, tolerance: 1e-12 },
  );
  expect(evaluations).toBe(6);
  expect(values).toBe(6);
  expect(gradients).toBeLessThan(6);
});

it("finds the minimum of Rosenbrock's valley", () => {
  const { point, value } = minimise(
    ([x, y]) => ({
      value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      gradient: () => Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    }),
    Float64Array.of(-1.2, 1),
    { evaluations: 200, tolerance: 1e-14 },
  );
  expect(value).toBeLessThan(1e-9);
  expect(point[0]).toBeCloseTo(1, 4);
});
