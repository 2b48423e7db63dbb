import { NotFound } from "../../base/errors.js";
import { runId } from "../../base/ids.js";
import { resolveKey } from "../../projections/named.js";
import type { SearchRun } from "../../records/run.js";
import { asSeen } from "../execution/owner.js";
import type { RunContext } from "../run-context.js";

/**
 * The run as it is stored; `id` is its key or a unique beginning of it. Throws `NotFound` or `InvalidInput` on `field`.
 */
export async function requireRun(
  { archive }: Pick<RunContext, "archive">,
  id: string,
  field = "id",
): Promise<SearchRun> {
  const exact = await archive.get("run", runId(id));
  if (exact !== undefined) return exact;
  const run = await archive.get("run", runId(await resolveKey(archive, "run", id, field)));
  if (run === undefined) throw new NotFound("run", id, field, "", { kind: "listRuns" });
  return run;
}

/**
 * The run with the status to show now (see `asSeen`). With `isOnlyReserved`, this process has reserved the run but does
 * not execute it yet.
 */
export function asSeenNow(context: RunContext, run: SearchRun, { isOnlyReserved = false } = {}): SearchRun {
  return asSeen(run, {
    owner: context.owner,
    now: context.clock(),
    startedAt: context.startedAt,
    stale: context.timing.stale,
    isActive: ({ id }) => !isOnlyReserved && context.registry.get(id) !== undefined,
  });
}
