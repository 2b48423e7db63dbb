import { setImmediate as nextTurn } from "node:timers/promises";
import { defined, optional } from "../../base/defined.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import type { RunFinding, RunStatus, SearchRun } from "../../records/run.js";
import type { Finding, Strategy } from "../../search/ports.js";
import { type RunOptions, type RunResult, runSearch } from "../../search/run.js";
import type { StopRule } from "../../search/stop-reason.js";
import { createParallelStrategy, createStrategy } from "../../search/strategies.js";
import { fromArchitecture, toArchitecture } from "../../space/architecture.js";
import { pendingChange, readPending } from "../plan/plan.js";
import type { ProposalWatch } from "../ports.js";
import { isoNow, type RunContext } from "../run-context.js";
import { evaluatedIn, networkRecord } from "./evaluation.js";
import { EvaluationTimes } from "./evaluation-times.js";
import type { PreparedRun } from "./evaluators/prepared-run.js";
import { type Outcome, stopped } from "./execute.js";
import type { ActiveRun } from "./registry.js";
import type { RunWriter } from "./run-writer.js";

/** Searches until the run ends or is told to stop. Every finding is stored before the strategy is told of it. */
export async function searchToEnd(
  context: RunContext,
  active: ActiveRun,
  run: SearchRun,
  prepared: PreparedRun,
  writer: RunWriter,
): Promise<Outcome> {
  const result = await search({ context, run, prepared, writer, signal: active.signal });
  return { status: statusAfter(context, active, run, result) };
}

interface Execution {
  readonly context: RunContext;
  readonly run: SearchRun;
  readonly prepared: PreparedRun;
  readonly writer: RunWriter;
  readonly signal: AbortSignal;
}

async function search({ context, run, prepared, writer, signal }: Execution): Promise<RunResult> {
  const { settings } = run;
  const { problem, evaluator } = prepared;
  const findings = await context.archive.findings(run.id);
  let index = findings.length;
  let evaluations = evaluatedIn(findings);
  const { parallel, evaluator: kind } = settings;
  const isExternal = kind === "external";
  const places = isExternal ? parallel : undefined;
  const times = new EvaluationTimes(context.clock, isExternal || parallel !== undefined, places);
  return runSearch({
    problem,
    strategy: watchedStrategy(informedStrategy(prepared), context.watchProposal),
    evaluator: times.watch(evaluator),
    budget: settings.budget,
    history: findings.map((finding) => findingOf(prepared, finding)),
    ...(parallel !== undefined && (await parallelOptions(context, run, prepared, parallel))),
    signal,
    clock: context.clock,
    ...defined({
      timeLimitMs: optional(settings.timeLimitSeconds, (seconds) => 1000 * seconds - writer.elapsed()),
      plateau: settings.plateau,
    }),
    onFinding: async (finding) => {
      const isScore = finding.kind === "scored";
      if (!isScore) evaluations++;
      const network = isScore ? networkRecord(prepared.space, finding.genotype) : finding.network;
      await writer.acknowledge(finding, network, { index, evaluations }, times.of(finding.genotype));
      times.done(finding.genotype);
      index++;
      if (!isScore) announceMeasurements(context.news, finding.measurements);
      context.news.announce({ kind: "run", run: run.id });
      await nextTurn();
    },
  });
}

/** What makes a run parallel. The networks that it has out are stored, so that it goes on with them when resumed. */
async function parallelOptions(
  { archive }: RunContext,
  { id, settings }: SearchRun,
  { space }: PreparedRun,
  parallel: number,
): Promise<Pick<RunOptions, "parallel" | "inOrderWithAhead" | "handsOutAhead" | "pending" | "onHandedOut">> {
  const pending = await readPending(archive, id);
  return {
    parallel,
    // Workers differ in how long they take; with as many proposals beside, the others go on while one is slow.
    // Whoever hands in a result then finds the next network at once: `openJobs` gives out as many as may be out.
    handsOutAhead: settings.evaluator === "external",
    inOrderWithAhead: settings.evaluator !== "table" && parallel > 1 ? parallel : 0,
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

/** The strategy, whose proposals of networks and of cheap scores are watched; the same one where nobody watches. */
function watchedStrategy(strategy: Strategy, watch: ProposalWatch | undefined): Strategy {
  if (watch === undefined) return strategy;
  return new Proxy(strategy, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== "ask" && name !== "askScores") return value.bind(target);
      return (...given: unknown[]) => watch(async () => value.apply(target, given));
    },
  });
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
