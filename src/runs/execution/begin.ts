import { throwIfCancelled, unlessCancelled } from "../../base/async/cancelling.js";
import { onceMore } from "../../base/async/once-more.js";
import { Conflict } from "../../base/errors.js";
import { runId } from "../../base/ids.js";
import type { RunSettings, SearchRun } from "../../records/run.js";
import { clockChange, planChange, readPlan } from "../plan/plan.js";
import { checkRequest, requireParallel } from "../request/check-request.js";
import { receiptChange, receiptOf, startedBefore } from "../request/start-receipt.js";
import type { StartSearch } from "../request/start-search.js";
import { isoNow, type RunContext } from "../run-context.js";
import { requireRun, seenNow } from "../view/lookup.js";
import { shownNow } from "../view/shown.js";
import { withBudget } from "./budget.js";
import { elsewhere } from "./elsewhere.js";
import { prepare } from "./evaluators/prepare.js";
import type { PreparedRun } from "./evaluators/prepared-run.js";
import { execute, type Work } from "./execute.js";
import type { ActiveRun } from "./registry.js";
import { searchToEnd } from "./search-to-end.js";
import { requestOf, workersOf } from "./workers.js";

/**
 * Checks a search request, stores the run, and executes it in the background. Nothing is stored if a check fails. With
 * an idempotency key, the same request again, also at the same time, returns the run that the first one started, as it
 * is now; the same key with another request throws `Conflict` on `idempotencyKey`. Throws `Cancelled` where `signal`
 * aborts before the run is stored.
 */
export function startSearch(
  context: RunContext,
  input: StartSearch,
  signal?: AbortSignal,
): Promise<SearchRun> {
  return onceMore(() => startOnce(context, input, signal));
}

async function startOnce(context: RunContext, input: StartSearch, signal?: AbortSignal): Promise<SearchRun> {
  const receipt = receiptOf(input);
  const before = receipt && (await startedBefore(context, receipt));
  if (before !== undefined) return shownNow(context, before);
  const request = await unlessCancelled(() => checkRequest(context.catalog, input), signal);
  context.admissions.of(request.settings).requireRoom();
  const active = context.registry.reserve(runId(context.newId()));
  return launch(context, active, async () => {
    const workers = workersOf(context, active, request);
    const prepared = await unlessCancelled(() => prepare(context, request, workers), signal);
    throwIfCancelled(signal);
    const run: SearchRun = {
      id: active.id,
      space: request.space.spec.id,
      settings: request.settings,
      status: running(context, request.settings),
      createdAt: isoNow(context),
      evaluations: 0,
    };
    await context.archive.commit([
      ...(receipt === undefined ? [] : [receiptChange(receipt, run.id)]),
      { type: "insert", kind: "run", record: run },
      planChange(run.id, prepared.plan),
      clockChange(run.id, 0),
    ]);
    return { run, prepared };
  });
}

/**
 * Continues a run that was interrupted, was cancelled or has failed, or one that has spent its budget and gets a larger
 * one; acknowledged evaluations are not repeated. `budget` is the run's new budget in total, in evaluations, those
 * already spent included, `parallel` how many networks are out at the same time from now on; left out, the run keeps
 * its own. The run still solves the problem that it began with. Throws `InvalidInput` on `budget` where that is less
 * than was already spent, and on `parallel` where it is out of range, and `Conflict` on `id` where the run is running,
 * is finished and stays so, or is resumed by another process at the same time.
 */
export async function resumeSearch(
  context: RunContext,
  id: string,
  budget?: number,
  parallel?: number,
): Promise<SearchRun> {
  if (parallel !== undefined) requireParallel(parallel);
  const stored = await requireRun(context, id);
  refuseRunning(await seenNow(context, stored));
  const changed = async (run: SearchRun) => withParallel(await withBudget(context, run, budget), parallel);
  const extended = await changed(stored);
  context.admissions.of(extended.settings).requireRoom();
  const active = context.registry.reserve(stored.id);
  return launch(context, active, async () => {
    const request = await requestOf(context, extended);
    const plan = await readPlan(context.archive, stored.id);
    const workers = workersOf(context, active, request);
    const prepared = await prepare(context, request, workers, plan);
    return { run: await claim(context, stored, changed), prepared };
  });
}

const withParallel = (run: SearchRun, parallel: number | undefined): SearchRun =>
  parallel === undefined ? run : { ...run, settings: { ...run.settings, parallel } };

interface Ready {
  readonly run: SearchRun;
  readonly prepared: PreparedRun;
}

/**
 * Resolves to the run as soon as `prepareRun` has prepared it, and executes it in the background. The reservation
 * `active` is released at the end.
 */
async function launch(
  context: RunContext,
  active: ActiveRun,
  prepareRun: () => Promise<Ready>,
): Promise<SearchRun> {
  const ready = prepareRun();
  const executed = ready.then(({ run, prepared }) => {
    context.log.info({ run: run.id, evaluations: run.evaluations }, "a search run begins or is queued");
    const work = () => execute(context, active, run, workOf(context, active, run, prepared));
    return context.watchRun === undefined ? work() : context.watchRun(run, work);
  });
  active.done = executed.catch(() => undefined).finally(() => context.registry.release(active));
  return (await ready).run;
}

/** What executes a run: this thread, or the executor, which prepares the run anew from what is stored. */
const workOf = (context: RunContext, active: ActiveRun, run: SearchRun, prepared: PreparedRun): Work =>
  context.executor === undefined
    ? (writer) => searchToEnd(context, active, run, prepared, writer)
    : elsewhere(context, context.executor, active, run);

function refuseRunning({ id, status }: SearchRun): void {
  if (status.kind === "running") {
    throw new Conflict(
      "id",
      `run "${id}" is being executed by ${status.owner}; cancel it before you resume it`,
    );
  }
}

/**
 * Makes this process the owner of a run, unless another process has become it in the meantime. The same write stores
 * what `changed` changes in the run's settings, so that a run which could not be resumed keeps its own.
 */
async function claim(
  context: RunContext,
  stored: SearchRun,
  changed: (run: SearchRun) => Promise<SearchRun>,
): Promise<SearchRun> {
  const current = await requireRun(context, stored.id);
  refuseRunning(await seenNow(context, current, { isOnlyReserved: true }));
  const next = await changed(current);
  const run: SearchRun = { ...next, status: running(context, next.settings) };
  await context.archive.commit([{ type: "update", kind: "run", record: run }]);
  const { status } = await requireRun(context, stored.id);
  if (status.kind === "running" && status.owner === context.owner) return run;
  throw new Conflict("id", `run "${run.id}" was resumed or cancelled by another process at the same time`);
}

const running = (context: RunContext, settings: RunSettings): SearchRun["status"] => ({
  kind: "running",
  owner: context.owner,
  heartbeatAt: isoNow(context),
  ...(context.admissions.of(settings).isFull && { queued: true as const }),
});
