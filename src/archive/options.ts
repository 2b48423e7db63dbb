import type { Milliseconds } from "../base/units.js";

export interface ArchiveOptions {
  /** How long to wait for another writer before giving up with `Unavailable`; 30 s unless told. */
  readonly patience?: Milliseconds;
}

export const DEFAULT_PATIENCE_MS = 30_000;
