import { InvalidInput } from "../../../base/errors.js";
import type { TargetNames } from "../dataset.js";
import { FIELD, type Label, type Listing, MOST_LABELS, type Row } from "./listing.js";

/** The targets of a listing's rows as numbers. */
export interface NumberedTargets {
  readonly targets: TargetNames;
  /** By row: its class, or its labels in ascending order. */
  readonly numbers: readonly (number | readonly number[])[];
  readonly notes: readonly string[];
}

/**
 * Numbers the classes or labels of all rows. Names are numbered in the order of the listing, else of their characters;
 * numbers stay as they are.
 *
 * @throws InvalidInput (field `manifest`) where rows have a class and others labels, or some have numbers and some
 *   names, or a name that the listing does not have
 */
export function numbered({ name, rows, names: fixed }: Listing): NumberedTargets {
  const isSet = Array.isArray(rows[0]?.target);
  const labels = (row: Row): readonly Label[] => [row.target].flat();
  const isNamed = typeof rows.flatMap(labels)[0] === "string";
  for (const row of rows) {
    if (Array.isArray(row.target) !== isSet)
      throw refused(row, "either every example has a label, or every example has labels");
    if (labels(row).some((label) => (typeof label === "string") !== isNamed))
      throw refused(row, "either every label is a whole number, or every label is a name");
  }
  const used = new Set(rows.flatMap(labels));
  if (used.size === 0) throw new InvalidInput(FIELD, `${name} has no example with a label`);
  const names = fixed ?? (isNamed ? sorted(used as Set<string>) : upTo(used as Set<number>));
  if (names.length > MOST_LABELS)
    throw new InvalidInput(
      FIELD,
      `${name} has ${names.length} classes or labels; at most ${MOST_LABELS} are possible`,
    );
  const numberOf = new Map(names.map((each, i): [Label, number] => [isNamed ? each : i, i]));
  const number =
    (row: Row) =>
    (label: Label): number => {
      const found = numberOf.get(label);
      if (found === undefined) throw refused(row, `"${label}" is none of the labels ${names.join(", ")}`);
      return found;
    };
  return {
    targets: { kind: isSet ? "labels" : "classes", names },
    numbers: rows.map((row) => {
      const found = labels(row).map(number(row));
      return isSet ? found.sort((a, b) => a - b) : found[0];
    }),
    notes: isNamed ? alike(names) : [],
  };
}

const refused = (row: Row, why: string): InvalidInput => new InvalidInput(FIELD, `${row.where}: ${why}`);

const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort((a, b) => (a < b ? -1 : 1));

const upTo = (numbers: ReadonlySet<number>): readonly string[] =>
  Array.from({ length: 1 + [...numbers].reduce((most, label) => Math.max(most, label), -1) }, (_, i) =>
    String(i),
  );

/** Names that differ in case only are different labels, which is rarely meant. */
function alike(names: readonly string[]): readonly string[] {
  const byLower = new Map<string, string[]>();
  for (const name of names) {
    const lower = name.toLowerCase();
    byLower.set(lower, [...(byLower.get(lower) ?? []), name]);
  }
  return [...byLower.values()]
    .filter((same) => same.length > 1)
    .map((same) => `the labels ${same.map((name) => `"${name}"`).join(" and ")} differ in case only`);
}
