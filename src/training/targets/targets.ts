import { InvalidInput } from "../../base/errors.js";

/** The ground truth of some examples: one class each, or a set of labels each, which may be empty. */
export type Targets = OneClassEach | LabelSets;

interface OneClassEach {
  readonly kind: "class";
  /** The class of each example, counted from 0. */
  readonly classes: Int32Array;
}

export interface LabelSets {
  readonly kind: "labels";
  /** Number of labels that an example can have. */
  readonly labels: number;
  /** (examples, labels), row-major: 1 where an example has a label, else 0. */
  readonly sets: Uint8Array;
}

/** @param classes the class of each example, counted from 0 */
export const oneClass = (classes: ArrayLike<number>): OneClassEach => ({
  kind: "class",
  classes: Int32Array.from(classes),
});

/** @param sets the labels of each example, each from 0 to `labels` - 1 */
export function labelSets(sets: readonly (readonly number[])[], labels: number): LabelSets {
  const rows = new Uint8Array(sets.length * labels);
  sets.forEach((set, row) => {
    for (const label of set) rows[row * labels + label] = 1;
  });
  return { kind: "labels", labels, sets: rows };
}

/** Returns the number of examples. */
export const countOf = (targets: Targets): number =>
  targets.kind === "class" ? targets.classes.length : targets.sets.length / targets.labels;

/** Returns the targets of the examples `rows`, in that order. */
export function selectTargets(targets: Targets, rows: readonly number[]): Targets {
  if (targets.kind === "class") return oneClass(rows.map((row) => targets.classes[row]));
  const { labels, sets } = targets;
  const selected = new Uint8Array(rows.length * labels);
  rows.forEach((row, i) => {
    selected.set(sets.subarray(row * labels, (row + 1) * labels), i * labels);
  });
  return { kind: "labels", labels, sets: selected };
}

/** Lists the labels of each example, in ascending order. */
export const listedSets = ({ labels, sets }: LabelSets): readonly (readonly number[])[] =>
  Array.from({ length: sets.length / labels }, (_, row) =>
    Array.from({ length: labels }, (_, label) => label).filter((label) => sets[row * labels + label] === 1),
  );

/**
 * Returns the class of each example, for operations that are defined only if every example has exactly one class.
 *
 * @param what the operation, for the error message
 * @throws InvalidInput (field `dataset`) if examples have sets of labels
 */
export function classesOf(targets: Targets, what: string): Int32Array {
  if (targets.kind === "class") return targets.classes;
  throw new InvalidInput(
    "dataset",
    `${what} needs a data set in which every example has one class; examples of this one have sets of labels`,
  );
}

/** Lists the labels of one example, in ascending order; its class alone where it has one. */
export const labelsOf = (targets: Targets, row: number): readonly number[] =>
  targets.kind === "class"
    ? [targets.classes[row]]
    : Array.from({ length: targets.labels }, (_, label) => label).filter(
        (label) => targets.sets[row * targets.labels + label] === 1,
      );
