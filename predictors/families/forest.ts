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

/** How a forest is grown. */
export interface ForestOptions {
  /** Number of trees. */
  readonly trees: number;
  /** Largest number of levels of splits. */
  readonly depth: number;
  /** Smallest number of rows in a leaf. */
  readonly leafRows: number;
  /** Fraction of the columns from which every split chooses. */
  readonly columnShare: number;
}

const NAME = "random-forest";
const FOREST: ForestOptions = { trees: 200, depth: 16, leafRows: 1, columnShare: 0.25 };
/** Number of random parts of the rows. Every tree leaves out one; after that many trees, new parts are drawn. */
const PARTS = 20;
/** Smallest standard deviation of the noise, in latent units. */
const LEAST_NOISE = 1e-6;
/** Time to fit, per number of the feature matrix. */
const SECONDS_PER_NUMBER = 4e-6;

interface Forest {
  readonly ensemble: Ensemble;
  /** Standard deviation of the out-of-bag errors beyond the spread of the trees. */
  readonly noise: number;
}

/**
 * Random forest (Breiman, Machine Learning 45, 2001). Each of 200 trees leaves out a twentieth of the rows, and every
 * split chooses from a quarter of the columns. The variance of a prediction is the variance over the trees plus a noise
 * variance: the part of the squared out-of-bag errors that the variance over the trees does not explain. The
 * cross-validation uses the out-of-bag predictions (ten trees have not seen a row) and takes no further fits.
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

/** Grows a forest, and predicts each row by the trees that have not seen it. */
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
  const seen: Uint8Array[] = [];
  let order: readonly number[] = [];
  for (let tree = 0; tree < options.trees; tree++) {
    if (tree % PARTS === 0) order = random.shuffle([...targets.keys()]);
    const sample = Int32Array.from(order.filter((_, i) => i % PARTS !== tree % PARTS));
    const mark = new Uint8Array(rows);
    for (const r of sample) mark[r] = 1;
    seen.push(mark);
    grower.grow(builder, sample, targets);
  }
  const ensemble = builder.build();
  const { mean, variance } = outOfBag(ensemble, features, seen);
  let excess = 0;
  for (let r = 0; r < rows; r++) excess += ((targets[r] - mean[r]) ** 2 - variance[r]) / rows;
  const noise = Math.sqrt(Math.max(LEAST_NOISE ** 2, excess));
  return {
    forest: { ensemble, noise },
    outOfBag: { mean, sd: variance.map((v) => Math.sqrt(v + noise * noise)) },
  };
}

/**
 * The mean and variance of each row over the trees that have not seen it, or over all trees if all have seen it.
 * `seen[tree][row]` is 1 if the tree has seen the row.
 */
function outOfBag(ensemble: Ensemble, { rows, columns, data }: Matrix, seen: readonly Uint8Array[]) {
  const mean = new Float64Array(rows);
  const variance = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    const unseen = [...ensemble.roots].filter((_, tree) => seen[tree][r] === 0);
    const roots = unseen.length === 0 ? [...ensemble.roots] : unseen;
    let squares = 0;
    for (const root of roots) {
      const value = treeValue(ensemble, root, data, r * columns);
      mean[r] += value / roots.length;
      squares += (value * value) / roots.length;
    }
    variance[r] = Math.max(0, squares - mean[r] ** 2);
  }
  return { mean, variance };
}

/** The regressor of a grown forest. */
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
