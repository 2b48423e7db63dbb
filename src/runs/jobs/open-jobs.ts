import { type JobRecord, jobId } from "../../records/job.js";
import type { SearchRun } from "../../records/run.js";
import type { RunContext } from "../run-context.js";
import { type PendingContext, type PendingNetwork, proposedOf } from "../view/pending.js";

/** A network that a run waits for, with the record of its evaluation; it has none before somebody claims it. */
export interface OpenJob extends PendingNetwork {
  readonly run: SearchRun;
  readonly record: JobRecord | undefined;
}

/** How many of the newest runs are searched for evaluations to claim. */
const MOST_RUNS = 200;

/** The runs that are being executed and wait for others to evaluate networks, the oldest first. */
export async function waitingForWorkers({ archive }: Pick<RunContext, "archive">): Promise<SearchRun[]> {
  const runs = await archive.listRuns({ limit: MOST_RUNS });
  return runs
    .filter(({ settings, status }) => settings.evaluator === "external" && status.kind === "running")
    .reverse();
}

/**
 * The evaluations that a run waits for and that have no result yet, in the order in which they were proposed, as many
 * as may be out at a time. A result makes room for the next at once, before the run was told of it.
 */
export async function openJobs(context: PendingContext, run: SearchRun): Promise<readonly OpenJob[]> {
  const recent = await context.archive.findings(run.id, Math.max(0, run.evaluations - RECENT));
  const networks = await proposedOf(context, run, recent);
  const jobs = await Promise.all(
    networks.map(async (network): Promise<OpenJob> => {
      const record = await context.archive.get("job", jobId(run.id, network.id));
      return { ...network, run, record };
    }),
  );
  const open = jobs.filter(({ record }) => record?.state.kind !== "done" && record?.state.kind !== "dead");
  return open.slice(0, run.settings.parallel);
}

/** How many of the last findings are read: a network that is still listed as pending can only be one of these. */
const RECENT = 1000;
