import { onceMore } from "../../base/async/once-more.js";
import { architectureIdOf, runId } from "../../base/ids.js";
import type { Change } from "../../records/changes.js";
import { type JobRecord, jobId } from "../../records/job.js";
import { failureChange } from "../../records/reported-failures.js";
import type { RunContext } from "../run-context.js";
import type { SettledJob } from "./exchange.js";
import { jobChange } from "./held-claim.js";
import { claimed, failed } from "./transitions.js";

/** An evaluation that a queue names, as it is stored. */
export async function storedJob({ archive }: Pick<RunContext, "archive">, id: string): Promise<JobRecord> {
  const [run, architecture] = id.split("/");
  const stored = await archive.get("job", jobId(runId(run), architectureIdOf(architecture)));
  if (stored !== undefined) return stored;
  const never = new Date(0).toISOString();
  const state = { kind: "waiting", since: never, notBefore: never } as const;
  return { id, run: runId(run), architecture: architectureIdOf(architecture), token: 0, state, past: [] };
}

/** Stores `next`; the commit fails with `Overtaken` where another process has changed the evaluation. */
export const storeJob = (was: JobRecord, next: JobRecord): Change =>
  was.token === 0 ? { type: "insert", kind: "job", record: next } : jobChange(was, next);

/** The evaluation as if the worker had claimed it over the service, whoever did before. */
export function claimedByQueue(job: JobRecord, worker: string, now: number): JobRecord {
  const waiting = { ...job, state: { kind: "waiting", since: "", notBefore: "" } as const };
  return { ...claimed(waiting, worker, now, 0), id: job.id };
}

/**
 * Stores that a worker on a queue could not evaluate a network, or that its workers were lost too often; nothing of a
 * run that was deleted.
 */
export function failQueued(
  context: Pick<RunContext, "archive" | "clock" | "news">,
  settled: Exclude<SettledJob, { kind: "result" }>,
): Promise<void> {
  return onceMore(async () => {
    const { archive, news } = context;
    const was = await storedJob(context, settled.id);
    const run = await archive.get("run", was.run);
    if (run === undefined || was.state.kind === "done" || was.state.kind === "dead") return;
    const now = context.clock();
    const at = new Date(now).toISOString();
    const held = claimedByQueue(was, settled.worker, now);
    if (held.state.kind !== "claimed") return;
    const next: JobRecord =
      settled.kind === "failed"
        ? { ...failed(held, held.state, now, settled.reason), id: was.id }
        : {
            ...held,
            state: { kind: "dead", at, reason: `its worker was lost too often (${settled.reason})` },
          };
    const letter: Change[] =
      next.state.kind === "dead"
        ? [failureChange({ run: was.run }, was.architecture, next.state.reason)]
        : [];
    await archive.commit([storeJob(was, next), ...letter]);
    news.announce({ kind: "run", run: was.run });
    if (letter.length > 0) news.announce({ kind: "measurements", space: run.space });
  });
}
