import type { Place } from "../../base/async/admission.js";
import { HarmonicError, Unavailable } from "../../base/errors.js";
import type { RunStatus, SearchRun } from "../../records/run.js";
import { readClock } from "../plan/plan.js";
import { isoNow, type RunContext } from "../run-context.js";
import type { ActiveRun } from "./registry.js";
import { RunLost, RunWriter } from "./run-writer.js";

/** How the execution of a run ended. */
export interface Outcome {
  readonly status: RunStatus;
  /** The number of networks evaluated, where another process has counted them. */
  readonly evaluations?: number;
}

/** Executes the search of a run whose turn it is. Throws `RunLost`. */
export type Work = (writer: RunWriter) => Promise<Outcome>;

/**
 * Executes a run that this process owns, to its end or until it is told to stop: waits for its turn, lets `work` do the
 * search, and gives signs of life meanwhile. Never throws: how it ended is stored in the run's status.
 */
export async function execute(
  context: RunContext,
  active: ActiveRun,
  run: SearchRun,
  work: Work,
): Promise<void> {
  const spent = await readClock(context.archive, run.id);
  const stop = () => active.stop("cancel");
  const writer = new RunWriter(context, run, { spent, beganAt: context.clock() }, stop);
  const stopListening = context.news.listen({ kind: "cancel", run: run.id }, stop);
  const heartbeat = setInterval(() => {
    writer.heartbeat().catch((error) => {
      if (error instanceof RunLost) active.stop("interrupt");
      else context.log.warn({ run: run.id, error }, "could not store the heartbeat of a search run");
    });
  }, context.timing.heartbeat);
  const place = context.admissions.of(run.settings).enter(active.signal);
  try {
    await turnOf(context, run, writer, place);
    const { status, evaluations } = active.signal.aborted
      ? { status: stopped(context, active) }
      : await work(writer);
    await writer.end(context.takesOver ? leftToOthers(context, status) : status, evaluations);
  } catch (error) {
    await endWithError(context, run, writer, error);
  } finally {
    place.leave();
    clearInterval(heartbeat);
    stopListening();
  }
}

/** Resolves when it is the run's turn, or the run is told to stop. That it waits can be seen in its status. */
async function turnOf(
  { news }: RunContext,
  { id, status }: SearchRun,
  writer: RunWriter,
  { waits, ready }: Place,
): Promise<void> {
  const isQueued = status.kind === "running" && status.queued === true;
  if (waits && !isQueued) await writer.setQueued(true);
  await ready;
  if (!waits && !isQueued) return;
  await writer.setQueued(false);
  news.announce({ kind: "run", run: id });
}

/** The status with which a run that its server interrupts is left to the others: as if the server had just died. */
function leftToOthers({ owner, clock, timing }: RunContext, status: RunStatus): RunStatus {
  if (status.kind !== "interrupted") return status;
  return { kind: "running", owner, heartbeatAt: new Date(clock() - 2 * timing.stale).toISOString() };
}

/** The status of a run that was told to stop. */
export const stopped = (
  context: Pick<RunContext, "clock">,
  { request }: Pick<ActiveRun, "request">,
): RunStatus => (request === "cancel" ? { kind: "cancelled", at: isoNow(context) } : { kind: "interrupted" });

/** The status of a run that an error ended. */
export function failed(
  context: Pick<RunContext, "clock" | "log">,
  run: SearchRun["id"],
  error: unknown,
): RunStatus {
  context.log.warn({ run, error }, "a search run failed");
  const reason = error instanceof HarmonicError ? error.text : "an internal error; see the log for details";
  return { kind: "failed", at: isoNow(context), reason };
}

async function endWithError(
  context: RunContext,
  run: SearchRun,
  writer: RunWriter,
  error: unknown,
): Promise<void> {
  if (error instanceof RunLost || (context.takesOver && error instanceof Unavailable)) {
    context.log.warn({ run: run.id }, error.message);
    return;
  }
  try {
    await writer.end(failed(context, run.id, error));
  } catch (second) {
    context.log.warn({ run: run.id, error: second }, "could not store that a search run failed");
  }
}
