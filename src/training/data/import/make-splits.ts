import { InvalidInput } from "../../../base/errors.js";
import { Random } from "../../../base/random.js";
import { SPLITS, type SplitName } from "../dataset.js";
import { FIELD, type Listing } from "./listing.js";
import { stratify } from "./stratify.js";

/** How splits are made that the examples do not name. */
export interface SplitSettings {
  /** The share of the examples that could be trained on. */
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
}

/**
 * Returns the split of each row. Where no row names one, all three are made; where the validation or the test split is
 * absent, it is taken out of the training split. Every label gets its share in each (`stratify`).
 *
 * @param numbers the class or the labels of each row
 * @throws InvalidInput (field `manifest`) if some rows name a split and others do not, or a split has no example
 */
export function makeSplits(
  { name, rows }: Listing,
  numbers: readonly (number | readonly number[])[],
  { validation, test, seed }: SplitSettings,
): { readonly splits: readonly SplitName[]; readonly notes: readonly string[] } {
  const given = new Set(rows.map(({ split }) => split));
  const unnamed = rows.find(({ split }) => split === undefined);
  if (unnamed !== undefined && given.size > 1)
    throw new InvalidInput(FIELD, `${unnamed.where}: names no split, but other examples do`);
  const isAbsent = (split: SplitName): boolean => unnamed !== undefined || !given.has(split);
  const made = (["validation", "test"] as const).filter(isAbsent);
  const from = rows.flatMap(({ split }, i) => ((split ?? "train") === "train" ? [i] : []));
  const splits = rows.map(({ split }): SplitName => split ?? "train");
  if (made.length > 0) {
    const shares = made.map((split) => (split === "test" ? test : validation));
    const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
    const parts = stratify(
      from.map((i) => [numbers[i]].flat()),
      from.map((i) => rows[i].group ?? i),
      [rest, ...shares],
      new Random(seed).fork("splits"),
    );
    parts.forEach((part, i) => {
      splits[from[i]] = (["train", ...made] as const)[part];
    });
  }
  const empty = SPLITS.find((split) => !splits.includes(split));
  if (empty !== undefined) throw new InvalidInput(FIELD, `${name} has no example of the ${empty} split`);
  const counts = made.map((split) => `${split} (${splits.filter((each) => each === split).length} examples)`);
  const note = `made of the ${from.length} examples without one, by seed ${seed}, label by label: ${counts.join(", ")}`;
  return { splits, notes: made.length === 0 ? [] : [`splits ${note}`] };
}
