/** Examples that are equal in a modality, or pictures that look nearly the same, of more than one split. */
export interface DuplicateGroup {
  readonly modality: string;
  readonly kind: "equal" | "near";
  /** The split of each, and its name in the data set, e.g. `line 7`. */
  readonly members: readonly { readonly split: string; readonly key: string }[];
}

/** What the values of one modality look like. */
export interface ModalityCheck {
  readonly shape: readonly number[];
  /** The least and the largest value: before standardisation, unless `standardised` says otherwise. */
  readonly least: number;
  readonly largest: number;
  /** Whether only standardised values are known: the data set was built by an early version. */
  readonly standardised: boolean;
  /** Names of the examples whose values are all the same: a blank picture, silence, a text without a known word. */
  readonly blank: readonly string[];
  /** Groups of examples of one split that are equal in this modality. */
  readonly equalWithinSplits: number;
  /** How raw examples were prepared, in words. */
  readonly preparation: string;
}

/** What is in a data set. */
export interface DatasetCheck {
  readonly id: string;
  readonly file: string;
  readonly checksum: string;
  readonly targets: "class" | "labels";
  /** By split: the number of examples, and of each class or label by name. */
  readonly splits: Readonly<
    Record<
      string,
      {
        readonly examples: number;
        readonly labels: Readonly<Record<string, number>>;
        /** Examples without any label, where they have sets of labels. */
        readonly unlabelled: number;
      }
    >
  >;
  readonly modalities: Readonly<Record<string, ModalityCheck>>;
  readonly duplicates: readonly DuplicateGroup[];
  /** What may be wrong, in whole sentences. */
  readonly warnings: readonly string[];
}

/** Examples of one class or label for a contact sheet. */
export interface SheetRow {
  readonly label: string;
  readonly examples: readonly {
    readonly key: string;
    /** A PNG file of each modality that can be shown, in base64. */
    readonly pictures: readonly string[];
  }[];
}

/** A data set that was checked, with examples for a contact sheet where one was asked for. */
export interface CheckedDataset {
  readonly check: DatasetCheck;
  readonly sheet: readonly SheetRow[];
}
