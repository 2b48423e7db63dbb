import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { InvalidInput } from "../../base/errors.js";

/** One split: `inputs` per modality, row-major (count, channels, height, width), and for each example its label and where it came from. */
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
  readonly modalities: Readonly<Record<string, readonly [channels: number, height: number, width: number]>>;
  readonly splits: Readonly<Record<SplitName, Split>>;
  /** SHA-256 of everything above. */
  readonly checksum: string;
}

const MAGIC = "harmonic data set 1\n";

interface Header {
  readonly id: string;
  readonly classes: number;
  readonly modalities: PairedDataset["modalities"];
  readonly splits: Readonly<Record<SplitName, { readonly labels: readonly number[]; readonly keys: readonly string[] }>>;
}

/** The same data set with its checksum. */
export function sealed(dataset: Omit<PairedDataset, "checksum">): PairedDataset {
  const checksum = createHash("sha256").update(serialised(dataset)).digest("hex");
  return { ...dataset, checksum };
}

/** Writes a data set as gzip of a header line and 32-bit floats; whole or not at all. Equal data sets give equal bytes. */
export async function writeDataset(file: string, dataset: PairedDataset): Promise<void> {
  const body = serialised(dataset);
  const bytes = await promisify(gzip)(Buffer.concat([Buffer.from(`${MAGIC}${dataset.checksum}\n`), body]), { level: 9 });
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.part`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, file);
}

/** Reads what `writeDataset` wrote; throws `InvalidInput` that names the file if it is missing, foreign, cut or altered. */
export async function readDataset(file: string): Promise<PairedDataset> {
  let packed: Buffer;
  try {
    packed = await readFile(file);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new InvalidInput("dataset", isMissing ? `${file} is not there; "harmonic dataset build" makes it` : `${file} cannot be read: ${(error as Error).message}`);
  }
  const broken = (what: string): InvalidInput => new InvalidInput("dataset", `${file} ${what}; build it again`);
  let bytes: Buffer;
  try {
    bytes = await promisify(gunzip)(packed);
  } catch {
    throw broken("is not a complete data-set file");
  }
  const start = MAGIC.length + 65;
  if (bytes.subarray(0, MAGIC.length).toString() !== MAGIC) throw broken("is not a data-set file of this version");
  const checksum = bytes.subarray(MAGIC.length, start - 1).toString();
  const body = bytes.subarray(start);
  if (createHash("sha256").update(body).digest("hex") !== checksum) throw broken("does not match its checksum");
  return { ...parsed(body), checksum };
}

function serialised({ id, classes, modalities, splits }: Omit<PairedDataset, "checksum">): Buffer {
  const header: Header = {
    id,
    classes,
    modalities,
    splits: Object.fromEntries(
      SPLITS.map((name) => [name, { labels: [...splits[name].labels], keys: splits[name].keys }]),
    ) as unknown as Header["splits"],
  };
  const arrays = SPLITS.flatMap((name) => Object.keys(modalities).map((modality) => splits[name].inputs[modality]));
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  ]);
}

function parsed(body: Buffer): Omit<PairedDataset, "checksum"> {
  const end = body.indexOf("\n");
  const header = JSON.parse(body.subarray(0, end).toString()) as Header;
  let at = end + 1;
  const splits = SPLITS.map((name) => {
    const { labels, keys } = header.splits[name];
    const inputs: Record<string, Float32Array> = {};
    for (const [modality, shape] of Object.entries(header.modalities)) {
      const size = labels.length * shape.reduce((a, b) => a * b, 1);
      inputs[modality] = new Float32Array(new Uint8Array(body.subarray(at, at + 4 * size)).buffer);
      at += 4 * size;
    }
    return [name, { count: labels.length, labels: Int32Array.from(labels), inputs, keys }];
  });
  const { id, classes, modalities } = header;
  return { id, classes, modalities, splits: Object.fromEntries(splits) as PairedDataset["splits"] };
}
