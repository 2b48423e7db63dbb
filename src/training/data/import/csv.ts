import { dirname } from "node:path";
import { parse } from "csv-parse/sync";
import { InvalidInput } from "../../../base/errors.js";
import { reasonOf } from "../../backend/reason.js";
import { FIELD, type Label, type Listing, MOST_LABELS, type Row, splitOf } from "./listing.js";

/** The characters between columns, in order of preference. */
const DELIMITERS = [",", ";", "\t"];
/** The characters between the labels of a cell. */
const BETWEEN_LABELS = /[|;]/;

/**
 * Lists the examples of a table with a header: one column per modality with file names (or texts), `label`, or `labels`
 * with any number of them between `|` or `;`, and `split` where the splits are given. Columns may be separated by
 * commas, semicolons or tabs.
 *
 * @param modalities the modalities that are needed
 * @param columns the columns of other names, by modality or by `label`, `labels` or `split`
 * @throws InvalidInput (field `manifest`) with the line or column that is wrong
 */
export function csvListing(
  manifest: string,
  text: string,
  modalities: readonly string[],
  columns: Readonly<Record<string, string>>,
): Listing {
  const lines = recordsOf(manifest, text);
  if (lines.length === 0) throw new InvalidInput(FIELD, `${manifest} is empty`);
  const [{ record: header }, ...body] = lines;
  const found = header.map((name) => name.trim());
  const at = (role: string): number | undefined => {
    const wanted = columns[role];
    const index = found.findIndex((name) =>
      wanted === undefined ? name.toLowerCase() === role.toLowerCase() : name === wanted,
    );
    if (index < 0 && wanted !== undefined)
      throw new InvalidInput(
        FIELD,
        `${manifest} has no column "${wanted}"; its columns are ${found.join(", ")}`,
      );
    return index < 0 ? undefined : index;
  };
  const inputs = modalities.map((modality): [string, number] => [modality, required(at(modality), modality)]);
  const [label, labels, split] = ["label", "labels", "split"].map(at);
  if (label !== undefined && labels !== undefined)
    throw new InvalidInput(FIELD, `${manifest} has both a column label and a column labels`);
  const target = label ?? labels ?? required(undefined, "label");
  const numeric = areNumeric(body.map(({ record }) => cellLabels(record[target], labels !== undefined)));
  const rows = body.map(({ record, line }): Row => {
    const where = `${manifest} line ${line}`;
    const cell = (index: number): string | undefined => (record[index] === "" ? undefined : record[index]);
    const names = cellLabels(record[target], labels !== undefined);
    return {
      where,
      key: `line ${line}`,
      split: split === undefined ? undefined : splitOf(record[split].trim(), where),
      target: targetOf(names, { where, isSet: labels !== undefined, isNumeric: numeric }),
      inputs: Object.fromEntries(inputs.map(([modality, index]) => [modality, cell(index)])),
    };
  });
  const used = new Set([...inputs.map(([, index]) => index), target, split]);
  const unused = found.filter((name, i) => !used.has(i) && name !== "");
  const notes = unused.length === 0 ? [] : [`columns that were not used: ${unused.join(", ")}`];
  return { name: manifest, base: dirname(manifest), rows, notes };

  function required(index: number | undefined, role: string): number {
    if (index !== undefined) return index;
    throw new InvalidInput(
      FIELD,
      `${manifest} has no column "${role}"; its columns are ${found.join(", ")}. ` +
        `Name the right one with --column ${role}=NAME`,
    );
  }
}

interface Line {
  readonly record: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

function recordsOf(manifest: string, text: string): readonly Line[] {
  const [first = ""] = text.split("\n");
  const delimiter = DELIMITERS.reduce((best, each) =>
    parts(first, each) > parts(first, best) ? each : best,
  );
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      info: true,
    }) as unknown as { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return records.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    throw new InvalidInput(FIELD, `${manifest} is no table: ${reasonOf(error)}`);
  }
}

const parts = (line: string, delimiter: string): number => line.split(delimiter).length;

const cellLabels = (cell: string, isSet: boolean): readonly string[] =>
  (isSet ? cell.split(BETWEEN_LABELS) : [cell])
    .map((name) => name.trim().normalize("NFC"))
    .filter((name) => name !== "");

/** Whether all labels of all rows are whole numbers, so that they are numbers and no names. */
const areNumeric = (rows: readonly (readonly string[])[]): boolean =>
  rows.every((names) => names.every((name) => /^\d{1,9}$/.test(name)));

function targetOf(
  names: readonly string[],
  {
    where,
    isSet,
    isNumeric,
  }: { readonly where: string; readonly isSet: boolean; readonly isNumeric: boolean },
): Row["target"] {
  const labels: readonly Label[] = isNumeric ? names.map(Number) : names;
  if (isNumeric && labels.some((label) => Number(label) >= MOST_LABELS))
    throw new InvalidInput(FIELD, `${where}: a label is at most ${MOST_LABELS - 1}`);
  if (new Set(labels).size !== labels.length)
    throw new InvalidInput(FIELD, `${where}: labels must be different`);
  if (isSet) return labels;
  if (labels.length === 0) throw new InvalidInput(FIELD, `${where}: label is missing`);
  return labels[0];
}
