import { folds, takeRows } from "../matrix.js";
import type { Family, FitOptions, Matrix, OutOfSample } from "../port.js";

const FOLDS = 5;

/**
 * Predicts each row by models of a family that did not see it: by the family's own cross-validation if it has one for
 * this number of rows, otherwise with five folds.
 * @param targets latent targets, one per row of `features`
 */
export function outOfSample(
  family: Family,
  features: Matrix,
  targets: Float64Array,
  options: FitOptions,
): OutOfSample {
  return family.crossValidate?.(features, targets, options) ?? inFolds(family, features, targets, options);
}

function inFolds(family: Family, features: Matrix, targets: Float64Array, options: FitOptions): OutOfSample {
  const mean = new Float64Array(features.rows);
  const sd = new Float64Array(features.rows);
  for (const { trainingRows, leftOutRows } of folds(features.rows, FOLDS, options.seed)) {
    if (leftOutRows.length === 0) continue;
    const known = Float64Array.from(trainingRows, (r) => targets[r]);
    const predicted = family
      .fit(takeRows(features, trainingRows), known, options)
      .predict(takeRows(features, leftOutRows));
    leftOutRows.forEach((r, i) => {
      mean[r] = predicted.mean[i];
      sd[r] = predicted.sd[i];
    });
  }
  return { mean, sd };
}
