import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConditionedModel } from "../../../../predictors/families/gaussian-process/evaluator.js";
import { fitScaling } from "../../../../predictors/families/gaussian-process/groups.js";
import { defaultHyperparameters } from "../../../../predictors/families/gaussian-process/hyperparameters.js";
import {
  covariances,
  kernelInputs,
  scratchFor,
} from "../../../../predictors/families/gaussian-process/inputs.js";
import { conditioned } from "../../../../predictors/families/gaussian-process/leave-one-out.js";
import { PlainEvaluator } from "../../../../predictors/families/gaussian-process/plain-evaluator.js";
import { VectorEvaluator } from "../../../../predictors/families/gaussian-process/vector-evaluator.js";
import { Arena } from "../../../../predictors/linear-algebra/simd/arena.js";
import { type Kernels, kernels } from "../../../../predictors/linear-algebra/simd/kernels.js";
import type { Matrix } from "../../../../predictors/port.js";
import { Random } from "../../../../src/base/random.js";

const vectors = kernels() as Kernels;

/** Rows of small whole numbers, many of them zero, as encoded networks are; some columns are constant. */
function rowsOf(rows: number, columns: number, random: Random): Matrix {
  const data = Float64Array.from({ length: rows * columns }, (_, i) => {
    if (i % columns === 1) return 3;
    return random.next() < 0.4 ? 0 : Math.floor(4 * random.next()) - 0.5 * (i % columns === 2 ? 1 : 0);
  });
  return { rows, columns, data };
}

/** A model of n rows, conditioned on random targets. `reach` stretches the distances between rows. */
function modelOf(n: number, columns: number, reach: number, random: Random) {
  const features = rowsOf(n, columns, random);
  const scaling = fitScaling(
    features,
    Int32Array.from({ length: columns }, (_, c) => (c % 5 === 4 ? -1 : c % 3)),
  );
  const theta = defaultHyperparameters(scaling.groups).map((value) => value + random.next() - 0.5);
  for (let group = 0; group < scaling.groups; group++) theta[group] += reach;
  const inputs = kernelInputs(features, scaling, theta);
  const targets = Float64Array.from({ length: n }, () => random.normal());
  const scratch = scratchFor(inputs);
  const k = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = k.subarray(i * n, (i + 1) * n);
    covariances(inputs, features.data, i * columns, row, scratch);
    row[i] += inputs.noise;
  }
  const model: ConditionedModel = { inputs, ...conditioned(k, targets) };
  return { model, features };
}

describe("evaluators of a Gaussian process", () => {
  it("have kernels on this machine, without which the next tests would compare nothing", () => {
    expect(vectors).toBeDefined();
  });

  it("give the same bits with and without vectors", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 70 }),
        // Beyond 9, some distances are so large that no correlation is left.
        fc.double({ min: -4, max: 14, noNaN: true }),
        fc.integer(),
        (n, columns, rows, reach, seed) => {
          const random = new Random(seed);
          const { model, features } = modelOf(n, columns, reach, random);
          const asked = rowsOf(rows, columns, random);
          // One row is a training row, at distance 0.
          asked.data.set(features.data.subarray(0, columns));
          const plain = new PlainEvaluator(model);
          const vector = new VectorEvaluator(model, vectors);
          expect(vector.predict(asked)).toEqual(plain.predict(asked));
          expect(vector.means(asked)).toEqual(plain.means(asked));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("give the same bits for as many training rows as a model has at most", () => {
    const random = new Random(7);
    const { model } = modelOf(800, 60, 0, random);
    const asked = rowsOf(33, 60, random);
    expect(new VectorEvaluator(model, vectors).predict(asked)).toEqual(
      new PlainEvaluator(model).predict(asked),
    );
  });

  it("need no columns that vary", () => {
    const features = { rows: 3, columns: 2, data: new Float64Array(6).fill(1) };
    const scaling = fitScaling(features, Int32Array.of(0, 1));
    const inputs = kernelInputs(features, scaling, defaultHyperparameters(scaling.groups));
    const model = { inputs, alpha: Float64Array.of(1, 2, 3), root: new Float64Array(9).fill(0.5) };
    expect(new VectorEvaluator(model, vectors).predict(features)).toEqual(
      new PlainEvaluator(model).predict(features),
    );
  });
});

describe("the memory of the kernels", () => {
  const memoryOf = () => {
    let buffer = new ArrayBuffer(0);
    return {
      get buffer() {
        return buffer;
      },
      grow(pages: number) {
        const grown = new ArrayBuffer(buffer.byteLength + 65_536 * pages);
        new Uint8Array(grown).set(new Uint8Array(buffer));
        buffer = grown;
      },
    };
  };

  it("keeps images in place until it is full, and then copies them anew", () => {
    const arena = new Arena(memoryOf());
    const images = Array.from({ length: 8 }, (_, i) => new Float64Array(2 ** 20).fill(i));
    const read = (at: number) => new Float64Array(arena.buffer, at, 1)[0];
    const first = arena.place(images[0]);
    expect(arena.place(images[0])).toBe(first);
    for (const image of images) expect(read(arena.place(image))).toBe(image[0]);
    expect(arena.buffer.byteLength).toBeLessThan(60 * 2 ** 20);
    expect(read(arena.place(images[0]))).toBe(0);
    expect(read(arena.place(images[3]))).toBe(3);
  });

  it("gives a call its own part, which no image overlaps, also when it grows", () => {
    const arena = new Arena(memoryOf());
    arena.scratch(1_000);
    const image = new Float64Array(100).fill(5);
    arena.place(image);
    const scratch = arena.scratch(500_000);
    const at = arena.place(image);
    expect(at).toBeGreaterThanOrEqual(scratch + 500_000);
    expect([...new Float64Array(arena.buffer, at, 100)]).toEqual([...image]);
  });
});
