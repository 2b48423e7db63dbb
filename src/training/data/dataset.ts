import { createHash } from "node:crypto";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { Remedy } from "../../base/remedy.js";
import { readArrayFile, writeArrayFile } from "../array-file.js";
import { labelSets, listedSets, oneClass, type Targets } from "../targets/targets.js";

/** The shape of one example, of any rank, e.g. (channels, height, width) of an image. */
export type InputShape = readonly number[];

/** The examples of one split. */
export interface Split {
  readonly count: number;
  /** The ground truth, of the same kind in all splits. */
  readonly targets: Targets;
  /** By modality: (count, ...shape), row-major. */
  readonly inputs: Readonly<Record<string, Float32Array>>;
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

/** Paired examples of several modalities, standardised on the training split only. */
export interface PairedDataset {
  readonly id: string;
  /** Number of classes or, where examples have sets of labels, of labels. */
  readonly classes: number;
  /** The shape of an example, by modality. */
  readonly modalities: Readonly<Record<string, InputShape>>;
  readonly splits: Readonly<Record<SplitName, Split>>;
  /** SHA-256 of everything above. */
  readonly checksum: string;
  /** What each modality was standardised with; absent in files of earlier versions. */
  readonly standardisation?: Readonly<Record<string, Standardisation>>;
}

const MAGIC = "harmonic data set 1";
/** The kind of file for sets of labels, so that programs that support only single classes reject it. */
const LABELS_MAGIC = "harmonic data set 2";

interface Header {
  readonly id: string;
  readonly classes: number;
  readonly modalities: PairedDataset["modalities"];
  readonly splits: Readonly<Record<SplitName, SplitHeader>>;
  readonly standardisation?: PairedDataset["standardisation"];
}

interface SplitHeader {
  /** The class of each example, or its labels. */
  readonly labels: readonly number[] | readonly (readonly number[])[];
  readonly keys: readonly string[];
}

/** Adds the checksum to a data set. */
export function sealed(dataset: Omit<PairedDataset, "checksum">): PairedDataset {
  const hash = createHash("sha256").update(JSON.stringify(headerOf(dataset)));
  for (const array of Object.values(arraysOf(dataset))) {
    hash.update(Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  }
  return { ...dataset, checksum: hash.digest("hex") };
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
  const { id, classes, modalities, splits, standardisation } = found.header;
  const read = SPLITS.map((name) => {
    const { labels, keys } = splits[name];
    const arrays = Object.keys(modalities).map((modality) => [modality, found.arrays[`${name}.${modality}`]]);
    const targets =
      found.magic === MAGIC
        ? oneClass(labels as readonly number[])
        : labelSets(labels as readonly (readonly number[])[], classes);
    return [name, { count: labels.length, targets, inputs: Object.fromEntries(arrays), keys }];
  });
  const whole = Object.fromEntries(read) as PairedDataset["splits"];
  return sealed({ id, classes, modalities, splits: whole, ...defined({ standardisation }) });
}

type Unsealed = Omit<PairedDataset, "checksum">;

const headerOf = ({ id, classes, modalities, splits }: Unsealed): Header => ({
  id,
  classes,
  modalities,
  splits: Object.fromEntries(
    SPLITS.map((name) => [name, { labels: listed(splits[name].targets), keys: splits[name].keys }]),
  ) as unknown as Header["splits"],
});

const listed = (targets: Targets): SplitHeader["labels"] =>
  targets.kind === "class" ? [...targets.classes] : listedSets(targets);

const arraysOf = ({ modalities, splits }: Unsealed): Record<string, Float32Array> =>
  Object.fromEntries(
    SPLITS.flatMap((name) =>
      Object.keys(modalities).map((modality) => [`${name}.${modality}`, splits[name].inputs[modality]]),
    ),
  );
