import { Random } from "../../src/base/random.js";
import type { Family, FitOptions, Matrix, OutOfSample, Regressor } from "../port.js";
import { binned } from "./trees/bins.js";
import {
  type Ensemble,
  EnsembleBuilder,
  packEnsemble,
  sumTrees,
  treeValue,
  unpackEnsemble,
} from "./trees/ensemble.js";
import { TreeGrower } from "./trees/grow.js";

const NAME = "random-forest";

/** How a forest grows. */
export interface ForestOptions {
  readonly trees: number;
  readonly depth: number;
  readonly leafRows: number;
  readonly columnShare: number;
}

const FOREST: ForestOptions = { trees: 200, depth: 16, leafRows: 1, columnShare: 0.25 };
/** Every tree leaves out one of so many parts of the rows; the parts are dealt anew once each was left out. */
const PARTS = 20;
const LEAST_NOISE = 1e-6;
const SECONDS_PER_NUMBER = 4e-6;

interface Forest {
  readonly ensemble: Ensemble;
  /** Root mean square of what trees that did not see a row are off by, beyond their spread. */
  readonly noise: number;
}

/**
 * Random forest (Breiman, Machine Learning 45, 2001): each tree leaves out a twentieth of the rows, and every split has
 * a quarter of the columns to choose from. The standard deviation is the spread of the trees plus the noise that is left of the out-of-bag errors;
 * cross-validation is out of bag (ten trees never saw a row), too, and so costs nothing more.
 */
export const randomForest: Family = {
  name: NAME,
  fit: (features, targets, options) => regressorOf(growForest(features, targets, options).forest),
  crossValidate(features, targets, options) {
    const { forest, outOfBag } = growForest(features, targets, options);
    return { ...outOfBag, fitted: regressorOf(forest) };
  },
  seconds: (rows, columns) => 0.05 + SECONDS_PER_NUMBER * rows * columns,
  revive: (state) => regressorOf({ ensemble: unpackEnsemble(state), noise: state.noise as number }),
};

export function growForest(
  features: Matrix,
  targets: Float64Array,
  { seed }: Pick<FitOptions, "seed">,
  options: ForestOptions = FOREST,
): { readonly forest: Forest; readonly outOfBag: OutOfSample } {
  const rows = targets.length;
  const random = new Random(seed);
  const builder = new EnsembleBuilder();
  const grower = new TreeGrower(binned(features), { ...options, shrinkage: 0, rate: 1 }, random);
  const drawn: Uint8Array[] = [];
  let order: readonly number[] = [];
  for (let tree = 0; tree < options.trees; tree++) {
    if (tree % PARTS === 0) order = random.shuffle([...targets.keys()]);
    const sample = Int32Array.from(order.filter((_, i) => i % PARTS !== tree % PARTS));
    const mark = new Uint8Array(rows);
    for (const r of sample) mark[r] = 1;
    drawn.push(mark);
    grower.grow(builder, sample, targets);
  }
  const ensemble = builder.build();
  const { mean, variance } = outOfBag(ensemble, features, drawn);
  let excess = 0;
  for (let r = 0; r < rows; r++) excess += ((targets[r] - mean[r]) ** 2 - variance[r]) / rows;
  const noise = Math.sqrt(Math.max(LEAST_NOISE ** 2, excess));
  return {
    forest: { ensemble, noise },
    outOfBag: { mean, sd: variance.map((v) => Math.sqrt(v + noise * noise)) },
  };
}

/** Mean and variance over the trees that did not see a row; over all of them where every tree saw it. */
function outOfBag(ensemble: Ensemble, { rows, columns, data }: Matrix, drawn: readonly Uint8Array[]) {
  const mean = new Float64Array(rows);
  const variance = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    const unseen = [...ensemble.roots].filter((_, tree) => drawn[tree][r] === 0);
    const asked = unseen.length === 0 ? [...ensemble.roots] : unseen;
    let squares = 0;
    for (const root of asked) {
      const value = treeValue(ensemble, root, data, r * columns);
      mean[r] += value / asked.length;
      squares += (value * value) / asked.length;
    }
    variance[r] = Math.max(0, squares - mean[r] ** 2);
  }
  return { mean, variance };
}

export function regressorOf({ ensemble, noise }: Forest): Regressor {
  const trees = ensemble.roots.length;
  return {
    state: { family: NAME, ...packEnsemble(ensemble), noise },
    predict(features) {
      const { sum, squares } = sumTrees(ensemble, features);
      const mean = sum.map((s) => s / trees);
      const sd = squares.map((s, r) => Math.sqrt(Math.max(0, s / trees - mean[r] ** 2) + noise * noise));
      return { mean, sd };
    },
  };
}
