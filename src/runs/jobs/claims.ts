import { onceMore } from "../../base/async/once-more.js";
import { Conflict, InvalidInput, Unavailable } from "../../base/errors.js";
import { requireInteger, requireText } from "../../base/validate.js";
import type { Change } from "../../records/changes.js";
import { type JobRecord, jobId } from "../../records/job.js";
import { failureChange } from "../../records/reported-failures.js";
import type { SearchRun } from "../../records/run.js";
import type { RunContext } from "../run-context.js";
import { requireRun } from "../view/lookup.js";
import { claimId, jobChange, knownClaim, requireHeld, requireWanted } from "./held-claim.js";
import { type OpenJob, openJobs, waitingForWorkers } from "./open-jobs.js";
import { claimed, extended, failed, isClaimable, returned } from "./transitions.js";

const DEFAULT_LEASE = 60;
/** One day, in seconds. */
const LONGEST_LEASE = 86_400;
const LONGEST_REASON = 1_000;

/** A wish for an evaluation, unchecked. */
export interface ClaimEvaluation {
  /** Names the worker, for people. */
  readonly worker: string;
  /** Default 60. */
  readonly leaseSeconds?: number;
  /** Key of a run, or a unique beginning of it; default: the oldest that waits. */
  readonly run?: string;
}

/** An evaluation that a worker has claimed. */
export interface EvaluationClaim {
  /** Names the claim, with its fencing token. */
  readonly claim: string;
  readonly run: SearchRun;
  readonly network: Pick<OpenJob, "id" | "architecture">;
  /** ISO 8601, by this service's clock. */
  readonly leaseUntil: string;
  /** Number of the claim among those of this evaluation, from 1. */
  readonly attempt: number;
}

/**
 * Gives a worker the first evaluation that nobody else has, in the order in which the runs began and networks were
 * proposed; undefined if there is none. The lease is by this service's clock, never by the worker's. Throws a
 * `HarmonicError` on `worker`, `leaseSeconds` or `run`.
 */
export async function claimEvaluation(
  context: RunContext,
  { worker: named, leaseSeconds = DEFAULT_LEASE, run: wanted }: ClaimEvaluation,
): Promise<EvaluationClaim | undefined> {
  const worker = requireText(named, "worker", 200).trim();
  if (worker === "") throw new InvalidInput("worker", "worker must name who evaluates, for people");
  const leaseMs = 1000 * requireInteger(leaseSeconds, "leaseSeconds", 1, LONGEST_LEASE);
  return onceMore(async () => {
    const runs =
      wanted === undefined ? await waitingForWorkers(context) : [await requireOpen(context, wanted)];
    for (const run of runs) {
      for (const job of await openJobs(context, run)) {
        if (!isClaimable(job.record, context.clock())) continue;
        if (!(await isFree(context, job))) continue;
        const claim = await claimJob(context, job, worker, leaseMs);
        if (claim !== undefined) return claim;
      }
    }
    return undefined;
  });
}

/** Whether no worker on a queue has an evaluation. While the queue is away, only the archive decides. */
async function isFree({ queue }: RunContext, { run, id }: OpenJob): Promise<boolean> {
  try {
    return (await queue?.withdraw(jobId(run.id, id))) ?? true;
  } catch (error) {
    if (error instanceof Unavailable) return true;
    throw error;
  }
}

async function requireOpen(context: RunContext, named: string): Promise<SearchRun> {
  const run = await requireRun(context, named, "run");
  const { evaluator } = run.settings;
  if (evaluator === "external") return run;
  throw new Conflict(
    "run",
    `run "${run.id}" evaluates its networks itself (${evaluator}): none can be claimed`,
  );
}

