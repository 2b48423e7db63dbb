import { createHash } from "node:crypto";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { Remedy } from "../../base/remedy.js";
import { readArrayFile, writeArrayFile } from "../array-file.js";
import { labelSets, listedSets, oneClass, type Targets } from "../targets/targets.js";
import type { ExampleRows } from "./example-rows.js";

/** The shape of one example, of any rank, e.g. (channels, height, width) of an image. */
export type InputShape = readonly number[];

/** How the raw examples of a modality became values, as its folder in `modalities` understands it. */
export type Preparation = Readonly<Record<string, string | number | undefined>>;

/** The examples of one split. */
export interface Split {
  readonly count: number;
  /** The ground truth, of the same kind in all splits. */
  readonly targets: Targets;
  /** By modality: (count, ...shape), row-major. */
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** The same by modality, row by row from the file; absent where the inputs are in memory. */
  readonly stored?: Readonly<Record<string, ExampleRows>>;
  /** For each example, the names of its sources. */
  readonly keys: readonly string[];
}

export const SPLITS = ["train", "validation", "test"] as const;
export type SplitName = (typeof SPLITS)[number];

/** The means and standard deviations that the values of a modality were standardised with. */
export interface Standardisation {
  /** One value per group. */
  readonly mean: readonly number[];
  readonly sd: readonly number[];
}

/**
 * What examples are told apart by: the names of the classes, of which every example has one, or of the labels, of which
 * an example has any number. Class or label i of a split's targets has name i. Names differ from one another.
 */
export interface TargetNames {
  readonly kind: "classes" | "labels";
  readonly names: readonly string[];
}

/** Paired examples of several modalities, standardised on the training split only. */
export interface PairedDataset {
  readonly id: string;
  /** Number of classes or, where examples have sets of labels, of labels. */
  readonly classes: number;
  /** The names of the classes or labels; their numbers from 0 as text where none were given. */
  readonly targets: TargetNames;
  /** The shape of an example, by modality. */
  readonly modalities: Readonly<Record<string, InputShape>>;
  readonly splits: Readonly<Record<SplitName, Split>>;
  /** SHA-256 of everything above. */
  readonly checksum: string;
  /** What each modality was standardised with; absent in files of earlier versions. */
  readonly standardisation?: Readonly<Record<string, Standardisation>>;
  /** How the raw examples of each modality were prepared; absent where they came as they are. */
  readonly preparation?: Readonly<Record<string, Preparation>>;
}

const MAGIC = "harmonic data set 1";
/** The kind of file for sets of labels, so that programs that support only single classes reject it. */
const LABELS_MAGIC = "harmonic data set 2";

interface Header {
  readonly id: string;
  readonly classes: number;
  /** Absent where the names are the numbers, so that such data sets keep the checksums they always had. */
  readonly names?: readonly string[];
  readonly modalities: PairedDataset["modalities"];
  readonly splits: Readonly<Record<SplitName, SplitHeader>>;
  readonly standardisation?: PairedDataset["standardisation"];
}

interface SplitHeader {
  /** The class of each example, or its labels. */
  readonly labels: readonly number[] | readonly (readonly number[])[];
  readonly keys: readonly string[];
}

/** A data set without what `sealed` adds. */
type Unsealed = Omit<PairedDataset, "checksum" | "targets"> & Partial<Pick<PairedDataset, "targets">>;

/**
 * Adds the checksum to a data set, and its `targets` where they are not given: the numbers of the classes or labels.
 *
 * @throws InvalidInput (field `dataset`) if there is not one name for each class or label, two names are equal, or
 *   they are of another kind than the targets of the splits
 */
export function sealed(dataset: Unsealed): PairedDataset {
  const kind = dataset.splits.train.targets.kind === "class" ? "classes" : "labels";
  const targets = dataset.targets ?? { kind, names: numbered(dataset.classes) };
  checkNames(targets, kind, dataset);
  const whole = { ...dataset, targets };
  const hash = createHash("sha256").update(JSON.stringify(headerOf(whole)));
  for (const array of Object.values(arraysOf(whole))) {
    hash.update(Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  }
  return { ...whole, checksum: hash.digest("hex") };
}

const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => String(i));

function checkNames(
  { kind, names }: TargetNames,
  expected: TargetNames["kind"],
  { id, classes }: Pick<Unsealed, "id" | "classes">,
): void {
  const refuse = (what: string): InvalidInput => new InvalidInput("dataset", `data set "${id}" ${what}`);
  if (kind !== expected) throw refuse(`has names of ${kind}, but its examples have ${expected}`);
  if (names.length !== classes) throw refuse(`has ${names.length} names for ${classes} ${kind}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw refuse(`has two ${kind} of the name "${twice}"`);
}

/** Writes a data set to a file atomically. Equal data sets give equal bytes. */
export function writeDataset(file: string, dataset: PairedDataset): Promise<void> {
  const magic = dataset.splits.train.targets.kind === "class" ? MAGIC : LABELS_MAGIC;
  const header = { ...headerOf(dataset), ...defined({ standardisation: dataset.standardisation }) };
  return writeArrayFile(file, magic, { header, arrays: arraysOf(dataset) });
}

/**
 * Reads a file that `writeDataset` wrote.
 *
 * @param remedy what creates the data set, for the error
 * @throws InvalidInput (field `dataset`) if the file is missing, of another kind, truncated or altered
 */
export async function readDataset(file: string, remedy?: Remedy): Promise<PairedDataset> {
  const found = await readArrayFile<Header>(file, [MAGIC, LABELS_MAGIC], "dataset");
  if (found === undefined) {
    throw new InvalidInput("dataset", `${file} does not exist`, remedy);
  }
  const { id, classes, names, modalities, splits, standardisation } = found.header;
  const kind: TargetNames["kind"] = found.magic === MAGIC ? "classes" : "labels";
  const read = SPLITS.map((name) => {
    const { labels, keys } = splits[name];
    const arrays = Object.keys(modalities).map((modality) => [modality, found.arrays[`${name}.${modality}`]]);
    const targets =
      kind === "classes"
        ? oneClass(labels as readonly number[])
        : labelSets(labels as readonly (readonly number[])[], classes);
    return [name, { count: labels.length, targets, inputs: Object.fromEntries(arrays), keys }];
  });
  const whole = Object.fromEntries(read) as PairedDataset["splits"];
  const targets = names && { kind, names };
  return sealed({ id, classes, modalities, splits: whole, ...defined({ targets, standardisation }) });
}

const headerOf = ({ id, classes, targets, modalities, splits }: Omit<PairedDataset, "checksum">): Header => ({
  id,
  classes,
  ...(targets.names.every((name, i) => name === String(i)) ? {} : { names: targets.names }),
  modalities,
  splits: Object.fromEntries(
    SPLITS.map((name) => [name, { labels: listed(splits[name].targets), keys: splits[name].keys }]),
  ) as unknown as Header["splits"],
});

const listed = (targets: Targets): SplitHeader["labels"] =>
  targets.kind === "class" ? [...targets.classes] : listedSets(targets);

const arraysOf = ({
  modalities,
  splits,
}: Pick<PairedDataset, "modalities" | "splits">): Record<string, Float32Array> =>
  Object.fromEntries(
    SPLITS.flatMap((name) =>
      Object.keys(modalities).map((modality) => [`${name}.${modality}`, splits[name].inputs[modality]]),
    ),
  );
