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
  grouping: Grouping,
): Standardisation & { apply(values: Float32Array): void } {
  const running = new RunningStandardisation(grouping);
  for (let at = 0; at < train.length; at += size) running.add(train.subarray(at, at + size));
  const result = running.result();
  return { ...result, apply: (values) => applyStandardisation(values, size, grouping, result) };
}

/** Collects the mean and standard deviation of each group, example by example. */
export class RunningStandardisation {
  readonly #count: Float64Array;
  readonly #sum: Float64Array;
  readonly #squares: Float64Array;

  constructor(private readonly grouping: Grouping) {
    [this.#count, this.#sum, this.#squares] = [0, 1, 2].map(() => new Float64Array(grouping.groups));
  }

  add(example: Float32Array): void {
    for (let i = 0; i < example.length; i++) {
      const g = this.grouping.groupOf(i);
      const value = example[i];
      this.#count[g]++;
      this.#sum[g] += value;
      this.#squares[g] += value * value;
    }
  }

  result(): Standardisation {
    const mean = this.#sum.map((s, g) => s / this.#count[g]);
    const sd = this.#squares.map((s, g) => Math.sqrt(Math.max(1e-12, s / this.#count[g] - mean[g] ** 2)));
    return { mean: [...mean], sd: [...sd] };
  }
}

/** Standardises examples of `size` values each, in place, with these means and standard deviations. */
export function applyStandardisation(
  values: Float32Array,
  size: number,
  { groupOf }: Grouping,
  { mean, sd }: Standardisation,
): void {
  for (let i = 0; i < values.length; i++) {
    const g = groupOf(i % size);
    values[i] = (values[i] - mean[g]) / sd[g];
  }
}
