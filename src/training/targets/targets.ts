import { InvalidInput } from "../../base/errors.js";

/** What some examples are to be told as: one class each, or a set of labels each, which may be empty. */
export type Targets = OneClassEach | LabelSets;

interface OneClassEach {
  readonly kind: "class";
  /** The class of each example, from 0. */
  readonly classes: Int32Array;
}

interface LabelSets {
  readonly kind: "labels";
  /** How many labels there are. */
  readonly labels: number;
  /** (examples, labels), row-major: 1 where an example has a label, else 0. */
  readonly sets: Uint8Array;
}

export const oneClass = (classes: ArrayLike<number>): OneClassEach => ({
  kind: "class",
  classes: Int32Array.from(classes),
});

/** `sets` lists the labels of each example, from 0 to `labels` - 1. */
export function labelSets(sets: readonly (readonly number[])[], labels: number): LabelSets {
  const rows = new Uint8Array(sets.length * labels);
  sets.forEach((own, row) => {
    for (const label of own) rows[row * labels + label] = 1;
  });
  return { kind: "labels", labels, sets: rows };
}

export const countOf = (targets: Targets): number =>
  targets.kind === "class" ? targets.classes.length : targets.sets.length / targets.labels;

/** The targets of some examples, in the order of `rows`. */
export function taken(targets: Targets, rows: readonly number[]): Targets {
  if (targets.kind === "class") return oneClass(rows.map((row) => targets.classes[row]));
  const { labels, sets } = targets;
  const own = new Uint8Array(rows.length * labels);
  rows.forEach((row, i) => {
    own.set(sets.subarray(row * labels, (row + 1) * labels), i * labels);
  });
  return { kind: "labels", labels, sets: own };
}

/** The labels of each example, in rising order. */
export const listedSets = ({ labels, sets }: LabelSets): readonly (readonly number[])[] =>
  Array.from({ length: sets.length / labels }, (_, row) =>
    Array.from({ length: labels }, (_, label) => label).filter((label) => sets[row * labels + label] === 1),
  );

/**
 * The class of each example, for what is possible only where every example has exactly one. `what` names it in the
 * error.
 *
 * @throws InvalidInput where examples have sets of labels
 */
export function classesOf(targets: Targets, what: string): Int32Array {
  if (targets.kind === "class") return targets.classes;
  throw new InvalidInput(
    "dataset",
    `${what} needs a data set in which every example has one class; examples of this one have sets of labels`,
  );
}
