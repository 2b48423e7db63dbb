import type { ArchitectureId, TaskId } from "../../base/ids.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import { fromArchitecture, toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Architecture } from "../../space/types.js";
import { readOpen } from "../plan/plan.js";
import type { RunContext } from "../run-context.js";

/** Where networks that are pending are read from; without a registry, from the archive alone. */
export type PendingContext = Pick<RunContext, "archive" | "catalog"> & Partial<Pick<RunContext, "registry">>;

/** A network that a run has handed out. */
export interface PendingNetwork {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
}

/** The networks that an external run handed out last and has no finding of yet; none for other runs and ended ones. */
export async function pendingOf(
  context: PendingContext,
  run: SearchRun,
  findings: readonly RunFinding[],
): Promise<readonly PendingNetwork[]> {
  return (await proposedOf(context, run, findings)).slice(0, run.settings.parallel);
}

/**
 * The same with those that a parallel run has proposed ahead, beyond as many as may be out: they take the places of
 * networks whose results are stored and not yet told to the run.
 */
export async function proposedOf(
  context: PendingContext,
  run: SearchRun,
  findings: readonly RunFinding[],
): Promise<readonly PendingNetwork[]> {
  return isWaiting(run) ? handedOutBy(context, run, findings) : [];
}

/** The same, also for an external run that was cancelled or has failed: it would ask for them if it were resumed. */
export async function openOf(
  context: PendingContext,
  run: SearchRun,
  findings: readonly RunFinding[],
): Promise<readonly PendingNetwork[]> {
  const isOpen = run.settings.evaluator === "external" && run.status.kind !== "finished";
  return isOpen ? (await handedOutBy(context, run, findings)).slice(0, run.settings.parallel) : [];
}

async function handedOutBy(
  context: PendingContext,
  run: SearchRun,
  findings: readonly RunFinding[],
): Promise<readonly PendingNetwork[]> {
  const space = await context.catalog.space(run.space);
  const active = context.registry?.get(run.id);
  const handedOut =
    active === undefined
      ? await storedPending(context, run)
      : active.pending.map((network) => ({
          id: architectureId(space, network),
          architecture: toArchitecture(space, network),
        }));
  const back = new Set(findings.map(({ architecture }) => architecture));
  return handedOut.filter((network) => !back.has(network.id));
}

/** Whether a run waits for measurements, or would if it were resumed. */
export const isWaiting = ({ settings, status }: SearchRun): boolean =>
  settings.evaluator === "external" && (status.kind === "running" || status.kind === "interrupted");

async function storedPending(
  { archive, catalog }: Pick<RunContext, "archive" | "catalog">,
  run: SearchRun,
): Promise<readonly PendingNetwork[]> {
  const space = await catalog.space(run.space);
  return (await readOpen(archive, run.id)).map((architecture) => ({
    id: architectureId(space, fromArchitecture(space, architecture)),
    architecture,
  }));
}

/** How many of the newest runs may wait at once and still be recognised. */
const MOST_RUNS = 200;

/** The runs that wait for measurements of a task, each with the ids of the networks that it handed out last. */
export async function waitingRuns(
  context: Pick<RunContext, "archive" | "catalog">,
  task: TaskId,
): Promise<readonly { readonly run: SearchRun; readonly networks: ReadonlySet<ArchitectureId> }[]> {
  const runs = (await context.archive.listRuns({ limit: MOST_RUNS })).filter(
    (run) => run.settings.task === task && isWaiting(run),
  );
  return Promise.all(
    runs.map(async (run) => ({
      run,
      networks: new Set((await storedPending(context, run)).map(({ id }) => id)),
    })),
  );
}
