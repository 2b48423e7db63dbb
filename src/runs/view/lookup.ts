import { NotFound } from "../../base/errors.js";
import { runId } from "../../base/ids.js";
import type { SearchRun } from "../../records/run.js";
import { asSeen } from "../execution/owner.js";
import type { RunContext } from "../run-context.js";

/** The run as it is stored, or `NotFound` on `id`. */
export async function requireRun({ archive }: Pick<RunContext, "archive">, id: string): Promise<SearchRun> {
  const run = await archive.get("run", runId(id));
  if (run === undefined) throw new NotFound("run", id, "id", "`run list` shows the runs of this archive");
  return run;
}

/** The run as it should be shown now. `ignoreOwnPlace`: a place that this process took does not yet count as execution. */
export function asSeenNow(context: RunContext, run: SearchRun, { ignoreOwnPlace = false } = {}): SearchRun {
  return asSeen(run, {
    owner: context.owner,
    now: context.clock(),
    startedAt: context.startedAt,
    stale: context.timing.stale,
    isActive: ({ id }) => !ignoreOwnPlace && context.registry.get(id) !== undefined,
  });
}
