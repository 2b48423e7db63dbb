import { SPLITS, type Split, type SplitName, type Standardisation } from "./dataset.js";

/**
 * The groups of values of an example that share a mean and a variance: value i belongs to group `groupOf(i)`, from 0.
 */
export interface Grouping {
  readonly groups: number;
  readonly groupOf: (i: number) => number;
}

/** All values of an example share one mean and one variance. */
export const ONE_GROUP: Grouping = { groups: 1, groupOf: () => 0 };

/**
 * Standardises one modality of all splits, in place, on the training split, and returns with what. An example has
 * `size` values.
 */
export function standardiseSplits(
  splits: Readonly<Record<SplitName, Split>>,
  modality: string,
  size: number,
  grouping: Grouping,
): Standardisation {
  const { apply, mean, sd } = standardiser(splits.train.inputs[modality], size, grouping);
  for (const name of SPLITS) apply(splits[name].inputs[modality]);
  return { mean, sd };
}

/**
 * Returns a function `apply` that standardises values in place: it subtracts the mean and divides by the standard
 * deviation that their group has in `train`. If all training values of a group are equal, they become 0.
 *
 * @param train training examples of `size` values each
 */
export function standardiser(
  train: Float32Array,
  size: number,
  { groups, groupOf }: Grouping,
): Standardisation & { apply(values: Float32Array): void } {
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
  const apply = (values: Float32Array): void => {
    for (let i = 0; i < values.length; i++) {
      const g = groupOf(i % size);
      values[i] = (values[i] - mean[g]) / sd[g];
    }
  };
  return { mean: [...mean], sd: [...sd], apply };
}
