import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { InvalidInput } from "../../../base/errors.js";
import { modalityNamed } from "../../modalities/registry.js";
import { reasonOf } from "../../reason.js";
import { labelSets, oneClass } from "../../targets/targets.js";
import { type PairedDataset, SPLITS, type SplitName } from "../dataset.js";
import { type ExampleRows, range } from "../example-rows.js";
import { applyStandardisation } from "../standardise.js";
import { type ArrayPlace, STORE_MAGIC, type StoreHeader } from "./header.js";

const CHUNK = 1 << 20;
/** No header is longer than this [bytes]. */
const LONGEST_HEADER = 1 << 30;
/** Inputs of one modality of one split that are larger than this as floats [bytes] do not go into memory. */
const MOST_BYTES = 4e9;

/** A data set whose inputs stay in its file until they are asked for, row by row. */
export class DatasetStore {
  private constructor(
    readonly file: string,
    readonly header: StoreHeader,
    readonly checksum: string,
    /** Where the first array begins. */
    private readonly start: number,
  ) {}

  /**
   * Opens a file that `DatasetWriter` wrote. Returns undefined if it is of another kind.
   *
   * @throws InvalidInput (field `dataset`) if it is truncated or altered
   */
  static async open(file: string): Promise<DatasetStore | undefined> {
    const handle = await open(file);
    try {
      const start = Buffer.alloc(STORE_MAGIC.length + 66);
      const { bytesRead } = await handle.read(start, 0, start.length, 0);
      if (!start.toString().startsWith(`${STORE_MAGIC}\n`)) return undefined;
      const broken = (why: string): InvalidInput => new InvalidInput("dataset", `${file} ${why}`);
      if (bytesRead < start.length) throw broken("is truncated");
      const checksum = start.toString("utf8", STORE_MAGIC.length + 1, start.length - 1);
      const hash = createHash("sha256");
      const lines: Buffer[] = [];
      let headerBytes = 0;
      let isHeader = true;
      const chunk = Buffer.alloc(CHUNK);
      for (let at = start.length; ; ) {
        const { bytesRead: found } = await handle.read(chunk, 0, CHUNK, at);
        if (found === 0) break;
        const bytes = chunk.subarray(0, found);
        hash.update(bytes);
        at += found;
        if (!isHeader) continue;
        const end = bytes.indexOf("\n");
        lines.push(Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)));
        headerBytes += end < 0 ? found : end + 1;
        isHeader = end < 0;
        if (headerBytes > LONGEST_HEADER) throw broken("is not a data set");
      }
      if (hash.digest("hex") !== checksum) throw broken("is truncated, or does not match its checksum");
      const header = JSON.parse(Buffer.concat(lines).toString()) as StoreHeader;
      return new DatasetStore(file, header, checksum, start.length + headerBytes);
    } finally {
      await handle.close();
    }
  }

  /** Returns rows of one modality, one after the other, as they were before standardisation. */
  rows(split: SplitName, modality: string, rows: readonly number[]): Float32Array {
    const { place, at } = this.#find(split, modality);
    const width = place.size * (place.type === "u8" ? 1 : 4);
    const out = new Float32Array(rows.length * place.size);
    const descriptor = openSync(this.file, "r");
    try {
      const bytes = new Uint8Array(width);
      const values = place.type === "u8" ? bytes : new Float32Array(bytes.buffer);
      rows.forEach((row, i) => {
        if (row < 0 || row >= place.rows) throw new RangeError(`${split} has no example ${row}`);
        readSync(descriptor, bytes, 0, width, at + row * width);
        const target = out.subarray(i * place.size, (i + 1) * place.size);
        target.set(values);
        if (place.type === "u8") for (let k = 0; k < target.length; k++) target[k] /= 255;
      });
    } finally {
      closeSync(descriptor);
    }
    return out;
  }

  /** The data set, whose inputs are read and standardised when they are first looked at. */
  get dataset(): PairedDataset {
    const { id, targets, modalities, splits, standardisation, preparation } = this.header;
    const classes = targets.names.length;
    const read = SPLITS.map((name) => {
      const { labels, keys } = splits[name];
      const inputs = {};
      const names = Object.keys(modalities);
      for (const modality of names) this.#addInput(inputs, name, modality);
      const stored = Object.fromEntries(names.map((modality) => [modality, this.#examples(name, modality)]));
      const truth =
        targets.kind === "classes"
          ? oneClass(labels as readonly number[])
          : labelSets(labels as readonly (readonly number[])[], classes);
      return [name, { count: labels.length, targets: truth, inputs, stored, keys }];
    });
    const whole = Object.fromEntries(read) as PairedDataset["splits"];
    const { checksum } = this;
    return { id, classes, targets, modalities, splits: whole, checksum, standardisation, preparation };
  }

  #addInput(inputs: Record<string, Float32Array>, split: SplitName, modality: string): void {
    let values: Float32Array | undefined;
    Object.defineProperty(inputs, modality, {
      enumerable: true,
      get: () => {
        values ??= this.#standardised(split, modality);
        return values;
      },
    });
  }

  #standardised(split: SplitName, modality: string): Float32Array {
    const { place } = this.#find(split, modality);
    const bytes = 4 * place.rows * place.size;
    if (bytes > MOST_BYTES) {
      throw new InvalidInput(
        "dataset",
        `${this.file}: the ${modality} inputs of the ${split} split take ${(bytes / 1e9).toFixed(1)} GB of memory; ` +
          `at most ${MOST_BYTES / 1e9} GB are read at once`,
      );
    }
    return this.#examples(split, modality).read(range(0, place.rows));
  }

  #examples(split: SplitName, modality: string): ExampleRows {
    const { rows: count, size } = this.#find(split, modality).place;
    const grouping = modalityNamed(modality).grouping(this.header.modalities[modality]);
    const read = (rows: readonly number[]): Float32Array => {
      const values = this.rows(split, modality, rows);
      applyStandardisation(values, size, grouping, this.header.standardisation[modality]);
      return values;
    };
    return { count, size, read };
  }

  #find(split: SplitName, modality: string): { readonly place: ArrayPlace; readonly at: number } {
    let at = this.start;
    for (const place of this.header.arrays) {
      if (place.split === split && place.modality === modality) return { place, at };
      at += place.rows * place.size * (place.type === "u8" ? 1 : 4);
    }
    throw new RangeError(`the data set has no ${modality} in ${split}`);
  }
}

/** Like `DatasetStore.open`, but a file that cannot be opened at all also gives undefined. */
export async function storeIn(file: string): Promise<DatasetStore | undefined> {
  try {
    return await DatasetStore.open(file);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    if ((error as NodeJS.ErrnoException).code === undefined)
      throw new InvalidInput("dataset", `${file} cannot be read: ${reasonOf(error)}`);
    return undefined;
  }
}
