import { Conflict } from "../../base/errors.js";
import type { SearchRun } from "../../records/run.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import type { HarmonicService } from "../../service/service.js";
import { number } from "../output/format.js";
import { showProgress } from "../output/progress.js";
import type { Session } from "../session.js";

/**
 * Follows a run to its end with a progress bar. The first Ctrl-C cancels the run, after evaluations in progress are
 * stored. Returns the last state of the run, and whether Ctrl-C cancelled it.
 */
export async function watchRun(
  { service, terminal }: Session,
  run: SearchRun,
): Promise<{ readonly progress: RunProgress; readonly isInterrupted: boolean }> {
  const bar = showProgress(terminal.stderr, {
    label: "searching",
    unit: "evaluations",
    total: run.settings.budget,
  });
  let stopping: Promise<boolean> | undefined;
  const following = new AbortController();
  const stopListening = terminal.onInterrupt(() => {
    stopping = stop(service, run).finally(() => following.abort());
    stopping.catch(() => undefined);
  });
  try {
    for await (const progress of service.followRun(run.id, following.signal)) {
      bar.update(Math.floor(progress.spent), remark(progress));
    }
    const isInterrupted = (await stopping) ?? false;
    return { progress: await service.run(run.id), isInterrupted };
  } finally {
    bar.stop();
    stopListening();
  }
}

/** Cancels a run, and returns whether it was still going on. */
async function stop(service: HarmonicService, run: SearchRun): Promise<boolean> {
  try {
    return (await service.cancelSearch(run.id)).status.kind === "cancelled";
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

function remark({ points, hypervolume, pending, scores, etaSeconds }: RunProgress): string {
  return [
    ...(scores === 0 ? [] : [`${scores} cheap scores`]),
    `front ${points.length}`,
    `hypervolume ${number(hypervolume)}`,
    ...(pending.length === 0 ? [] : [`waiting for ${pending.length} networks`]),
    ...(etaSeconds === undefined ? [] : [`${Math.ceil(etaSeconds)} s left`]),
  ].join(", ");
}
