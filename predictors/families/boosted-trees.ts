import { Random } from "../../src/base/random.js";
import { folds, rowsOf, takeRows } from "../matrix.js";
import type { Family, Matrix, OutOfSample, Regressor } from "../port.js";
import { binned } from "./trees/bins.js";
import {
  type Ensemble,
  EnsembleBuilder,
  packEnsemble,
  sumTrees,
  treeValue,
  unpackEnsemble,
} from "./trees/ensemble.js";
import { type GrowOptions, TreeGrower } from "./trees/grow.js";

const NAME = "boosted-trees";
/** Largest number of rounds. */
const ROUNDS = 300;
const GROW: GrowOptions = { depth: 4, leafRows: 3, columnShare: 0.4, shrinkage: 1, rate: 0.08 };
/** Fraction of the rows that each tree is grown on. */
const ROW_SHARE = 0.7;
const FOLDS = 5;
/** Smallest standard deviation of a prediction, in latent units. */
const LEAST_NOISE = 1e-6;
/** Time to cross-validate and fit, per number of the feature matrix. */
const SECONDS_PER_NUMBER = 1e-5;

interface Boosted {
  /** The prediction before the first round: the mean target. */
  readonly start: number;
  readonly ensemble: Ensemble;
  /** Root mean square of the out-of-sample errors. */
  readonly noise: number;
}

/**
 * Gradient-boosted regression trees on histograms (Friedman, Annals of Statistics 29, 2001), each grown on a random
 * part of the rows (stochastic boosting; Friedman, Computational Statistics & Data Analysis 38, 2002). The number of
 * rounds is the one with the least squared error in a cross-validation with five folds; a fit to all rows then takes as
 * many. All predictions have the same standard deviation: the root mean square of the errors in the cross-validation.
 */
export const boostedTrees: Family = {
  name: NAME,
  fit(features, targets, { seed, foldStarts }) {
    const [best] = foldStarts ?? bestRounds(features, targets, seed).starts;
    const { start, ensemble } = boost(features, targets, best.rounds as number, seed);
    return regressor({ start, ensemble, noise: best.noise as number });
  },
  crossValidate: (features, targets, { seed }) => bestRounds(features, targets, seed),
  seconds: (rows, columns) => 0.1 + SECONDS_PER_NUMBER * rows * columns,
  revive: (state) =>
    regressor({
      start: state.start as number,
      ensemble: unpackEnsemble(state),
      noise: state.noise as number,
    }),
};

/** Grows an ensemble of `rounds` trees, each on the residuals of those before it. */
function boost(
  features: Matrix,
  targets: Float64Array,
  rounds: number,
  seed: number,
): Omit<Boosted, "noise"> {
  const { rows, columns, data } = features;
  const random = new Random(seed);
  const builder = new EnsembleBuilder();
  const grower = new TreeGrower(binned(features), GROW, random);
  const start = targets.reduce((sum, y) => sum + y, 0) / rows;
  const residuals = targets.map((y) => y - start);
  const order = Int32Array.from({ length: rows }, (_, r) => r);
  const size = Math.max(1, Math.round(ROW_SHARE * rows));
  for (let round = 0; round < rounds; round++) {
    drawFirst(order, size, random);
    grower.grow(builder, order.subarray(0, size), residuals);
    const tree = builder.lastTree();
    for (let r = 0; r < rows; r++) residuals[r] -= treeValue(tree, 0, data, r * columns);
  }
  return { start, ensemble: builder.build() };
}

/** Moves `size` random entries to the front. */
function drawFirst(order: Int32Array, size: number, random: Random): void {
  for (let i = 0; i < size; i++) {
    const j = i + random.int(order.length - i);
    [order[i], order[j]] = [order[j], order[i]];
  }
}

/** Finds the number of rounds with the least squared error over the folds, and the predictions after that many. */
function bestRounds(
  features: Matrix,
  targets: Float64Array,
  seed: number,
): OutOfSample & Required<Pick<OutOfSample, "starts">> {
  const rows = targets.length;
  const paths = Array.from({ length: ROUNDS }, () => new Float64Array(rows));
  for (const { trainingRows, leftOutRows } of folds(rows, Math.min(FOLDS, rows), seed)) {
    const part = rowsOf(features, targets, trainingRows);
    const { start, ensemble } = boost(part.features, part.targets, ROUNDS, seed);
    const { columns, data } = takeRows(features, leftOutRows);
    leftOutRows.forEach((r, i) => {
      let sum = start;
      for (let round = 0; round < ROUNDS; round++) {
        sum += treeValue(ensemble, ensemble.roots[round], data, i * columns);
        paths[round][r] = sum;
      }
    });
  }
  const errors = paths.map((path) => path.reduce((sum, x, r) => sum + (targets[r] - x) ** 2, 0) / rows);
  const best = errors.reduce((least, error, round) => (error < errors[least] ? round : least), 0);
  const noise = Math.max(LEAST_NOISE, Math.sqrt(errors[best]));
  return {
    mean: paths[best],
    sd: new Float64Array(rows).fill(noise),
    starts: [{ family: NAME, rounds: best + 1, noise }],
  };
}

function regressor({ start, ensemble, noise }: Boosted): Regressor {
  return {
    state: { family: NAME, ...packEnsemble(ensemble), start, noise },
    predict(features) {
      const { sum } = sumTrees(ensemble, features);
      return { mean: sum.map((s) => start + s), sd: new Float64Array(features.rows).fill(noise) };
    },
  };
}
