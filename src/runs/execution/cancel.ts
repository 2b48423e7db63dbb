import { setTimeout as sleep } from "node:timers/promises";
import { Conflict } from "../../base/errors.js";
import type { SearchRun } from "../../records/run.js";
import { isoNow, type RunContext } from "../run-context.js";
import { requireRun, seenNow } from "../view/lookup.js";

/** How long another thread of this process may take to stop its run before this one stores that it stopped [ms]. */
const PATIENCE = 650;

/** How often a cancellation is checked: a write of another process that was under way may have overwritten it. */
const CHECKS = 3;
/** Time before each check, in ms. */
const CHECK_INTERVAL = 50;

/**
 * Stops a run wherever it is executed; it can be resumed later. If this process executes it, the call waits until what
 * is being evaluated is stored, or, with an executor, for half a second at most; another process notices before its
 * next write. Cancelling a cancelled run changes nothing. Throws `NotFound` on `id`, and `Conflict` on `id` for a run
 * that has finished or failed.
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
  if (await stoppedBeside(context, run)) return requireRun(context, run.id);
  await markCancelled(context, await requireRun(context, run.id));
  for (let check = 0; check < CHECKS; check++) {
    await sleep(CHECK_INTERVAL);
    const current = await requireRun(context, run.id);
    if (current.status.kind === "running") await markCancelled(context, current);
    else if (current.status.kind !== "cancelled") return current;
  }
  context.news.announce({ kind: "run", run: run.id });
  return requireRun(context, run.id);
}

/** Lets another thread of this process stop its run; tells whether it did. */
async function stoppedBeside(context: RunContext, { id, status }: SearchRun): Promise<boolean> {
  if (status.kind !== "running" || placeOf(status.owner) !== placeOf(context.owner)) return false;
  const seen = await seenNow(context, await requireRun(context, id));
  if (seen.status.kind !== "running") return false;
  const news = context.news.subscribe({ kind: "run", run: id });
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    context.news.announce({ kind: "cancel", run: id });
    while (!patience.aborted) {
      await news.wait(PATIENCE, patience);
      if ((await requireRun(context, id)).status.kind !== "running") return true;
    }
    return false;
  } finally {
    news.close();
  }
}

/** The host and the process of an owner, which its threads share. */
const placeOf = (owner: string): string => owner.split(":", 2).join(":");

async function markCancelled({ archive, clock }: RunContext, run: SearchRun): Promise<void> {
  const record: SearchRun = { ...run, status: { kind: "cancelled", at: isoNow({ clock }) } };
  await archive.commit([{ type: "update", kind: "run", record }]);
}
