import { InvalidInput } from "../../../base/errors.js";
import type { FileRequest } from "../../modalities/modality.js";
import type { SplitName } from "../dataset.js";

/** The field of errors about a user's examples. */
export const FIELD = "manifest";

/** The largest number of classes or labels; sets of labels are stored as a matrix (examples, labels). */
export const MOST_LABELS = 10_000;

/** Values in place, a text or the name of a file, what is a text for sure, or values that another file holds. */
export type Input =
  | readonly number[]
  | string
  | { readonly text: string }
  | { readonly load: (request: FileRequest) => Promise<Float32Array> };

/** A class or label: its number from 0, or its name. */
export type Label = number | string;

/** One example, before its inputs are read. */
export interface Row {
  /** Where it stands, for errors, e.g. `pairs.csv line 7`. */
  readonly where: string;
  /** Its name in the data set. */
  readonly key: string;
  /** Absent if the splits are to be made. */
  readonly split?: SplitName | undefined;
  /** Its class, or its labels. */
  readonly target: Label | readonly Label[];
  /** By modality. */
  readonly inputs: Readonly<Record<string, Input | undefined>>;
  /** Rows of one group go to one split where splits are made. */
  readonly group?: string;
}

/** Examples as they were found, before their inputs are read. */
export interface Listing {
  /** The manifest or folder, for errors. */
  readonly name: string;
  /** The folder that file names are relative to. */
  readonly base: string;
  readonly rows: readonly Row[];
  /** What its user should know, in whole sentences. */
  readonly notes: readonly string[];
  /** The examples that cannot be listed because something of them is absent, each with the reason. */
  readonly skipped?: readonly string[];
  /** The names of the classes or labels, in order, where the examples do not decide them. */
  readonly names?: readonly string[];
}

const SPLIT_NAMES: Readonly<Record<string, SplitName>> = {
  train: "train",
  training: "train",
  validation: "validation",
  valid: "validation",
  val: "validation",
  dev: "validation",
  test: "test",
  testing: "test",
};

/** Returns the split of a name such as `val`; undefined if there is none. */
export const splitNamed = (name: unknown): SplitName | undefined =>
  typeof name === "string" && Object.hasOwn(SPLIT_NAMES, name.toLowerCase())
    ? SPLIT_NAMES[name.toLowerCase()]
    : undefined;

/**
 * Returns the split that a row names; undefined if it names none.
 *
 * @throws InvalidInput (field `manifest`) for a name that is no split
 */
export function splitOf(name: unknown, where: string): SplitName | undefined {
  if (name === undefined || name === "") return undefined;
  const split = splitNamed(name);
  if (split !== undefined) return split;
  throw new InvalidInput(FIELD, `${where}: split must be one of train, validation, test`);
}
