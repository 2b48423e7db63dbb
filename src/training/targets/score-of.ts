import type { ScoreId } from "../../base/metric.js";

/** A score of examples that have one class each. */
export type ClassScore = Exclude<ScoreId, "samples-f1">;

/** What the predictions of a split amount to, before they are one number. */
interface Counts {
  /** Per label: examples that have it and for which it is predicted. */
  readonly hits: Float64Array;
  /** Per label: examples for which it is predicted. */
  readonly predicted: Float64Array;
  /** Per label: examples that have it. */
  readonly support: Float64Array;
}

/**
 * Returns a score of predicted sets of labels, in 0..1, larger is better, as scikit-learn's `f1_score(y_true, y_pred,
 * average=..., zero_division=0)` and `accuracy_score(y_true, y_pred)` do. The F1 score of a label is 2 TP / (2 TP + FP
 * + FN), or 0 where no example has the label and none is predicted to have it. `macro-f1` is its mean over all labels,
 * `weighted-f1` its mean weighted by the examples that have each label. `samples-f1` is the mean of the same formula
 * over the examples, 0 for an example without labels for which none is predicted. `accuracy` is the fraction of the
 * examples whose labels are all predicted correctly. Without examples, every score is 0.
 *
 * @param predicted (examples, labels), row-major: not 0 where a label is predicted for an example
 * @param sets (examples, labels), row-major: 1 where an example has a label, else 0
 */
export function scoreOfSets(
  score: ScoreId,
  predicted: ArrayLike<number>,
  sets: Uint8Array,
  labels: number,
): number {
  if (score === "samples-f1") return meanOverExamples(predicted, sets, labels, f1);
  if (score === "accuracy")
    return meanOverExamples(predicted, sets, labels, (hits, told, has) =>
      hits === told && hits === has ? 1 : 0,
    );
  const counts = { hits: counters(labels), predicted: counters(labels), support: counters(labels) };
  sets.forEach((has, i) => {
    const label = i % labels;
    const told = predicted[i] === 0 ? 0 : 1;
    counts.support[label] += has;
    counts.predicted[label] += told;
    counts.hits[label] += has * told;
  });
  return meanF1(score, counts);
}

/**
 * Returns a score of predicted classes, in 0..1, larger is better, as scikit-learn's `accuracy_score(y_true, y_pred)`
 * and `f1_score(y_true, y_pred, average=..., zero_division=0)` do: F1 scores are those of the classes that some example
 * has or is predicted to have. Without examples, every score is 0.
 */
export function scoreOfClasses(
  score: ClassScore,
  predicted: ArrayLike<number>,
  classes: ArrayLike<number>,
): number {
  if (classes.length === 0) return 0;
  if (score === "accuracy")
    return Array.from(classes).filter((label, row) => label === predicted[row]).length / classes.length;
  const present = [...new Set([...Array.from(classes), ...Array.from(predicted)])];
  const position = new Map(present.map((label, i) => [label, i]));
  const [hits, told, support] = [present, present, present].map(({ length }) => counters(length));
  Array.from(classes).forEach((label, row) => {
    support[position.get(label)!]++;
    told[position.get(predicted[row])!]++;
    if (label === predicted[row]) hits[position.get(label)!]++;
  });
  return meanF1(score, { hits, predicted: told, support });
}

const counters = (length: number): Float64Array => new Float64Array(length);

/** The F1 score of `hits` common elements of two sets of these sizes; 0 for two empty sets. */
export const f1 = (hits: number, predicted: number, has: number): number =>
  hits === 0 ? 0 : (2 * hits) / (predicted + has);

function meanF1(score: "macro-f1" | "weighted-f1", { hits, predicted, support }: Counts): number {
  let [sum, weights] = [0, 0];
  support.forEach((has, label) => {
    const weight = score === "macro-f1" ? 1 : has;
    sum += weight * f1(hits[label], predicted[label], has);
    weights += weight;
  });
  return weights === 0 ? 0 : sum / weights;
}

function meanOverExamples(
  predicted: ArrayLike<number>,
  sets: Uint8Array,
  labels: number,
  of: (hits: number, predicted: number, has: number) => number,
): number {
  const examples = sets.length / labels;
  let sum = 0;
  for (let row = 0; row < examples; row++) {
    let [hits, told, has] = [0, 0, 0];
    for (let i = row * labels; i < (row + 1) * labels; i++) {
      has += sets[i];
      if (predicted[i] === 0) continue;
      told++;
      hits += sets[i];
    }
    sum += of(hits, told, has);
  }
  return examples === 0 ? 0 : sum / examples;
}
