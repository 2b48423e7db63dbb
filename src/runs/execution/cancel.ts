import { setTimeout as sleep } from "node:timers/promises";
import { Conflict } from "../../base/errors.js";
import type { SearchRun } from "../../records/run.js";
import { isoNow, type RunContext } from "../run-context.js";
import { requireRun } from "../view/lookup.js";

/** How often a cancellation is checked: a write of another process that was under way may have overwritten it. */
const CHECKS = 3;
/** Time before each check, in ms. */
const CHECK_INTERVAL = 50;

/**
 * Stops a run wherever it is executed; it can be resumed later. If this process executes it, the call waits until what
 * is being evaluated is stored; another process notices before its next write. Cancelling a cancelled run changes
 * nothing. Throws `NotFound` on `id`, and `Conflict` on `id` for a run that has finished or failed.
 */
export async function cancelSearch(context: RunContext, id: string): Promise<SearchRun> {
  const run = await requireRun(context, id);
  const active = context.registry.get(run.id);
  if (active !== undefined) {
    active.stop("cancel");
    await active.done;
    return requireRun(context, run.id);
  }
  if (run.status.kind === "cancelled") return run;
  if (run.status.kind === "finished" || run.status.kind === "failed") {
    throw new Conflict("id", `run "${run.id}" is ${run.status.kind} already (${run.status.reason})`);
  }
  await markCancelled(context, run);
  for (let check = 0; check < CHECKS; check++) {
    await sleep(CHECK_INTERVAL);
    const current = await requireRun(context, run.id);
    if (current.status.kind === "running") await markCancelled(context, current);
    else if (current.status.kind !== "cancelled") return current;
  }
  context.news.announce({ kind: "run", run: run.id });
  return requireRun(context, run.id);
}

async function markCancelled({ archive, clock }: RunContext, run: SearchRun): Promise<void> {
  const record: SearchRun = { ...run, status: { kind: "cancelled", at: isoNow({ clock }) } };
  await archive.commit([{ type: "update", kind: "run", record }]);
}
