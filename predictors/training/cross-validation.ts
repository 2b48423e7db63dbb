import { folds, takeRows } from "../matrix.js";
import type { Family, FitOptions, Matrix, OutOfSample } from "../port.js";

const FOLDS = 5;

/** What a family says of each row without having seen it: its own way where it has one, else five folds. */
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
  for (const { fitted, judged } of folds(features.rows, FOLDS, options.seed)) {
    if (judged.length === 0) continue;
    const known = Float64Array.from(fitted, (r) => targets[r]);
    const predicted = family
      .fit(takeRows(features, fitted), known, options)
      .predict(takeRows(features, judged));
    judged.forEach((r, i) => {
      mean[r] = predicted.mean[i];
      sd[r] = predicted.sd[i];
    });
  }
  return { mean, sd };
}
