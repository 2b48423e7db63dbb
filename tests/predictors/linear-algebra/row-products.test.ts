import fc from "fast-check";
import { expect, it } from "vitest";
import { plainRowProducts, vectorRowProducts } from "../../../predictors/linear-algebra/row-products.js";
import { type Kernels, kernels } from "../../../predictors/linear-algebra/simd/kernels.js";
import { Random } from "../../../src/base/random.js";

it("multiplies rows by a matrix to the same bits with and without vectors", () => {
  const size = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(size, size, fc.integer({ min: 0, max: 70 }), fc.integer(), (length, width, rows, seed) => {
      const random = new Random(seed);
      const numbers = (count: number) =>
        Float64Array.from({ length: count }, () => (random.next() < 0.2 ? 0 : random.normal()));
      const matrix = numbers(length * width);
      const x = numbers(rows * length);
      const plain = plainRowProducts(matrix, length, width)(x, rows);
      expect(vectorRowProducts(matrix, length, width, kernels() as Kernels)(x, rows)).toEqual(plain);
    }),
  );
});

it("multiplies as the definition says", () => {
  const product = plainRowProducts(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3);
  expect([...product(Float64Array.of(1, 0, 2, -1), 2)]).toEqual([1, 2, 3, -2, -1, 0]);
});
