/**
 * The F1 score of every label, 2 TP / (2 TP + FP + FN), weighted by how many examples have the label: as scikit-learn's
 * `f1_score(average="weighted", zero_division=0)`. A label that no example has counts nothing; one that is never told
 * scores 0; without any label the result is 0.
 *
 * @param told (examples, labels): whether a label is told of an example
 * @param sets (examples, labels): 1 where an example has a label, else 0
 */
export function weightedF1(told: ArrayLike<boolean>, sets: Uint8Array, labels: number): number {
  const both = new Float64Array(labels);
  const either = new Float64Array(labels);
  const support = new Float64Array(labels);
  sets.forEach((has, i) => {
    const label = i % labels;
    support[label] += has;
    either[label] += has + Number(told[i]);
    if (has === 1 && told[i]) both[label]++;
  });
  const total = support.reduce((sum, own) => sum + own, 0);
  if (total === 0) return 0;
  return support.reduce(
    (sum, own, label) => sum + (own === 0 ? 0 : (own / total) * ((2 * both[label]) / either[label])),
    0,
  );
}
