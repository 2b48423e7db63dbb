import { InvalidInput } from "../../base/errors.js";
import type { ScoreId } from "../../base/metric.js";
import { type ClassScore, scoreOfClasses, scoreOfSets } from "./score-of.js";
import type { LabelSets, Targets } from "./targets.js";
import { chooseThresholds } from "./thresholds.js";

/** How well a network predicts the targets of some examples. */
export interface Score {
  /** The task's score, see `scoreOfClasses` and `scoreOfSets`. In 0..1, larger is better. */
  readonly accuracy: number;
  /** The mean loss in nats, per example or per example and label; smaller is better. It breaks ties of accuracy. */
  readonly crossEntropy: number;
}

/** How logits become a score. */
export interface Scoring {
  readonly score: ScoreId;
  /**
   * For sets of labels, the threshold of each label's logit, from the validation split (see `chooseThresholds`).
   * Without them the examples are taken to be the validation split, and the thresholds are chosen on them.
   */
  readonly thresholds?: ArrayLike<number> | undefined;
}

/** What the score of a stored network is, with its thresholds for sets of labels. */
export interface StoredScoring {
  readonly score: ScoreId;
  readonly thresholds?: readonly number[];
}

/**
 * Returns the score of a task on targets of one kind: the declared one, or accuracy for classes and weighted F1 for
 * sets of labels.
 *
 * @throws InvalidInput (field `score`) if the score is not defined for such targets
 */
export function scoreFor(declared: ScoreId | undefined, kind: Targets["kind"]): ScoreId {
  const score = declared ?? (kind === "class" ? "accuracy" : "weighted-f1");
  if (kind === "labels" || score !== "samples-f1") return score;
  throw new InvalidInput(
    "score",
    "the samples F1 score needs examples with sets of labels; where every example has one class, " +
      "a task's score is accuracy, weighted-f1 or macro-f1",
  );
}

/** Scores `logits` (examples, classes). For sets of labels, columns beyond the number of labels are ignored. */
export function scoreLogits(logits: Float32Array, targets: Targets, scoring: Scoring): Score {
  return targets.kind === "class"
    ? scoreClasses(logits, targets.classes, scoring)
    : scoreSets(logits, targets, scoring);
}

/** Returns the thresholds that validation logits give; undefined where every example has one class. */
export const thresholdsFor = (
  logits: Float32Array,
  targets: Targets,
  score: ScoreId,
): Float64Array | undefined =>
  targets.kind === "class" ? undefined : chooseThresholds(score, logits, targets);

function scoreClasses(logits: Float32Array, classes: Int32Array, { score }: Scoring): Score {
  const width = logits.length / classes.length;
  const predicted = new Int32Array(classes.length);
  let loss = 0;
  classes.forEach((label, row) => {
    const scores = logits.subarray(row * width, (row + 1) * width);
    const top = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    loss += top - scores[label] + Math.log(scores.reduce((sum, v) => sum + Math.exp(v - top), 0));
    predicted[row] = scores.indexOf(top);
  });
  return {
    accuracy: scoreOfClasses(score as ClassScore, predicted, classes),
    crossEntropy: loss / classes.length,
  };
}

function scoreSets(logits: Float32Array, targets: LabelSets, { score, thresholds }: Scoring): Score {
  const { sets, labels } = targets;
  const width = logits.length / (sets.length / labels);
  const limits = thresholds ?? chooseThresholds(score, logits, targets);
  const predicted = new Uint8Array(sets.length);
  let loss = 0;
  sets.forEach((has, i) => {
    const label = i % labels;
    const logit = logits[Math.floor(i / labels) * width + label];
    loss += Math.max(logit, 0) - has * logit + Math.log1p(Math.exp(-Math.abs(logit)));
    if (logit >= limits[label]) predicted[i] = 1;
  });
  return { accuracy: scoreOfSets(score, predicted, sets, labels), crossEntropy: loss / sets.length };
}
