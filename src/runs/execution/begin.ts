import { Conflict } from "../../base/errors.js";
import { runId } from "../../base/ids.js";
import type { SearchRun } from "../../records/run.js";
import { toArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import { clockChange, pendingChange, planChange, readPlan } from "../plan/plan.js";
import { type CheckedRequest, checkRequest } from "../request/check-request.js";
import type { StartSearch } from "../request/start-search.js";
import { isoNow, type RunContext } from "../run-context.js";
import { asSeenNow, requireRun } from "../view/lookup.js";
import { type OnPending, prepare } from "./evaluators/prepare.js";
import type { PreparedRun } from "./evaluators/prepared-run.js";
import { execute } from "./execute.js";
import type { ActiveRun } from "./registry.js";

/** Checks everything, stores the run, and executes it in the background. */
export async function startSearch(context: RunContext, input: StartSearch): Promise<SearchRun> {
  const request = await checkRequest(context.catalog, input);
  const active = context.registry.reserve(runId(context.newId()));
  return launching(context, active, async () => {
    const prepared = await prepare(context, request, pendingKeeper(context, active, request.space));
    const run: SearchRun = {
      id: active.id,
      space: request.space.spec.id,
      settings: request.settings,
      status: running(context),
      createdAt: isoNow(context),
      evaluations: 0,
    };
    await context.archive.commit([
      { type: "insert", kind: "run", record: run },
      planChange(run.id, prepared.plan),
      clockChange(run.id, 0),
    ]);
    return { run, prepared };
  });
}

/** Goes on with a run that was interrupted, cancelled or has failed; its acknowledged evaluations are not repeated. */
export async function resumeSearch(context: RunContext, id: string): Promise<SearchRun> {
  const stored = await requireRun(context, id);
  refuseUnlessStopped(asSeenNow(context, stored));
  const active = context.registry.reserve(stored.id);
  return launching(context, active, async () => {
    const request = await requestOf(context, stored);
    const plan = await readPlan(context.archive, stored.id);
    const keeper = pendingKeeper(context, active, request.space);
    const prepared = await prepare(context, request, keeper, plan);
    return { run: await claim(context, stored), prepared };
  });
}

interface Ready {
  readonly run: SearchRun;
  readonly prepared: PreparedRun;
}

/** Runs `prepareRun`, then the search in the background, in the place that `active` holds; gives the place back at the end. */
async function launching(
  context: RunContext,
  active: ActiveRun,
  prepareRun: () => Promise<Ready>,
): Promise<SearchRun> {
  const ready = prepareRun();
  const executed = ready.then(({ run, prepared }) => {
    context.log.info({ run: run.id, evaluations: run.evaluations }, "a search run begins");
    return execute(context, active, run, prepared);
  });
  active.done = executed.catch(() => undefined).finally(() => context.registry.release(active));
  return (await ready).run;
}

function refuseUnlessStopped({ id, status }: SearchRun): void {
  if (status.kind === "running") {
    throw new Conflict(
      "id",
      `run "${id}" is being executed by ${status.owner}; cancel it before you resume it`,
    );
  }
  if (status.kind === "finished") {
    throw new Conflict("id", `run "${id}" is finished (${status.reason}); start a new search to go further`);
  }
}

/** Takes the run over, if no other process did so meanwhile. */
async function claim(context: RunContext, stored: SearchRun): Promise<SearchRun> {
  const current = await requireRun(context, stored.id);
  refuseUnlessStopped(asSeenNow(context, current, { ignoreOwnPlace: true }));
  const run: SearchRun = { ...current, status: running(context) };
  await context.archive.commit([{ type: "update", kind: "run", record: run }]);
  const { status } = await requireRun(context, stored.id);
  if (status.kind === "running" && status.owner === context.owner) return run;
  throw new Conflict("id", `run "${run.id}" was resumed or cancelled by another process at the same time`);
}

const running = (context: RunContext): SearchRun["status"] => ({
  kind: "running",
  owner: context.owner,
  heartbeatAt: isoNow(context),
});

/** The run's own request again; what it names may have been lost with a reset. */
async function requestOf({ catalog }: RunContext, { settings }: SearchRun): Promise<CheckedRequest> {
  const task = await catalog.task(settings.task);
  const devices = await Promise.all(settings.devices.map((device) => catalog.device(device, "devices")));
  return { settings, task, devices, space: await catalog.space(task.space) };
}

/** Shows which networks workers are asked for, in this process and in the others. */
function pendingKeeper(context: RunContext, active: ActiveRun, space: Space): OnPending {
  return (pending) => {
    active.pending = pending;
    context.news.announce({ kind: "run", run: active.id });
    if (pending.length === 0) return;
    const architectures = pending.map((network) => toArchitecture(space, network));
    context.archive.commit([pendingChange(active.id, architectures)]).catch((error) => {
      context.log.warn({ run: active.id, error }, "could not store which networks a run waits for");
    });
  };
}
