/**
 * Returns the weighted F1 score, in 0..1, larger is better: the mean over the labels of 2 TP / (2 TP + FP + FN),
 * weighted by the number of examples that have the label, as in scikit-learn's
 * `f1_score(average="weighted", zero_division=0)`. A label that is never predicted scores 0. If no example has any
 * label, the result is 0.
 *
 * @param predicted (examples, labels), row-major: whether a label is predicted for an example
 * @param sets (examples, labels), row-major: 1 where an example has a label, else 0
 */
export function weightedF1(predicted: ArrayLike<boolean>, sets: Uint8Array, labels: number): number {
  const truePositives = new Float64Array(labels);
  /** Per label, 2 TP + FP + FN. */
  const denominators = new Float64Array(labels);
  const support = new Float64Array(labels);
  sets.forEach((has, i) => {
    const label = i % labels;
    support[label] += has;
    denominators[label] += has + Number(predicted[i]);
    if (has === 1 && predicted[i]) truePositives[label]++;
  });
  const total = support.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  return support.reduce(
    (sum, count, label) =>
      sum + (count === 0 ? 0 : (count / total) * ((2 * truePositives[label]) / denominators[label])),
    0,
  );
}
