import { dirname } from "node:path";
import { InvalidInput } from "../../../base/errors.js";
import { FIELD, type Input, type Label, type Listing, MOST_LABELS, type Row, splitOf } from "./listing.js";

/**
 * Lists the examples of a manifest with one JSON document per line: `{"split": "train", "label": "cat", "inputs":
 * {"image": "three.png", "audio": "three.wav"}}`. Where examples have any number of labels, lines have `"labels":
 * ["cat", "dog"]` instead. Labels are names, or whole numbers from 0.
 *
 * @throws InvalidInput (field `manifest`) with the line that is wrong
 */
export function ndjsonListing(manifest: string, text: string): Listing {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const rows = lines.flatMap((line, i) => (line.trim() === "" ? [] : [rowOf(line, manifest, i + 1)]));
  return { name: manifest, base: dirname(manifest), rows, notes: [] };
}

function rowOf(line: string, manifest: string, number: number): Row {
  const where = `${manifest} line ${number}`;
  let value: { split?: unknown; label?: unknown; labels?: unknown; inputs?: unknown } | null;
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    throw new InvalidInput(FIELD, `${where} is not a JSON document`);
  }
  if (typeof value !== "object" || value === null)
    throw new InvalidInput(
      FIELD,
      `${where}: a line must be an object with split, label or labels, and inputs`,
    );
  const split = splitOf(value.split === null ? "null" : value.split, where);
  const target = targetOf(value.label, value.labels, where);
  if (typeof value.inputs !== "object" || value.inputs === null) {
    throw new InvalidInput(
      FIELD,
      `${where}: inputs must be an object with values or a file name for each modality`,
    );
  }
  const inputs = value.inputs as Record<string, Input | undefined>;
  return { where, key: `line ${number}`, split, target, inputs };
}

const isNumber = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const isName = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const isLabel = (value: unknown): value is Label => isName(value) || (isNumber(value) && value < MOST_LABELS);

function targetOf(label: unknown, labels: unknown, where: string): Row["target"] {
  if (labels === undefined) {
    if (isLabel(label)) return tidy(label);
    throw new InvalidInput(
      FIELD,
      `${where}: label must be a name or a whole number from 0 to ${MOST_LABELS - 1}`,
    );
  }
  if (label !== undefined) throw new InvalidInput(FIELD, `${where} has both label and labels`);
  const isSet = Array.isArray(labels) && labels.every(isLabel);
  const set = isSet ? labels.map(tidy) : [];
  if (isSet && new Set(set).size === set.length) return set;
  throw new InvalidInput(
    FIELD,
    `${where}: labels must be a list of different names, or of different whole numbers from 0 to ${MOST_LABELS - 1}`,
  );
}

/** Names that look the same are the same: composed characters, no space around. */
const tidy = (label: Label): Label => (typeof label === "string" ? label.trim().normalize("NFC") : label);
