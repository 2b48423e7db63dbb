import { setTimeout as sleep } from "node:timers/promises";
import type { RunContext } from "../run-context.js";
import { requireRun } from "./lookup.js";
import { RunView } from "./progress.js";
import type { RunProgress } from "./run-progress.js";
import { statusName } from "./status-name.js";

/**
 * Yields the state of a run now, then after every change, until the run has ended or `signal` aborts. A consumer that
 * is slower than the run gets the latest state, never a backlog; states in quick succession are merged. Changes by
 * other processes are found by polling.
 */
export async function* followRun(
  context: RunContext,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<RunProgress> {
  const run = (await requireRun(context, id)).id;
  const view = new RunView(context, run);
  const news = context.news.subscribe({ kind: "run", run });
  let shown = "";
  try {
    while (!signal.aborted) {
      const began = performance.now();
      const progress = await view.read();
      const took = performance.now() - began;
      const print = fingerprint(progress);
      if (print !== shown) yield progress;
      shown = print;
      if (progress.run.status.kind !== "running") return;
      await sleep(Math.max(context.timing.followGap, took), undefined, { signal }).catch(() => undefined);
      await news.wait(context.timing.poll, signal);
    }
  } finally {
    news.close();
  }
}

/** A text that is equal for states that differ in nothing but elapsed time. */
function fingerprint({ run, evaluations, scores, pending, points }: RunProgress): string {
  return JSON.stringify([
    statusName(run.status),
    evaluations,
    scores,
    pending.map(({ id, job }) => [id, job?.token, job?.state.kind]),
    points.map(({ id }) => id),
  ]);
}
