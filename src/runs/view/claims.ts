import type { ArchitectureId } from "../../base/ids.js";
import { type JobRecord, jobId } from "../../records/job.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import type { Architecture } from "../../space/types.js";
import { seenAt } from "../jobs/transitions.js";
import type { RunContext } from "../run-context.js";
import type { PendingNetwork } from "./pending.js";

/** A network that a run waits for, with what workers did about it; `job` is absent before anyone claimed it. */
export interface ClaimedNetwork extends PendingNetwork {
  readonly job?: JobRecord;
}

/** A network whose evaluation was given up. */
export interface DeadLetter {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  readonly job: JobRecord & { readonly state: Extract<JobRecord["state"], { kind: "dead" }> };
}

/**
 * The networks that a run waits for, each with what workers did about it up to now: of those proposed, the first
 * without a result, as many as may be out at a time.
 */
export async function withClaims(
  { archive, clock }: Pick<RunContext, "archive" | "clock">,
  run: SearchRun,
  proposed: readonly PendingNetwork[],
): Promise<readonly ClaimedNetwork[]> {
  const claimed = await Promise.all(
    proposed.map(async (network): Promise<ClaimedNetwork> => {
      const job = await archive.get("job", jobId(run.id, network.id));
      return job === undefined ? network : { ...network, job: seenAt(job, clock()) };
    }),
  );
  const open = claimed.filter(({ job }) => job?.state.kind !== "done" && job?.state.kind !== "dead");
  return open.slice(0, run.settings.parallel);
}

/** The evaluations among these findings that were given up. */
export async function deadLettersOf(
  { archive }: Pick<RunContext, "archive">,
  run: SearchRun,
  findings: readonly RunFinding[],
): Promise<readonly DeadLetter[]> {
  if (run.settings.evaluator !== "external") return [];
  const failed = findings.filter(({ outcome }) => outcome.kind === "failed");
  const letters = await Promise.all(
    failed.map(async ({ architecture: id, genes: architecture }): Promise<readonly DeadLetter[]> => {
      const job = await archive.get("job", jobId(run.id, id));
      return job?.state.kind === "dead" ? [{ id, architecture, job: { ...job, state: job.state } }] : [];
    }),
  );
  return letters.flat();
}
