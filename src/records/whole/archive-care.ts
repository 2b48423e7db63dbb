/** A record that is damaged, or a part of the store that is. */
export interface Damage {
  /** What is damaged: the kind of record, such as `measurement`, or `file` for the store itself. */
  readonly kind: string;
  /** Id of the record as far as it can be read; of the store, where the damage is. */
  readonly id: string;
  readonly reason: string;
}

/** What a verification found. */
export interface VerifyReport {
  /** Where the archive is, without credentials. */
  readonly location: string;
  /** Number of rows or documents that were read. */
  readonly checked: number;
  /** How many of them have no checksum, because an earlier release wrote them; their form alone was checked. */
  readonly withoutChecksum: number;
  readonly damaged: readonly Damage[];
}

/** What a repair did. */
export interface RepairReport {
  readonly location: string;
  /** Number of rows or documents that are undamaged and were kept. */
  readonly kept: number;
  /** What was damaged before. */
  readonly damaged: readonly Damage[];
  /** How many damaged records were taken out of the archive and set aside. */
  readonly setAside: number;
  /** What was built anew, in words: indexes, checksums, positions. */
  readonly rebuilt: readonly string[];
  /** Where what was set aside is, in words; undefined if nothing was. */
  readonly setAsideIn?: string;
  /** The file as it was before; undefined if nothing was changed, and in a database. */
  readonly original?: string;
}

/** Receives the number of rows or documents that have been read. */
export type OnChecked = (checked: number) => void;

/** Finds and removes damage. It works on archives that cannot be opened any more. */
export interface ArchiveCare {
  /** Reads everything and lists what is damaged. Changes nothing. Throws `Unavailable` if there is no such archive. */
  verify(url: string, onChecked: OnChecked): Promise<VerifyReport>;
  /**
   * Rebuilds what follows from other data and sets damaged records aside, so that everything that remains can be
   * read. Changes nothing if nothing is damaged or without a checksum. Throws `Unavailable` if there is no such archive
   * or another process uses its file.
   */
  repair(url: string, onChecked: OnChecked): Promise<RepairReport>;
}
