import type { ArchitectureId, RunId } from "../base/ids.js";

/**
 * The evaluation of one network for one run, as those who evaluate it see it. There is none before somebody has claimed
 * the evaluation. Every change replaces the record as it was read, so that two processes cannot both change it.
 */
export interface JobRecord {
  /** See `jobId`. */
  readonly id: string;
  readonly run: RunId;
  readonly architecture: ArchitectureId;
  /** The fencing token of the last claim: rises by one with every claim. 0: it was never claimed. */
  readonly token: number;
  readonly state: JobState;
  /** The claims that ended without a result, in order. */
  readonly past: readonly PastClaim[];
}

export type JobState =
  /** Nobody may claim it before `notBefore`, ISO 8601. */
  | { readonly kind: "waiting"; readonly since: string; readonly notBefore: string }
  | { readonly kind: "claimed"; readonly since: string; readonly worker: string; readonly leaseUntil: string }
  /** `fingerprint` is the checksum of the result, by which a repeated one is known. */
  | { readonly kind: "done"; readonly at: string; readonly worker: string; readonly fingerprint: string }
  /** A dead letter: it is not tried again, and the run has it as failed. */
  | { readonly kind: "dead"; readonly at: string; readonly reason: string };

/** How a claim ended that had no result. */
export interface PastClaim {
  readonly token: number;
  readonly worker: string;
  readonly at: string;
  /**
   * `stale`: its lease ran out, and the evaluation was given to another. `failed`: the worker said so. `returned`: the
   * worker gave it back untried.
   */
  readonly outcome: "stale" | "failed" | "returned";
  /** Why, in the worker's words where it failed. */
  readonly reason: string;
}

/** The id of the record of an evaluation. */
export const jobId = (run: RunId, architecture: ArchitectureId): string => `${run}/${architecture}`;
