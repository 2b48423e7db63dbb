import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import { RESET_RECEIPT } from "../../records/whole/reset-receipt.js";

const PREFIX = "archive-import/";

/** Whether a change stores what an archive notes of itself and what is no part of its content. */
export const isOwnReceipt = (change: Change): boolean =>
  "kind" in change &&
  change.kind === "receipt" &&
  "record" in change &&
  (change.record.id === RESET_RECEIPT || change.record.id.startsWith(PREFIX));

/** How far the import of a content has come, as the archive itself notes it in each batch. */
export interface ImportProgress {
  readonly id: string;
  readonly fingerprint: string;
  /** Number of lines of records that are stored. */
  readonly answer: { readonly lines: number };
}

export const progressAt = (sha256: string, lines: number): ImportProgress => ({
  id: PREFIX + sha256,
  fingerprint: sha256,
  answer: { lines },
});

/** How far an interrupted import of a content has come; undefined if there is none. */
export const progressOf = async (archive: Archive, sha256: string): Promise<ImportProgress | undefined> =>
  (await archive.get("receipt", PREFIX + sha256)) as ImportProgress | undefined;
