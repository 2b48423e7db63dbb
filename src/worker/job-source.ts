import type { ScoreId } from "../base/metric.js";

/** An evaluation that a worker has claimed. */
export interface Job {
  /** Names the claim, with its fencing token. */
  readonly claim: string;
  readonly run: string;
  readonly task: string;
  /** The search space of the task. */
  readonly space: string;
  /** The space as a search space file; a queue has it only where that declares what the networks consist of. */
  readonly definition?: unknown;
  /** The score that the task declares. */
  readonly score?: ScoreId;
  /** The devices whose costs are asked for. */
  readonly devices: readonly string[];
  readonly architecture: Readonly<Record<string, string | number>>;
}

/** What became of an answer: it was stored, or the claim was no longer the worker's and nothing was changed. */
export type Settled = "stored" | "stale";

/**
 * Where a worker gets evaluations from, and where it hands their results in.
 *
 * Guarantees. An evaluation is given to one worker at a time; until its lease ends, nobody else is given it. Leases are
 * by the source's clock, never by the worker's. An answer under a claim that is stale changes nothing, and that check
 * is atomic with the write. The same answer twice is stored once, so that one whose acknowledgement was lost can be
 * repeated.
 *
 * Duties of the caller. It extends the lease of what it works on, well before it ends, and not on a thread that
 * computes. It stops working on what is stale.
 *
 * Every method throws `Unreachable` where the source does not answer for now, and a `HarmonicError` where it refuses.
 */
export interface JobSource {
  /** Names the source, for people. It never has credentials. */
  readonly description: string;
  /** Claims an evaluation; undefined if there is none at present. */
  claim(leaseSeconds: number): Promise<Job | undefined>;
  /** Extends the lease to `leaseSeconds` from now; false if the claim is stale, or nobody waits for it any more. */
  extend(job: Job, leaseSeconds: number): Promise<boolean>;
  /** Hands the result in. Throws `Refused` where it is none that the run can use. */
  complete(job: Job, measurement: object): Promise<Settled>;
  /** Says that the network could not be evaluated, and why. */
  fail(job: Job, reason: string): Promise<Settled>;
  /** Gives an evaluation back untried, so that another worker gets it at once. */
  giveBack(job: Job): Promise<void>;
  close(): Promise<void>;
}

/** The source cannot use a result, for example because a metric is missing. The message says which. */
export class Refused extends Error {}
