import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binned } from "../../../../predictors/families/trees/bins.js";
import {
  EnsembleBuilder,
  packEnsemble,
  sumTrees,
  unpackEnsemble,
} from "../../../../predictors/families/trees/ensemble.js";
import { TreeGrower } from "../../../../predictors/families/trees/grow.js";
import type { Matrix } from "../../../../predictors/port.js";
import { Random } from "../../../../src/base/random.js";

const COLUMNS = 3;
/** Tables with few distinct values, so that ties and constant columns occur. */
const tables = fc
  .array(fc.tuple(...Array.from({ length: COLUMNS + 1 }, () => fc.integer({ min: -4, max: 4 }))), {
    minLength: 2,
    maxLength: 30,
  })
  .map((rows) => ({
    features: {
      rows: rows.length,
      columns: COLUMNS,
      data: Float64Array.from(rows.flatMap((row) => row.slice(0, COLUMNS))),
    },
    targets: Float64Array.from(rows, (row) => row[COLUMNS] + row[0] / 7),
  }));

const EVERYTHING = { depth: 30, leafRows: 1, columnShare: 1, shrinkage: 0, rate: 1 };

function grown(features: Matrix, targets: Float64Array, options = EVERYTHING) {
  const builder = new EnsembleBuilder();
  const rows = Int32Array.from({ length: features.rows }, (_, r) => r);
  new TreeGrower(binned(features), options, new Random(1)).grow(builder, rows, targets);
  return builder.build();
}

/** The squared error of the best single split, found by trying every value of every column. */
function bestStump({ rows, columns, data }: Matrix, targets: Float64Array): number {
  const spread = (part: readonly number[]): number => {
    const mean = part.reduce((sum, r) => sum + targets[r], 0) / part.length;
    return part.reduce((sum, r) => sum + (targets[r] - mean) ** 2, 0);
  };
  const all = [...targets.keys()];
  let best = spread(all);
  for (let c = 0; c < columns; c++) {
    for (let at = 0; at < rows; at++) {
      const left = all.filter((r) => data[r * columns + c] < data[at * columns + c]);
      const right = all.filter((r) => data[r * columns + c] >= data[at * columns + c]);
      if (left.length > 0 && right.length > 0) best = Math.min(best, spread(left) + spread(right));
    }
  }
  return best;
}

const squaredError = (predicted: Float64Array, targets: Float64Array): number =>
  predicted.reduce((sum, x, r) => sum + (x - targets[r]) ** 2, 0);

describe("a tree", () => {
  it("finds the best split", () => {
    fc.assert(
      fc.property(tables, ({ features, targets }) => {
        const { sum } = sumTrees(grown(features, targets, { ...EVERYTHING, depth: 1 }), features);
        expect(squaredError(sum, targets)).toBeCloseTo(bestStump(features, targets), 6);
      }),
    );
  });

  it("never fits worse with another level", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 0, max: 4 }), ({ features, targets }, depth) => {
        const error = (levels: number) =>
          squaredError(
            sumTrees(grown(features, targets, { ...EVERYTHING, depth: levels }), features).sum,
            targets,
          );
        expect(error(depth + 1)).toBeLessThanOrEqual(error(depth) + 1e-9);
      }),
    );
  });

  it("predicts within the range of the targets", () => {
    fc.assert(
      fc.property(tables, ({ features, targets }) => {
        const far = { ...features, data: features.data.map((x) => 100 * x - 3) };
        const { sum } = sumTrees(grown(features, targets), far);
        expect(Math.min(...sum)).toBeGreaterThanOrEqual(Math.min(...targets) - 1e-9);
        expect(Math.max(...sum)).toBeLessThanOrEqual(Math.max(...targets) + 1e-9);
      }),
    );
  });

  it("is restored from JSON bit for bit", () => {
    const features = { rows: 4, columns: 1, data: Float64Array.of(1, 2, 3, 4) };
    const tree = grown(features, Float64Array.of(0.1, 0.7, 0.2, 0.9));
    expect(unpackEnsemble(JSON.parse(JSON.stringify(packEnsemble(tree))))).toEqual(tree);
  });
});

describe("intervals of a column", () => {
  it("separate up to 256 distinct values, and divide the rows about evenly beyond that", () => {
    const few = binned({ rows: 4, columns: 1, data: Float64Array.of(7, -1, 7, 2) });
    expect([...few.codes]).toEqual([2, 0, 2, 1]);
    const many = binned({
      rows: 5000,
      columns: 1,
      data: Float64Array.from({ length: 5000 }, (_, r) => (r * 7919) % 5000),
    });
    const sizes = new Int32Array(256);
    for (const code of many.codes) sizes[code]++;
    expect(Math.max(...sizes)).toBeLessThan(2 * (5000 / 256));
  });

  it("separate neighbouring floating-point numbers", () => {
    const { codes } = binned({ rows: 2, columns: 1, data: Float64Array.of(1, 1 + Number.EPSILON) });
    expect([...codes]).toEqual([0, 1]);
  });
});
