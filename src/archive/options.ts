import { type Milliseconds, milliseconds } from "../base/units.js";
import type { Quotas } from "../records/whole/quotas.js";

export interface ArchiveOptions {
  /** The most that the archive may hold; a batch that would exceed it throws `Conflict`. Default: no limit. */
  readonly quotas?: Quotas;
  /** Time to wait for another writer before failing with `Unavailable` [ms]. Default: 30 s. */
  readonly busyTimeout?: Milliseconds;
  /** Changes from which on an SQLite file is written by a thread of its own. Default: 10,000. */
  readonly threadFrom?: number;
}

export const DEFAULT_BUSY_TIMEOUT_MS = milliseconds(30_000);
