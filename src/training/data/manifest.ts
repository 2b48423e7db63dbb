import { readFile } from "node:fs/promises";
import { InvalidInput } from "../../base/errors.js";
import { standardiseAll } from "../modalities/standardise-all.js";
import type { WordTable } from "../modalities/text/embedding.js";
import { reasonOf } from "../reason.js";
import { labelSets, oneClass } from "../targets/targets.js";
import { type PairedDataset, SPLITS, type Split, type SplitName, sealed } from "./dataset.js";
import { type Input, inputValues } from "./manifest-input.js";

const FIELD = "manifest";
/** The largest number of labels, because sets of labels are stored as a matrix (examples, labels). */
const MOST_LABELS = 10_000;

/** One line of a manifest: a paired example. */
interface Entry {
  readonly split: SplitName;
  readonly target: Target;
  /** By modality: its values, or the name of a file. */
  readonly inputs: Readonly<Record<string, Input | undefined>>;
}

/** The class of an example, or its labels; each counted from 0. */
type Target = number | readonly number[];

/** The examples of one split that have been read so far. */
interface Part {
  readonly targets: Target[];
  readonly keys: string[];
  readonly inputs: Record<string, Float32Array[]>;
}

/**
 * Builds a data set from a manifest, a file with one JSON document per line: `{"split": "train", "label": 3, "inputs":
 * {"image": "three.png", "audio": "three.wav"}}`. File names are relative to the manifest; `inputValues` says which
 * files are read. If examples have any number of labels, all lines have `"labels": [0, 4]` instead. Every
 * split needs at least one example. Each modality is standardised on the training split.
 *
 * @param shapes the shape of an example, by modality
 * @param onRead called after each line
 * @param words the word vectors of texts; without them, words are hashed
 * @throws InvalidInput (field `manifest`) with the line or the file that is wrong
 */
export async function readManifest(
  manifest: string,
  id: string,
  shapes: PairedDataset["modalities"],
  onRead: (done: number, total: number) => void,
  words?: WordTable,
): Promise<PairedDataset> {
  const parts = await readParts(manifest, shapes, onRead, words);
  const empty = SPLITS.find((name) => parts[name].targets.length === 0);
  if (empty !== undefined) throw new InvalidInput(FIELD, `${manifest} has no example of the ${empty} split`);
  const largest = SPLITS.reduce((most, name) => Math.max(most, largestLabel(parts[name].targets)), -1);
  if (largest < 0) throw new InvalidInput(FIELD, `${manifest} has no example with a label`);
  const classes = 1 + largest;
  const splits = Object.fromEntries(
    SPLITS.map((name) => [name, joined(parts[name], classes)]),
  ) as unknown as Record<SplitName, Split>;
  const standardisation = standardiseAll(splits, shapes);
  return sealed({ id, classes, modalities: shapes, splits, standardisation });
}

async function readParts(
  manifest: string,
  shapes: PairedDataset["modalities"],
  onRead: (done: number, total: number) => void,
  words: WordTable | undefined,
): Promise<Record<SplitName, Part>> {
  const lines = await linesOf(manifest);
  const parts = { train: emptyPart(shapes), validation: emptyPart(shapes), test: emptyPart(shapes) };
  let first: Target | undefined;
  for (const [i, { line, number }] of lines.entries()) {
    const where = `${manifest} line ${number}`;
    const entry = parseEntry(line, where);
    first ??= entry.target;
    if (Array.isArray(entry.target) !== Array.isArray(first)) throw mixedTargets(where);
    const part = parts[entry.split];
    part.targets.push(entry.target);
    part.keys.push(`line ${number}`);
    for (const [modality, shape] of Object.entries(shapes)) {
      part.inputs[modality].push(
        await inputValues(entry.inputs[modality], modality, shape, { manifest, line: number, words }),
      );
    }
    onRead(i + 1, lines.length);
  }
  return parts;
}

const mixedTargets = (where: string): InvalidInput =>
  new InvalidInput(FIELD, `${where}: either every example has a label, or every example has labels`);

/** Returns the largest class or label, or -1 if there is none. */
const largestLabel = (targets: readonly Target[]): number =>
  targets.flat().reduce((most: number, label) => Math.max(most, label), -1);

const emptyPart = (shapes: PairedDataset["modalities"]): Part => ({
  targets: [],
  keys: [],
  inputs: Object.fromEntries(Object.keys(shapes).map((modality) => [modality, [] as Float32Array[]])),
});

/** Returns the non-empty lines of a manifest with their line numbers, from 1. */
async function linesOf(manifest: string): Promise<{ line: string; number: number }[]> {
  try {
    const lines = (await readFile(manifest, "utf8")).replace(/^\uFEFF/, "").split("\n");
    return lines.map((line, i) => ({ line, number: i + 1 })).filter(({ line }) => line.trim() !== "");
  } catch (error) {
    throw new InvalidInput(FIELD, `${manifest} cannot be read: ${reasonOf(error)}`);
  }
}

function parseEntry(line: string, where: string): Entry {
  let value: (Partial<Entry> & { readonly label?: unknown; readonly labels?: unknown }) | null;
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    throw new InvalidInput(FIELD, `${where} is not a JSON document`);
  }
  const split = SPLITS.find((name) => name === value?.split);
  if (value === null || split === undefined) {
    throw new InvalidInput(FIELD, `${where}: split must be one of ${SPLITS.join(", ")}`);
  }
  const target = targetOf(value.label, value.labels, where);
  if (typeof value.inputs !== "object" || value.inputs === null) {
    throw new InvalidInput(
      FIELD,
      `${where}: inputs must be an object with values or a file name for each modality`,
    );
  }
  return { split, target, inputs: value.inputs };
}

const isLabel = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

function targetOf(label: unknown, labels: unknown, where: string): Target {
  if (labels === undefined) {
    if (isLabel(label)) return label;
    throw new InvalidInput(FIELD, `${where}: label must be a whole number from 0`);
  }
  if (label !== undefined) throw new InvalidInput(FIELD, `${where} has both label and labels`);
  const isSet = Array.isArray(labels) && labels.every(isLabel) && new Set(labels).size === labels.length;
  if (isSet && labels.every((each) => each < MOST_LABELS)) return labels;
  throw new InvalidInput(
    FIELD,
    `${where}: labels must be a list of different whole numbers from 0 to ${MOST_LABELS - 1}`,
  );
}

function joined({ targets, keys, inputs }: Part, classes: number): Split {
  return {
    count: targets.length,
    targets: targets.some(Array.isArray)
      ? labelSets(targets as readonly (readonly number[])[], classes)
      : oneClass(targets as readonly number[]),
    keys,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([modality, parts]) => {
        const whole = new Float32Array(parts.length * parts[0].length);
        parts.forEach((part, i) => {
          whole.set(part, i * part.length);
        });
        return [modality, whole];
      }),
    ),
  };
}
