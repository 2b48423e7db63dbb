import { NotFound } from "../../base/errors.js";
import { runId } from "../../base/ids.js";
import { resolveKey } from "../../projections/named.js";
import type { SearchRun } from "../../records/run.js";
import { asSeen, type OwnerWatch } from "../execution/owner.js";
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
 * The run with the status to show now (see `asSeen`). Whoever executes a run stores its last state before it is gone,
 * but maybe after `run` was read: a run whose process is gone is read anew before it counts as interrupted. With
 * `isOnlyReserved`, this process has reserved the run but does not execute it yet.
 */
export async function seenNow(
  context: RunContext,
  run: SearchRun,
  { isOnlyReserved = false } = {},
): Promise<SearchRun> {
  for (let read = run; ; ) {
    const seen = asSeen(read, watchNow(context, isOnlyReserved));
    if (seen === read) return read;
    const again = await context.archive.get("run", run.id);
    if (again === undefined || ownerOf(again) === ownerOf(read)) return seen;
    read = again;
  }
}

const ownerOf = ({ status }: SearchRun): string | undefined =>
  status.kind === "running" ? status.owner : undefined;

const watchNow = (context: RunContext, isOnlyReserved: boolean): OwnerWatch => ({
  owner: context.owner,
  now: context.clock(),
  startedAt: context.startedAt,
  stale: context.timing.stale,
  isActive: ({ id }) => !isOnlyReserved && context.registry.get(id) !== undefined,
});
