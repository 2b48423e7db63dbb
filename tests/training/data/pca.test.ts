import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { principalComponents, reconstructed } from "../../../src/training/data/pca.js";
import { sumOf } from "../../support/plain-network.js";

const COLUMNS = 12;

/** Correlated rows around 5. */
function cloud(seed: string, count: number): Matrix {
  const random = new Random(seed);
  const turn = Matrix.zeros(COLUMNS, COLUMNS);
  for (let i = 0; i < COLUMNS; i++)
    for (let j = 0; j < COLUMNS; j++) turn.set(i, j, Math.sin(1 + i * 2.3 + i * j));
  const scores = Array.from({ length: count }, () => Array.from({ length: COLUMNS }, () => random.normal()));
  return new Matrix(scores).mmul(turn).add(5);
}

const rows = cloud("training", 60);
const others = cloud("others", 20);
const distances = (a: Matrix, b: Matrix): number => sumOf(Matrix.sub(a, b).pow(2).to1DArray());

/** Total variance around `mean`. */
const energyOf = (of: Matrix, mean: Float64Array): number =>
  sumOf(
    of
      .clone()
      .subRowVector([...mean])
      .pow(2)
      .to1DArray(),
  );

describe("principalComponents", () => {
  test.each([0.5, 0.7, 0.9, 0.99])(
    "keep the fraction %f of the energy with the fewest directions",
    (share) => {
      const { mean, directions } = principalComponents(rows, share);
      const keptBy = (count: number): number => {
        const leading = directions.subMatrix(0, count - 1, 0, COLUMNS - 1);
        return 1 - distances(rows, reconstructed(rows, { mean, directions: leading })) / energyOf(rows, mean);
      };
      expect(keptBy(directions.rows)).toBeGreaterThanOrEqual(share);
      expect(keptBy(directions.rows - 1)).toBeLessThan(share);
    },
  );

  test("have orthonormal directions and the mean of the rows", () => {
    const { directions, mean } = principalComponents(rows, 0.99);
    const product = directions.mmul(directions.transpose());
    expect(distances(product, Matrix.eye(directions.rows))).toBeLessThan(1e-18);
    expect([...mean]).toEqual(rows.mean("column"));
  });

  test("begin with the direction of the largest variance", () => {
    const { directions } = principalComponents(rows, 1e-9);
    expect(directions.rows).toBe(1);
    const alongFirst = sumOf(scoresOf(rows, directions).map((v) => v * v));
    const random = new Random("directions");
    for (let i = 0; i < 50; i++) {
      const drawn = Matrix.rowVector(Array.from({ length: COLUMNS }, () => random.normal()));
      const unit = drawn.div(drawn.norm());
      expect(sumOf(scoresOf(rows, unit).map((v) => v * v))).toBeLessThanOrEqual(alongFirst);
    }
  });
});

const scoresOf = (of: Matrix, direction: Matrix): number[] =>
  of.clone().subRowVector(of.mean("column")).mmul(direction.transpose()).to1DArray();

describe("reconstructed", () => {
  test("with all components returns the rows, also new ones", () => {
    const all = principalComponents(rows, 1);
    expect(distances(reconstructed(rows, all), rows)).toBeLessThan(1e-15);
    expect(distances(reconstructed(others, all), others)).toBeLessThan(1e-15);
  });

  test("is idempotent and does not change its argument", () => {
    const some = principalComponents(rows, 0.6);
    const before = others.clone();
    const once = reconstructed(others, some);
    expect(distances(reconstructed(once, some), once)).toBeLessThan(1e-18);
    expect(others.to1DArray()).toEqual(before.to1DArray());
  });
});
