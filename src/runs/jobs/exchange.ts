import type { ScoreId } from "../../base/metric.js";
import type { Architecture } from "../../space/types.js";

/** An evaluation as workers on a queue get it, in plain data. */
export interface OfferedJob {
  /** See `jobId` of the records. */
  readonly id: string;
  readonly run: string;
  readonly task: string;
  /** The search space of the task. */
  readonly space: string;
  /** The space as a search space file; a queue has it only where that declares what the networks consist of. */
  readonly definition?: unknown;
  /** The score that the task declares. */
  readonly score?: ScoreId;
  readonly devices: readonly string[];
  readonly architecture: Architecture;
}

/** What a worker on a queue said about an evaluation. */
export type SettledJob = { readonly id: string; readonly worker: string } & (
  | { readonly kind: "result"; readonly measurement: object }
  | { readonly kind: "failed"; readonly reason: string }
  /** Its workers were lost too often. */
  | { readonly kind: "lost"; readonly reason: string }
);

/** How many evaluations are in a queue, by what they wait for. */
export interface QueueCounts {
  readonly waiting: number;
  readonly claimed: number;
  /** Evaluations that workers settled, and that no server has taken yet. */
  readonly settled: number;
}

/**
 * A queue through which servers hand evaluations to workers that reach no server.
 *
 * Guarantees. An evaluation that is offered is given to one worker at a time, and to another once the first one gave no
 * sign of life for the time of its lease. What a worker settled stays until it is forgotten; a worker that is stale
 * settles nothing, and that check is atomic.
 *
 * What it does not guarantee. It may lose everything at any time. The archive has the truth: which evaluations are
 * open, how often they failed, and their results. So its callers offer again what is open, take a result once, and
 * repeat what failed.
 *
 * Every method throws `Unavailable` within seconds while the queue does not answer.
 */
export interface JobExchange {
  /** Names the queue, for people. It never has credentials. */
  readonly description: string;
  /** Offers evaluations; those that are in the queue already stay as they are. */
  offer(jobs: readonly OfferedJob[]): Promise<void>;
  /** Takes an evaluation out of the queue, unless a worker has or had it; tells whether no worker has it now. */
  withdraw(id: string): Promise<boolean>;
  /** Some of what workers have settled, the oldest first. */
  settled(): Promise<readonly SettledJob[]>;
  /** Removes an evaluation that was settled. */
  forget(id: string): Promise<void>;
  counts(): Promise<QueueCounts>;
  /** Calls `listener` soon after a worker has settled something; polling finds what it misses. */
  onSettled(listener: () => void): void;
  close(): Promise<void>;
}
