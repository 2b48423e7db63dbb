import { jobId } from "../../records/job.js";
import type { QueueCounts } from "../../runs/jobs/exchange.js";
import { openJobs, waitingForWorkers } from "../../runs/jobs/open-jobs.js";
import { countPast, seenAt } from "../../runs/jobs/transitions.js";
import type { Context } from "../context.js";

/** The evaluations that running external runs wait for. */
export interface QueueState {
  /** Nobody works on them. */
  readonly waiting: number;
  /** A worker has claimed them over the service, and its lease has not run out. */
  readonly claimed: number;
  /** Of both, those that were tried before and failed. */
  readonly retried: number;
  /** Of both, those of which a lease ran out. */
  readonly stale: number;
  /** Evaluations of these runs that are not tried again. */
  readonly dead: number;
  /** How long the run that has waited longest has had no result [s]; 0 where none waits. */
  readonly oldestSeconds: number;
  /** What is on the queue of workers; absent without one, or where it does not answer. */
  readonly queue?: QueueCounts & { readonly description: string };
  /** Whether there is a queue that does not answer. */
  readonly isAway: boolean;
}

/** Counts the evaluations that running external runs wait for. */
export async function queueState(context: Context): Promise<QueueState> {
  const { archive, queue } = context;
  const counts = { waiting: 0, claimed: 0, retried: 0, stale: 0, dead: 0, oldestSeconds: 0 };
  const runs = await waitingForWorkers(context);
  const now = context.clock();
  for (const run of runs) {
    const findings = await archive.findings(run.id);
    for (const { architecture, outcome } of findings) {
      if (outcome.kind !== "failed") continue;
      if ((await archive.get("job", jobId(run.id, architecture)))?.state.kind === "dead") counts.dead++;
    }
    const open = await openJobs(context, run);
    for (const { record } of open) {
      const job = record && seenAt(record, now);
      counts[job?.state.kind === "claimed" ? "claimed" : "waiting"]++;
      if (job !== undefined && countPast(job, "failed") > 0) counts.retried++;
      if (job !== undefined && countPast(job, "stale") > 0) counts.stale++;
    }
    const last = findings.at(-1);
    const lastAt = Date.parse(last?.startedAt ?? run.createdAt) + 1000 * (last?.seconds ?? 0);
    if (open.length > 0) counts.oldestSeconds = Math.max(counts.oldestSeconds, (now - lastAt) / 1000);
  }
  if (queue === undefined) return { ...counts, isAway: false };
  try {
    return { ...counts, queue: { ...(await queue.counts()), description: queue.description }, isAway: false };
  } catch {
    return { ...counts, isAway: true };
  }
}
