import type { InputShape, PairedDataset, Preparation, SplitName, TargetNames } from "../dataset.js";
import type { ValueType } from "./row-spool.js";

/** The first line of a file whose arrays are read row by row. */
export const STORE_MAGIC = "harmonic data set 3";

/** Where the rows of one modality of one split are. */
export interface ArrayPlace {
  readonly split: SplitName;
  readonly modality: string;
  readonly type: ValueType;
  readonly rows: number;
  /** Values per row. */
  readonly size: number;
}

/**
 * The third line of the file, after the SHA-256 of all that follows the second. The arrays follow it in this order,
 * without gaps. They hold the values before standardisation.
 */
export interface StoreHeader {
  readonly id: string;
  readonly targets: TargetNames;
  readonly modalities: Readonly<Record<string, InputShape>>;
  /** By split: the class of each example or its labels, and the names of its sources. */
  readonly splits: Readonly<
    Record<
      SplitName,
      { readonly labels: readonly (number | readonly number[])[]; readonly keys: readonly string[] }
    >
  >;
  readonly standardisation: NonNullable<PairedDataset["standardisation"]>;
  readonly preparation: Readonly<Record<string, Preparation>>;
  readonly arrays: readonly ArrayPlace[];
}
