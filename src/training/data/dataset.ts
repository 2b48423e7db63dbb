import { createHash } from "node:crypto";
import { InvalidInput } from "../../base/errors.js";
import { readArrayFile, writeArrayFile } from "../array-file.js";

/** The shape of one example, of any rank: (channels, height, width) of an image, (values) of a vector. */
export type InputShape = readonly number[];

/** One split: `inputs` per modality, row-major (count, ...shape), and for each example its label and where it came from. */
export interface Split {
  readonly count: number;
  readonly labels: Int32Array;
  readonly inputs: Readonly<Record<string, Float32Array>>;
  readonly keys: readonly string[];
}

export const SPLITS = ["train", "validation", "test"] as const;
export type SplitName = (typeof SPLITS)[number];

/** Paired examples of several modalities, standardised on the training split only. */
export interface PairedDataset {
  readonly id: string;
  readonly classes: number;
  readonly modalities: Readonly<Record<string, InputShape>>;
  readonly splits: Readonly<Record<SplitName, Split>>;
  /** SHA-256 of everything above. */
  readonly checksum: string;
}

const MAGIC = "harmonic data set 1";

interface Header {
  readonly id: string;
  readonly classes: number;
  readonly modalities: PairedDataset["modalities"];
  readonly splits: Readonly<
    Record<SplitName, { readonly labels: readonly number[]; readonly keys: readonly string[] }>
  >;
}

/** The same data set with its checksum. */
export function sealed(dataset: Omit<PairedDataset, "checksum">): PairedDataset {
  const hash = createHash("sha256").update(JSON.stringify(headerOf(dataset)));
  for (const array of Object.values(arraysOf(dataset))) {
    hash.update(Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  }
  return { ...dataset, checksum: hash.digest("hex") };
}

/** Writes a data set; whole or not at all. Equal data sets give equal bytes. */
export function writeDataset(file: string, dataset: PairedDataset): Promise<void> {
  return writeArrayFile(file, MAGIC, { header: headerOf(dataset), arrays: arraysOf(dataset) });
}

/**
 * Reads what `writeDataset` wrote; throws `InvalidInput` that names the file if it is missing, foreign, cut or altered.
 * `maker` is the command that makes a missing one.
 */
export async function readDataset(file: string, maker = "harmonic dataset build"): Promise<PairedDataset> {
  const found = await readArrayFile<Header>(file, MAGIC, "dataset");
  if (found === undefined) {
    throw new InvalidInput("dataset", `${file} is not there: \`${maker}\` makes it`);
  }
  const { id, classes, modalities, splits } = found.header;
  return sealed({
    id,
    classes,
    modalities,
    splits: Object.fromEntries(
      SPLITS.map((name) => {
        const { labels, keys } = splits[name];
        const inputs = Object.fromEntries(
          Object.keys(modalities).map((modality) => [modality, found.arrays[`${name}.${modality}`]]),
        );
        return [name, { count: labels.length, labels: Int32Array.from(labels), inputs, keys }];
      }),
    ) as unknown as PairedDataset["splits"],
  });
}

type Unsealed = Omit<PairedDataset, "checksum">;

const headerOf = ({ id, classes, modalities, splits }: Unsealed): Header => ({
  id,
  classes,
  modalities,
  splits: Object.fromEntries(
    SPLITS.map((name) => [name, { labels: [...splits[name].labels], keys: splits[name].keys }]),
  ) as unknown as Header["splits"],
});

const arraysOf = ({ modalities, splits }: Unsealed): Record<string, Float32Array> =>
  Object.fromEntries(
    SPLITS.flatMap((name) =>
      Object.keys(modalities).map((modality) => [`${name}.${modality}`, splits[name].inputs[modality]]),
    ),
  );
