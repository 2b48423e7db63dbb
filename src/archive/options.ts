import type { Milliseconds } from "../base/units.js";

export interface ArchiveOptions {
  /** Time to wait for another writer before failing with `Unavailable` [ms]. Default: 30 s. */
  readonly busyTimeout?: Milliseconds;
}

export const DEFAULT_BUSY_TIMEOUT_MS = 30_000;