/** Claims an evaluation; undefined where it has become a dead letter instead. Throws `Overtaken`. */
async function claimJob(
  context: RunContext,
  { run, id, architecture, record }: OpenJob,
  worker: string,
  leaseMs: number,
): Promise<EvaluationClaim | undefined> {
  const now = context.clock();
  const since = new Date(now).toISOString();
  const fresh: JobRecord = {
    id: jobId(run.id, id),
    run: run.id,
    architecture: id,
    token: 0,
    state: { kind: "waiting", since, notBefore: since },
    past: [],
  };
  const next: JobRecord = { ...claimed(record ?? fresh, worker, now, leaseMs), id: fresh.id };
  await context.archive.commit([
    record === undefined ? { type: "insert", kind: "job", record: next } : jobChange(record, next),
    { type: "architecture", record: { id, space: run.space, architecture } },
    ...deadLetter(next),
  ]);
  announce(context, run, next);
  if (next.state.kind !== "claimed") return undefined;
  const { leaseUntil } = next.state;
  return { claim: claimId(next), run, network: { id, architecture }, leaseUntil, attempt: next.token };
}

/** What tells the run that an evaluation became a dead letter; nothing for another one. */
const deadLetter = ({ run, architecture, state }: Omit<JobRecord, "id">): readonly Change[] =>
  state.kind === "dead" ? [failureChange({ run }, architecture, state.reason)] : [];

function announce({ news }: RunContext, run: SearchRun, { state }: Pick<JobRecord, "state">): void {
  news.announce({ kind: "run", run: run.id });
  if (state.kind === "dead") news.announce({ kind: "measurements", space: run.space });
}

/** A claim after its lease was extended. */
export interface ExtendedLease {
  readonly claim: string;
  readonly run: SearchRun;
  /** ISO 8601; undefined where the worker gave the evaluation back. */
  readonly leaseUntil: string | undefined;
}

/**
 * Extends the lease of a claim to `leaseSeconds` from now; 0 gives the evaluation back untried, to whoever asks next. A
 * lease that ran out is extended, too, as long as no other worker was given the evaluation. Throws `NotFound` on
 * `claim`, and `Conflict` on it where it is stale, has ended, or its run was stopped.
 */
export function extendLease(
  context: RunContext,
  claim: string,
  leaseSeconds = DEFAULT_LEASE,
): Promise<ExtendedLease> {
  return onceMore(async () => {
    const seconds = requireInteger(leaseSeconds, "leaseSeconds", 0, LONGEST_LEASE);
    const known = await knownClaim(context, claim);
    const { job, run } = known;
    const state = requireHeld(known);
    const now = context.clock();
    if (seconds > 0) requireWanted(run);
    const next = seconds === 0 ? returned(job, state, now) : extended(job, state, now, 1000 * seconds);
    await context.archive.commit([jobChange(job, next)]);
    if (seconds === 0) announce(context, run, next);
    return { claim, run, leaseUntil: next.state.kind === "claimed" ? next.state.leaseUntil : undefined };
  });
}

/** An evaluation after its worker said that it failed. */
export interface FailedClaim {
  readonly run: SearchRun;
  readonly job: JobRecord;
  readonly reason: string;
}

/**
 * Ends a claim whose worker could not evaluate the network. Another try is made after a while; after the third failure
 * the evaluation is a dead letter, and the run goes on without the network. Saying so again changes nothing. Throws a
 * `HarmonicError` on `claim` or `reason`.
 */
export function failClaim(context: RunContext, claim: string, reason: string): Promise<FailedClaim> {
  return onceMore(async () => {
    const text = requireReason(reason);
    const known = await knownClaim(context, claim);
    const { job, run, token } = known;
    const before = job.past.find((past) => past.token === token && past.outcome === "failed");
    if (before !== undefined) return { run, job, reason: before.reason };
    const next: JobRecord = { ...failed(job, requireHeld(known), context.clock(), text), id: job.id };
    await context.archive.commit([jobChange(job, next), ...deadLetter(next)]);
    announce(context, run, next);
    return { run, job: next, reason: text };
  });
}

/** The reason of a failure without blanks around it. Throws `InvalidInput` on `reason`. */
export function requireReason(reason: string): string {
  const text = requireText(reason, "reason", LONGEST_REASON).trim();
  if (text !== "") return text;
  throw new InvalidInput("reason", "reason must say why the network could not be evaluated");
}
