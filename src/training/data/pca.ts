import { EigenvalueDecomposition, type Matrix } from "ml-matrix";

/** The leading principal components of some rows. */
export interface Components {
  /** Mean of the rows, (columns). */
  readonly mean: Float64Array;
  /** (components, columns), orthonormal. */
  readonly directions: Matrix;
}

/** Returns the fewest leading components of `rows` (count, columns) that have the fraction `energy` of the variance. */
export function principalComponents(rows: Matrix, energy: number): Components {
  const mean = Float64Array.from(rows.mean("column"));
  const centred = rows.clone().subRowVector([...mean]);
  const covariance = centred
    .transpose()
    .mmul(centred)
    .div(rows.rows - 1);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0);
  let kept = 0;
  let sum = 0;
  while (kept < order.length && sum < energy * total) sum += realEigenvalues[order[kept++]];
  return {
    mean,
    directions: eigenvectorMatrix.transpose().selection(order.slice(0, kept), [...mean.keys()]),
  };
}

/** Projects each row onto the components and returns the projections in the original columns, (count, columns). */
export function reconstructed(rows: Matrix, { mean, directions }: Components): Matrix {
  const scores = rows
    .clone()
    .subRowVector([...mean])
    .mmul(directions.transpose());
  return scores.mmul(directions).addRowVector([...mean]);
}
