import type { Composition } from "../space/network/backbone.js";
import type { CheckedDataset } from "./dataset-check.js";

export type {
  CheckedDataset,
  DatasetCheck,
  DuplicateGroup,
  ModalityCheck,
  SheetRow,
} from "./dataset-check.js";

/** A data set that was built. */
export interface DatasetReport {
  readonly id: string;
  readonly file: string;
  /** SHA-256 of the contents. */
  readonly checksum: string;
  /** Whether every example has one class (`class`) or a set of labels (`labels`). */
  readonly targets: "class" | "labels";
  /** Number of classes, or of labels. */
  readonly classes: number;
  /** Their names, in the order of their numbers. */
  readonly names: readonly string[];
  /** Number of examples per split. */
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** The shape of an example, by modality. */
  readonly modalities: Readonly<Record<string, readonly number[]>>;
  /** The word vectors of its texts, where some were given. */
  readonly vocabulary?: {
    readonly file: string;
    /** Number of different words of the texts that have a vector. */
    readonly words: number;
    /** Number of those that have none, which do not count. */
    readonly unknown: number;
  };
  /** What was decided or noticed while it was built, in words. */
  readonly notes: readonly string[];
  /** The examples that were left out, each with the reason. */
  readonly skipped: readonly string[];
}

/** A split of a data set that was written to an .npz file. */
export interface SplitReport {
  readonly file: string;
  readonly examples: number;
}

/** A stage of the work. `reading` counts examples, `searching` and `training` epochs, `scoring` networks. */
export type ProgressStage = "reading" | "searching" | "training" | "scoring";

/** Receives progress: `done` of `total` units of a stage, and possibly a remark. */
export type OnStage = (stage: ProgressStage, done: number, total: number, remark?: string) => void;

/** A request to build a data set from a user's examples. */
export interface ImportRequest {
  /** A folder, a table, a manifest with one JSON document per line, or the files of a published data set. */
  readonly manifest: string;
  /** The published data set whose original layout it has; absent for all others. */
  readonly layout?: string | undefined;
  readonly id: string;
  /** The search space of the task. Its backbones determine the shapes of examples. */
  readonly space: string;
  /** What the networks of the space consist of, where it is a user's own. */
  readonly composition?: Composition;
  /** File of word vectors for texts, in the text form of GloVe or word2vec; without it, words are hashed. */
  readonly wordVectors?: string | undefined;
  readonly out: string;
  readonly replace: boolean;
  /** The columns of a table, by modality, `label`, `labels` or `split`, that have other names. */
  readonly columns?: Readonly<Record<string, string>>;
  /** How raw examples are to be prepared, by modality. */
  readonly wishes?: Readonly<Record<string, Readonly<Record<string, string | number | undefined>>>>;
  /** The shares of the splits that the examples do not have, and the seed that draws them. */
  readonly splits?: { readonly validation: number; readonly test: number; readonly seed: number };
  /** Whether examples that cannot be read are left out instead of ending the work. */
  readonly skipsBroken?: boolean;
}

/** A data set to look at. */
export interface CheckRequest {
  readonly task: string;
  /** Whether examples for a contact sheet are wanted. */
  readonly sheet: boolean;
}

/** A data set that an import would build. */
export interface TriedDataset extends CheckedDataset {
  readonly report: DatasetReport;
}

/** The data sets that the command line builds and shows. */
export interface DatasetTools {
  /**
   * Builds a variant of AV-MNIST from MNIST's idx files and the recordings of the Free Spoken Digit Dataset.
   *
   * @throws InvalidInput if a file cannot be used, or another data set would be overwritten
   */
  buildAvMnist(
    request: {
      readonly variant: string;
      readonly mnist: string;
      readonly fsdd: string;
      readonly out: string;
      /** Whether a different data set of the same name may be overwritten. */
      readonly replace: boolean;
    },
    onStage: OnStage,
  ): Promise<DatasetReport>;
  /**
   * Builds clip-art: drawings of the Open Clip Art Library with their texts, and topics as labels.
   *
   * @throws InvalidInput if the drawings cannot be found or fetched, or another data set would be overwritten
   */
  buildClipArt(
    request: {
      /** The folder of the drawings, or Debian's package of them (.deb); without it, the package is fetched. */
      readonly source?: string | undefined;
      /** Width and height of the pictures [pixels]. */
      readonly side: number;
      readonly out: string;
      readonly replace: boolean;
    },
    onStage: OnStage,
  ): Promise<DatasetReport>;
  /**
   * Builds a data set from a user's examples.
   *
   * @throws InvalidInput if the manifest or a file cannot be used, or another data set would be overwritten
   */
  buildFromManifest(request: ImportRequest, onStage: OnStage): Promise<DatasetReport>;
  /**
   * Builds a data set from a user's examples in a place of its own, looks at it as `checkDataset` does, and keeps
   * nothing. Examples that cannot be read are left out and named.
   *
   * @throws InvalidInput if the manifest cannot be used
   */
  tryManifest(request: ImportRequest & Pick<CheckRequest, "sheet">, onStage: OnStage): Promise<TriedDataset>;
  /**
   * Counts the examples of a data set by split and label, and looks for duplicates and for what may be wrong.
   *
   * @throws InvalidInput if the data set does not exist or is damaged
   */
  checkDataset(request: CheckRequest, places: { readonly datasets: string }): Promise<CheckedDataset>;
  /**
   * Writes the inputs and labels of a split to an .npz file.
   *
   * @throws InvalidInput if the data set or the split does not exist, or the file cannot be written
   */
  exportSplit(
    request: { readonly task: string; readonly split: string; readonly out: string },
    places: { readonly datasets: string },
  ): Promise<SplitReport>;
}
