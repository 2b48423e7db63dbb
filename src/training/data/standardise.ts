import { SPLITS, type Split, type SplitName } from "./dataset.js";

/** Which values of an example are brought to one scale together: value i belongs to group `groupOf(i)`, from 0. */
export interface Grouping {
  readonly groups: number;
  readonly groupOf: (i: number) => number;
}

export const ONE_GROUP: Grouping = { groups: 1, groupOf: () => 0 };

/** Standardises one modality of all splits, in place, by the training split alone; `size` values make an example. */
export function standardiseSplits(
  splits: Readonly<Record<SplitName, Split>>,
  modality: string,
  size: number,
  grouping: Grouping,
): void {
  const apply = standardiser(splits.train.inputs[modality], size, grouping);
  for (const name of SPLITS) apply(splits[name].inputs[modality]);
}

/**
 * Brings every group of values to mean 0 and variance 1, by the training values `train` of examples of `size` values
 * each. A group whose values are all equal becomes zero.
 */
export function standardiser(
  train: Float32Array,
  size: number,
  { groups, groupOf }: Grouping,
): (values: Float32Array) => void {
  const count = new Float64Array(groups);
  const sum = new Float64Array(groups);
  const squares = new Float64Array(groups);
  train.forEach((value, i) => {
    const g = groupOf(i % size);
    count[g]++;
    sum[g] += value;
    squares[g] += value * value;
  });
  const mean = sum.map((s, g) => s / count[g]);
  const sd = squares.map((s, g) => Math.sqrt(Math.max(1e-12, s / count[g] - mean[g] ** 2)));
  return (values) => {
    for (let i = 0; i < values.length; i++) {
      const g = groupOf(i % size);
      values[i] = (values[i] - mean[g]) / sd[g];
    }
  };
}
