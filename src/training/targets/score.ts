import type { Targets } from "./targets.js";
import { weightedF1 } from "./weighted-f1.js";

/** How well a network predicts the targets of some examples. */
export interface Score {
  /**
   * The fraction of examples whose class is predicted correctly; where examples have sets of labels, the weighted F1
   * score, with a label predicted if its probability is at least 0.5. In 0..1, larger is better.
   */
  readonly accuracy: number;
  /** The mean loss in nats, per example or per example and label; smaller is better. It breaks ties of accuracy. */
  readonly crossEntropy: number;
}

/** Scores `logits` (examples, classes). For sets of labels, columns beyond the number of labels are ignored. */
export function scoreLogits(logits: Float32Array, targets: Targets): Score {
  return targets.kind === "class"
    ? scoreClasses(logits, targets.classes)
    : scoreSets(logits, targets.sets, targets.labels);
}

function scoreClasses(logits: Float32Array, classes: Int32Array): Score {
  const width = logits.length / classes.length;
  let correct = 0;
  let loss = 0;
  classes.forEach((label, row) => {
    const scores = logits.subarray(row * width, (row + 1) * width);
    const top = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    loss += top - scores[label] + Math.log(scores.reduce((sum, v) => sum + Math.exp(v - top), 0));
    if (scores.indexOf(top) === label) correct++;
  });
  return { accuracy: correct / classes.length, crossEntropy: loss / classes.length };
}

function scoreSets(logits: Float32Array, sets: Uint8Array, labels: number): Score {
  const width = logits.length / (sets.length / labels);
  const scores = Float64Array.from(sets, (_, i) => logits[Math.floor(i / labels) * width + (i % labels)]);
  let loss = 0;
  scores.forEach((logit, i) => {
    loss += Math.max(logit, 0) - sets[i] * logit + Math.log1p(Math.exp(-Math.abs(logit)));
  });
  const predicted = Array.from(scores, (logit) => logit >= 0);
  return { accuracy: weightedF1(predicted, sets, labels), crossEntropy: loss / sets.length };
}
