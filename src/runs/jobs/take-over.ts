import { setTimeout as sleep } from "node:timers/promises";
import { HarmonicError } from "../../base/errors.js";
import type { SearchRun } from "../../records/run.js";
import { resumeSearch } from "../execution/begin.js";
import type { RunContext } from "../run-context.js";
import { seenNow } from "../view/lookup.js";

/** How many of the newest runs are looked at. */
const MOST_RUNS = 200;

/**
 * Takes over runs whose servers are gone, from now on until `signal` aborts. A run goes on from what is stored, so that
 * nothing of it is lost or done twice. Several servers may try at the same time: one of them gets the run.
 */
export async function takeOver(context: RunContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // Servers that look at different times seldom try to get the same run.
    await sleep(context.timing.heartbeat * (0.5 + Math.random()), undefined, { signal }).catch(
      () => undefined,
    );
    if (signal.aborted) return;
    try {
      for (const run of await orphans(context)) await adopt(context, run);
    } catch (error) {
      context.log.warn({ error }, "could not look for search runs without a server");
    }
  }
}

async function orphans(context: RunContext): Promise<readonly SearchRun[]> {
  const runs = await context.archive.listRuns({ limit: MOST_RUNS });
  const running = runs.filter(({ status }) => status.kind === "running");
  const seen = await Promise.all(running.map((run) => seenNow(context, run)));
  return running.filter((_, i) => seen[i].status.kind === "interrupted");
}

async function adopt(context: RunContext, { id, status }: SearchRun): Promise<void> {
  const owner = status.kind === "running" ? status.owner : undefined;
  try {
    await resumeSearch(context, id);
    context.log.info({ run: id, owner }, "took over a search run whose server is gone");
  } catch (error) {
    if (!(error instanceof HarmonicError)) throw error;
    context.log.info({ run: id, owner, reason: error.message }, "did not take over a search run");
  }
}
