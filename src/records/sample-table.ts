import type { SampleTableName, SpaceId } from "../base/ids.js";

/** An imported table, kept column-wise so that the table evaluator can replay it. */
export interface SampleTable {
  readonly name: SampleTableName;
  readonly space: SpaceId;
  /** SHA-256 of the file. */
  readonly checksum: string;
  readonly distinct?: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly importedAt: string;
  /** False: kept for replaying by the table evaluator only; its values are not in the archive's measurements. */
  readonly measurementsStored: boolean;
}
