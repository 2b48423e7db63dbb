import { Conflict, NotFound } from "../../base/errors.js";
import { architectureIdOf, runId } from "../../base/ids.js";
import type { Change } from "../../records/changes.js";
import { type JobRecord, type JobState, jobId } from "../../records/job.js";
import type { SearchRun } from "../../records/run.js";
import type { RunContext } from "../run-context.js";
import { requireRun } from "../view/lookup.js";
import { isWaiting } from "../view/pending.js";

/** Names a claim: the evaluation, and the fencing token that it got. */
export const claimId = ({ id, token }: Pick<JobRecord, "id" | "token">): string => `${id}/${token}`;

/** A claim as it is stored now. */
export interface KnownClaim {
  readonly token: number;
  readonly job: JobRecord;
  readonly run: SearchRun;
}

/** Reads the evaluation of a claim. Throws `NotFound` on `claim` where nobody was ever given it. */
export async function knownClaim(context: Pick<RunContext, "archive">, claim: string): Promise<KnownClaim> {
  const [, run, architecture, number] = /^([^/]+)\/([0-9a-f]{64})\/([1-9]\d{0,8})$/.exec(claim) ?? [];
  const token = Number(number);
  const job =
    number === undefined
      ? undefined
      : await context.archive.get("job", jobId(runId(run), architectureIdOf(architecture)));
  if (job === undefined || job.token < token) {
    throw new NotFound("claim", claim.slice(0, 200), "claim", "claimEvaluation gives claims");
  }
  return { token, job, run: await requireRun(context, job.run, "claim") };
}

/**
 * The state of a claim that is still its worker's. Throws `Conflict` on `claim` where it is not, because its lease ran
 * out and another worker was given the evaluation, or because it ended.
 */
export function requireHeld({ job, token }: KnownClaim): Extract<JobState, { kind: "claimed" }> {
  const { state } = job;
  if (state.kind === "claimed" && job.token === token) return state;
  const past = job.past.find((claim) => claim.token === token);
  if (past?.outcome === "failed") throw ended(`its worker reported that it failed (${past.reason})`);
  if (past?.outcome === "returned") throw ended("its worker gave it back");
  if (past?.outcome === "stale" || job.token !== token) {
    throw new Conflict(
      "claim",
      "the claim is stale: its lease ran out, and the evaluation was given to another worker; nothing was changed",
    );
  }
  throw ended(state.kind === "done" ? "its result is stored already" : "the evaluation is a dead letter");
}

const ended = (how: string): Conflict =>
  new Conflict("claim", `the claim has ended: ${how}; nothing was changed`);

/** Throws `Conflict` on `claim` for an evaluation whose run nobody wants any more. */
export function requireWanted(run: SearchRun): void {
  if (isWaiting(run)) return;
  throw new Conflict(
    "claim",
    `run "${run.id}" is ${run.status.kind}: nobody waits for this evaluation any more`,
  );
}

/** Replaces an evaluation that is still as it was read; the commit fails with `Overtaken` if it is not. */
export const jobChange = (was: JobRecord, next: Omit<JobRecord, "id">): Change => ({
  type: "replace",
  kind: "job",
  record: { ...next, id: was.id },
  was,
});
