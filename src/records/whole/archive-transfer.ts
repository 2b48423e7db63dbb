/** Receives the number of records or lines that are done, and a remark for people. */
export type OnTransferred = (done: number, remark: string) => void;

/** What an export wrote. */
export interface ExportReport {
  readonly file: string;
  /** Where the archive is, without credentials. */
  readonly location: string;
  /** Number of records per kind, blobs included. */
  readonly records: Readonly<Record<string, number>>;
  /** Whether tokens and the audit trail are in the file. */
  readonly access: boolean;
  /** Number of lines between the first and the last one, which describe the file. */
  readonly lines: number;
  /** SHA-256 of these lines in hexadecimal digits: equal for archives of equal content. */
  readonly sha256: string;
}

/** What an import did. */
export interface ImportReport extends ExportReport {
  /** Number of lines that an import of the same content had stored before it was interrupted. */
  readonly resumedAt: number;
  /** Number of tokens and entries of the audit trail that the archive had already, and which stayed as they were. */
  readonly alreadyThere: number;
}

/** Moves the whole content of archives through files, between stores of any kind. */
export interface ArchiveTransfer {
  /**
   * Writes everything of one instant to a new file of JSON lines, compressed where its name ends in `.gz`. Tokens and
   * the audit trail belong to an installation, and are written only with `access`. Throws `Conflict` if the file
   * exists, and `Unavailable` if there is no such archive or it is damaged.
   */
  export(url: string, file: string, access: boolean, onDone: OnTransferred): Promise<ExportReport>;
  /**
   * Stores the content of such a file in an archive that is empty, tokens and the audit trail aside, or into which the
   * same content was being imported when that was interrupted: then it goes on behind the last batch. Throws
   * `InvalidInput` before anything is stored if the file is damaged or cut off; the message says up to which line it is
   * whole. Throws `Conflict` if the archive is not empty.
   */
  import(url: string, file: string, onDone: OnTransferred): Promise<ImportReport>;
}
