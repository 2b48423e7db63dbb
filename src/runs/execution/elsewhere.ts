import { defined } from "../../base/defined.js";
import type { SearchRun } from "../../records/run.js";
import type { RunEnd, RunExecutor } from "../ports.js";
import { isoNow, type RunContext } from "../run-context.js";
import { evaluatedIn } from "./evaluation.js";
import { stopped, type Work } from "./execute.js";
import type { ActiveRun } from "./registry.js";
import { RunLost } from "./run-writer.js";

/** Has the search of a run executed by an executor. */
export function elsewhere(
  context: RunContext,
  executor: RunExecutor,
  active: ActiveRun,
  run: SearchRun,
): Work {
  return async (writer) => {
    const waits = run.settings.evaluator === "external";
    const traced = defined({ traceparent: context.traceparent?.() });
    const order = { run: run.id, owner: context.owner, waits, ...traced, ...writer.clock };
    const end = await executor.execute(order, active, context.news);
    const status = statusOf(context, active, end);
    // Signs of life may have overwritten the number that the executor stored.
    return { status, evaluations: evaluatedIn(await context.archive.findings(run.id)) };
  };
}

function statusOf(context: RunContext, active: ActiveRun, end: RunEnd): SearchRun["status"] {
  switch (end.kind) {
    case "ended":
      return end.status;
    case "stopped":
      return stopped(context, active);
    case "crashed":
      context.log.warn({ run: active.id, reason: end.reason }, "the process of a search run crashed");
      return { kind: "failed", at: isoNow(context), reason: end.reason };
    case "lost":
      throw new RunLost(end.reason);
  }
}
