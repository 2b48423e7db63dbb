import type { SampleTableName, SpaceId } from "../base/ids.js";
import type { OwnMetric } from "../base/metric.js";

/** The record of an imported table. The table itself is kept as a blob, so that the table evaluator can replay it. */
export interface SampleTable {
  readonly name: SampleTableName;
  readonly space: SpaceId;
  /** The hexadecimal SHA-256 of the file's bytes. */
  readonly checksum: string;
  /** The column whose equal values mark rows of the same function. */
  readonly distinct?: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly importedAt: string;
  /**
   * Whether the table's values were stored as measurements too. If not, it serves only for replay by the table
   * evaluator.
   */
  readonly measurementsStored: boolean;
  /** The own metrics whose values were read from its columns; absent where there are none. */
  readonly metrics?: readonly OwnMetric[];
}
