import { setImmediate as nextTurn } from "node:timers/promises";
import type { Place } from "../../base/async/admission.js";
import { defined, optional } from "../../base/defined.js";
import { HarmonicError } from "../../base/errors.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import type { RunFinding, RunStatus, SearchRun } from "../../records/run.js";
import type { Finding, Strategy } from "../../search/ports.js";
import { type RunOptions, type RunResult, runSearch } from "../../search/run.js";
import type { StopRule } from "../../search/stop-reason.js";
import { createParallelStrategy, createStrategy } from "../../search/strategies.js";
import { fromArchitecture, toArchitecture } from "../../space/architecture.js";
import { pendingChange, readClock, readPending } from "../plan/plan.js";
import { isoNow, type RunContext } from "../run-context.js";
import { EvaluationTimes } from "./evaluation-times.js";
import type { PreparedRun } from "./evaluators/prepared-run.js";
import type { ActiveRun } from "./registry.js";
import { RunLost, RunWriter } from "./run-writer.js";

/**
 * Executes a run that this process owns, to its end or until it is told to stop. Never throws: how it ended is stored
 * in the run's status.
 */
export async function execute(
  context: RunContext,
  active: ActiveRun,
  run: SearchRun,
  prepared: PreparedRun,
): Promise<void> {
  const spent = await readClock(context.archive, run.id);
  const writer = new RunWriter(context, run, prepared.space, spent, () => active.stop("cancel"));
  const heartbeat = setInterval(() => {
    writer.heartbeat().catch((error) => {
      if (error instanceof RunLost) active.stop("interrupt");
      else context.log.warn({ run: run.id, error }, "could not store the heartbeat of a search run");
    });
  }, context.timing.heartbeat);
  const place = context.admissions.of(run.settings).enter(active.signal);
  try {
    await turnOf(context, run, writer, place);
    if (active.signal.aborted) await writer.end(stopped(context, active));
    else {
      const result = await search({ context, run, prepared, writer, spent, signal: active.signal });
      await writer.end(statusAfter(context, active, run, result));
    }
  } catch (error) {
    await endWithError(context, run, writer, error);
  } finally {
    place.leave();
    clearInterval(heartbeat);
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

interface Execution {
  readonly context: RunContext;
  readonly run: SearchRun;
  readonly prepared: PreparedRun;
  readonly writer: RunWriter;
  /** Execution time before this execution, in ms. */
  readonly spent: number;
  readonly signal: AbortSignal;
}

async function search({ context, run, prepared, writer, spent, signal }: Execution): Promise<RunResult> {
  const { settings } = run;
  const { problem, evaluator } = prepared;
  const findings = await context.archive.findings(run.id);
  let index = findings.length;
  const { parallel, evaluator: kind } = settings;
  const times = new EvaluationTimes(context.clock, kind === "external" || parallel !== undefined);
  return runSearch({
    problem,
    strategy: informedStrategy(prepared),
    evaluator: times.watch(evaluator),
    budget: settings.budget,
    history: findings.map((finding) => findingOf(prepared, finding)),
    ...(parallel !== undefined && (await parallelOptions(context, run, prepared, parallel))),
    signal,
    clock: context.clock,
    ...defined({
      timeLimitMs: optional(settings.timeLimitSeconds, (seconds) => 1000 * seconds - spent),
      plateau: settings.plateau,
    }),
    onFinding: async (finding) => {
      await writer.acknowledge(finding, index, times.began(finding.genotype));
      times.done(finding.genotype);
      index++;
      if (finding.kind !== "scored") announceMeasurements(context.news, finding.measurements);
      context.news.announce({ kind: "run", run: run.id });
      await nextTurn();
    },
  });
}

/** What makes a run parallel. The networks that it has out are stored, so that it goes on with them when resumed. */
async function parallelOptions(
  { archive }: RunContext,
  { id }: SearchRun,
  { space }: PreparedRun,
  parallel: number,
): Promise<Pick<RunOptions, "parallel" | "pending" | "onHandedOut">> {
  const pending = await readPending(archive, id);
  return {
    parallel,
    pending: pending.map((genes) => fromArchitecture(space, genes)),
    onHandedOut: async (networks) => {
      const genes = networks.map((network) => toArchitecture(space, network));
      await archive.commit([pendingChange(id, genes)]);
    },
  };
}

/** The strategy of a run, after it was told the networks known at the start. */
function informedStrategy({ settings, space, plan, problem, populationSize }: PreparedRun): Strategy {
  const create = settings.parallel === undefined ? createStrategy : createParallelStrategy;
  const strategy = create(settings.strategy, problem, {
    seed: settings.seed,
    ...defined({ populationSize }),
  });
  strategy.tell(
    plan.known.map(({ genes, values }) => ({
      kind: "evaluated",
      genotype: fromArchitecture(space, genes),
      values,
    })),
  );
  return strategy;
}

function findingOf({ space }: PreparedRun, { genes, outcome }: RunFinding): Finding {
  const genotype = fromArchitecture(space, genes);
  return outcome.kind === "scored"
    ? { kind: "scored", genotype, fidelity: outcome.fidelity, value: outcome.value }
    : { ...outcome, genotype };
}

function statusAfter(context: RunContext, active: ActiveRun, run: SearchRun, result: RunResult): RunStatus {
  const at = isoNow(context);
  const rule = run.settings.budget - result.spent < 1 ? "budget" : result.reason;
  if (rule === "cancelled") return stopped(context, active);
  const { expectedGain } = result;
  return {
    kind: "finished",
    at,
    reason: reasonOf(rule, run, expectedGain),
    rule,
    ...defined({ expectedGain }),
  };
}

const stopped = (context: RunContext, active: ActiveRun): RunStatus =>
  active.request === "cancel" ? { kind: "cancelled", at: isoNow(context) } : { kind: "interrupted" };

function reasonOf(
  rule: StopRule,
  { settings: { budget, timeLimitSeconds, plateau } }: SearchRun,
  expectedGain: number | undefined,
): string {
  const percent = (share: number | undefined) => `${Number((100 * (share ?? 0)).toPrecision(2))} %`;
  const left =
    expectedGain === undefined
      ? ""
      : `; ${plateau?.window} more are expected to raise it by ${percent(expectedGain)}`;
  switch (rule) {
    case "budget":
      return `the budget of ${budget} evaluations is used up`;
    case "time":
      return `the time limit of ${timeLimitSeconds} s is reached`;
    case "plateau":
      return (
        `the last ${plateau?.window} evaluations raised the hypervolume ` +
        `by less than ${percent(plateau?.gain)}${left}`
      );
    case "exhausted":
      return "nothing is left to propose";
  }
}

async function endWithError(
  context: RunContext,
  run: SearchRun,
  writer: RunWriter,
  error: unknown,
): Promise<void> {
  if (error instanceof RunLost) {
    context.log.warn({ run: run.id }, error.message);
    return;
  }
  context.log.warn({ run: run.id, error }, "a search run failed");
  const reason = error instanceof HarmonicError ? error.text : "an internal error; see the log for details";
  try {
    await writer.end({ kind: "failed", at: isoNow(context), reason });
  } catch (second) {
    context.log.warn({ run: run.id, error: second }, "could not store that a search run failed");
  }
}
