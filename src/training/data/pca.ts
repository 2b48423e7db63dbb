import { EigenvalueDecomposition, type Matrix } from "ml-matrix";

/** The principal components that keep a share of the energy of some rows. */
export interface Components {
  readonly mean: Float64Array;
  /** (components, columns), orthonormal. */
  readonly directions: Matrix;
}

/** The fewest leading components of `rows` (count, columns) with at least the share `energy` of the total variance. */
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

/** What the components keep of each row, back in the original columns. */
export function reduced(rows: Matrix, { mean, directions }: Components): Matrix {
  const scores = rows
    .clone()
    .subRowVector([...mean])
    .mmul(directions.transpose());
  return scores.mmul(directions).addRowVector([...mean]);
}
