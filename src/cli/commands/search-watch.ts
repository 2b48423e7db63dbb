import { Conflict } from "../../base/errors.js";
import type { SearchRun } from "../../records/run.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import type { HarmonicService } from "../../service/service.js";
import { number } from "../output/format.js";
import { showProgress } from "../output/progress.js";
import type { Session } from "../session.js";

/**
 * Follows a run to its end, with a progress bar. The first Ctrl-C cancels it: what is being evaluated is stored first,
 * and the progress that comes back is the run's last state.
 */
export async function watchRun(
  { service, terminal }: Session,
  run: SearchRun,
): Promise<{ readonly progress: RunProgress; readonly interrupted: boolean }> {
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
    const interrupted = (await stopping) ?? false;
    return { progress: await service.run(run.id), interrupted };
  } finally {
    bar.stop();
    stopListening();
  }
}

/** Whether the run was still going on. */
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
    ...(pending.length === 0 ? [] : [`waiting for ${pending.length}`]),
    ...(etaSeconds === undefined ? [] : [`${Math.ceil(etaSeconds)} s left`]),
  ].join(", ");
}
