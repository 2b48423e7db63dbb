import type { ScoreId } from "../../base/metric.js";
import { f1 } from "./score-of.js";
import type { LabelSets } from "./targets.js";

/** Number of times that all thresholds are chosen in turn where each depends on the others. */
const PASSES = 3;

/**
 * Chooses a threshold for the logit of each label: a label is predicted for an example whose logit is at least the
 * threshold. They maximise `score` on these examples, which must be validation examples: exactly for weighted and macro
 * F1, to which every label contributes by itself; one label after the other in three passes for samples F1 and
 * accuracy, from the thresholds of the best F1 score of each label. Of equally good thresholds, the one that is nearest
 * to 0 (a probability of 0.5) is taken; it lies halfway between the logits that it separates, unless 0 does. A label
 * that no example has keeps 0.
 *
 * @param logits (examples, width), row-major; columns beyond the labels are ignored
 */
export function chooseThresholds(
  score: ScoreId,
  logits: Float32Array,
  { sets, labels }: Pick<LabelSets, "sets" | "labels">,
): Float64Array {
  const examples = sets.length / labels;
  const width = logits.length / examples;
  const columns = Array.from({ length: labels }, (_, label) =>
    columnOf({ logits, sets, labels, width, examples }, label),
  );
  const thresholds = Float64Array.from(columns, (column) => best(column, ofLabel(column)));
  if (score === "weighted-f1" || score === "macro-f1") return thresholds;
  const state = new Predictions(sets, labels, columns, thresholds);
  for (let pass = 0; pass < PASSES; pass++) {
    columns.forEach((column, label) => {
      if (column.support === 0) return;
      thresholds[label] = best(column, state.ofExamples(score, label));
      state.set(label, thresholds[label]);
    });
  }
  return thresholds;
}

/** The logits of one label: the examples in descending order of their logits. */
interface Column {
  readonly logits: Float64Array;
  readonly order: readonly number[];
  readonly has: Uint8Array;
  readonly support: number;
}

interface Matrix extends Pick<LabelSets, "sets" | "labels"> {
  readonly logits: Float32Array;
  readonly width: number;
  readonly examples: number;
}

function columnOf({ logits, sets, labels, width, examples }: Matrix, label: number): Column {
  const rows = Array.from({ length: examples }, (_, row) => row);
  const own = Float64Array.from(rows, (row) => logits[row * width + label]);
  const has = Uint8Array.from(rows, (row) => sets[row * labels + label]);
  return {
    logits: own,
    has,
    order: rows.sort((a, b) => own[b] - own[a] || a - b),
    support: has.reduce((sum, each) => sum + each, 0),
  };
}

/**
 * Returns a value, larger is better. Each call says that a further example, in the column's order, is predicted to have
 * the label; the first call, without an example, gives the value where none is.
 */
type Gain = (row?: number) => number;

/** The F1 score of one label. */
function ofLabel({ has, support }: Column): Gain {
  let [hits, predicted] = [0, 0];
  return (row) => {
    if (row !== undefined) {
      predicted++;
      hits += has[row];
    }
    return f1(hits, predicted, support);
  };
}

/** Returns the threshold with the largest gain. */
function best({ logits, order, support }: Column, gain: Gain): number {
  if (support === 0) return 0;
  let most = gain();
  let chosen = between(Number.POSITIVE_INFINITY, logits[order[0]]);
  order.forEach((row, i) => {
    const value = gain(row);
    const next = i + 1 < order.length ? logits[order[i + 1]] : Number.NEGATIVE_INFINITY;
    if (next === logits[row]) return;
    const threshold = between(logits[row], next);
    // Sums in another order may differ in their last digits.
    const isBetter = value > most + 1e-12;
    if (!isBetter && (value < most - 1e-12 || Math.abs(threshold) >= Math.abs(chosen))) return;
    most = Math.max(most, value);
    chosen = threshold;
  });
  return chosen;
}

/** A threshold that separates logits of at least `above` from those of at most `below`, which is less. */
function between(above: number, below: number): number {
  if (below < 0 && above >= 0) return 0;
  if (above === Number.POSITIVE_INFINITY) return below + 1;
  if (below === Number.NEGATIVE_INFINITY) return above - 1;
  return below + (above - below) / 2;
}

/** The predictions by the present thresholds, counted per example. */
class Predictions {
  readonly #told: Uint8Array;
  readonly #hits: Int32Array;
  readonly #predicted: Int32Array;
  readonly #has: Int32Array;

  constructor(
    private readonly sets: Uint8Array,
    private readonly labels: number,
    private readonly columns: readonly Column[],
    thresholds: Float64Array,
  ) {
    const examples = sets.length / labels;
    this.#told = new Uint8Array(sets.length);
    [this.#hits, this.#predicted, this.#has] = [0, 0, 0].map(() => new Int32Array(examples));
    sets.forEach((has, i) => {
      this.#has[Math.floor(i / labels)] += has;
    });
    thresholds.forEach((threshold, label) => {
      this.set(label, threshold);
    });
  }

  /** Predicts a label anew, by this threshold. */
  set(label: number, threshold: number): void {
    this.columns[label].logits.forEach((logit, row) => {
      this.#predict(row, label, logit >= threshold ? 1 : 0);
    });
  }

  /** The sum of the examples' scores as they are predicted to have one label, one after the other. */
  ofExamples(score: ScoreId, label: number): Gain {
    const rows = this.columns[label].order;
    for (const row of rows) this.#predict(row, label, 0);
    let sum = rows.reduce((total, row) => total + this.#scoreOf(score, row), 0);
    return (row) => {
      if (row !== undefined) {
        sum -= this.#scoreOf(score, row);
        this.#predict(row, label, 1);
        sum += this.#scoreOf(score, row);
      }
      return sum;
    };
  }

  #predict(row: number, label: number, told: number): void {
    const at = row * this.labels + label;
    const change = told - this.#told[at];
    this.#told[at] = told;
    this.#predicted[row] += change;
    this.#hits[row] += change * this.sets[at];
  }

  #scoreOf(score: ScoreId, row: number): number {
    const [hits, predicted, has] = [this.#hits[row], this.#predicted[row], this.#has[row]];
    return score === "samples-f1" ? f1(hits, predicted, has) : Number(hits === predicted && hits === has);
  }
}
