import type { SearchRun } from "../records/run.js";
import { RunAdmissions } from "./execution/admissions.js";
import { resumeSearch, startSearch } from "./execution/begin.js";
import { cancelSearch } from "./execution/cancel.js";
import { type FailEvaluation, type FailedEvaluation, failEvaluation } from "./execution/fail.js";
import { RunRegistry } from "./execution/registry.js";
import { bridge, type TakeResult } from "./jobs/bridge.js";
import {
  type ClaimEvaluation,
  claimEvaluation,
  type EvaluationClaim,
  type ExtendedLease,
  extendLease,
  type FailedClaim,
  failClaim,
} from "./jobs/claims.js";
import { takeOver } from "./jobs/take-over.js";
import { CLUSTER_TIMING, DEFAULT_TIMING, type RunTiming } from "./ports.js";
import type { StartSearch } from "./request/start-search.js";
import type { RunContext, RunDependencies } from "./run-context.js";
import { evaluationsOf, type RunEvaluations } from "./view/evaluations.js";
import { followRun } from "./view/follow.js";
import { RunView } from "./view/progress.js";
import type { RunPage, RunProgress } from "./view/run-progress.js";
import { shownNow } from "./view/shown.js";

/** The use cases of search runs. Arguments are unchecked user input; errors are `HarmonicError`s naming the field. */
export interface RunUseCases {
  /** Throws `Cancelled`, and stores nothing, where `signal` aborts before the run is stored. */
  startSearch(input: StartSearch, signal?: AbortSignal): Promise<SearchRun>;
  /**
   * Continues a stopped run, or one that has spent its budget and gets a larger one. `budget` is the new budget in
   * total, in evaluations, and `parallel` the number of networks that are out at the same time (1 to 64); left out, the
   * run keeps its own.
   */
  resumeSearch(id: string, budget?: number, parallel?: number): Promise<SearchRun>;
  /** Stops a run, which can be resumed later; waits until what is being evaluated is stored. */
  cancelSearch(id: string): Promise<SearchRun>;
  /** Reports that a network for which an external run waits cannot be evaluated; the run goes on without it. */
  failEvaluation(input: FailEvaluation): Promise<FailedEvaluation>;
  /** Gives a worker an evaluation that nobody else has; undefined if there is none. */
  claimEvaluation(input: ClaimEvaluation): Promise<EvaluationClaim | undefined>;
  /** Extends the lease of a claim to `leaseSeconds` from now; 0 gives the evaluation back. */
  extendLease(claim: string, leaseSeconds?: number): Promise<ExtendedLease>;
  /** Reports that the worker of a claim could not evaluate the network, which is tried again a few times. */
  failClaim(claim: string, reason: string): Promise<FailedClaim>;
  run(id: string): Promise<RunProgress>;
  /** Everything that a run evaluated, in order, and what it waits for. */
  evaluations(run: string): Promise<RunEvaluations>;
  runs(page: RunPage): Promise<readonly SearchRun[]>;
  /** Yields the current state at once, then every change, until the run ends or `signal` aborts. */
  followRun(id: string, signal: AbortSignal): AsyncIterable<RunProgress>;
}

/** The search runs of this process. */
export interface Runs {
  readonly useCases: RunUseCases;
  /** Takes over runs whose servers are gone, from now on until `signal` aborts. */
  takeOver(signal: AbortSignal): Promise<void>;
  /** Keeps the queue of these runs in step with the archive until `signal` aborts; ends at once without a queue. */
  serveQueue(takeResult: TakeResult, signal: AbortSignal): Promise<void>;
  /** Interrupts every run of this process and waits until their states are stored. */
  interruptAll(): Promise<void>;
  /** Interrupts every run like `interruptAll`, and refuses to start any search afterwards. */
  close(): Promise<void>;
}

export function createRuns(
  context: RunDependencies,
  timing: RunTiming = context.takesOver ? CLUSTER_TIMING : DEFAULT_TIMING,
): Runs {
  const registry = new RunRegistry(context.news);
  const startedAt = context.clock() - process.uptime() * 1000;
  const admissions = new RunAdmissions();
  const own: RunContext = { ...context, registry, admissions, timing, startedAt };
  return {
    useCases: {
      startSearch: (input, signal) => startSearch(own, input, signal),
      resumeSearch: (id, budget, parallel) => resumeSearch(own, id, budget, parallel),
      cancelSearch: (id) => cancelSearch(own, id),
      failEvaluation: (input) => failEvaluation(own, input),
      claimEvaluation: (input) => claimEvaluation(own, input),
      extendLease: (claim, leaseSeconds) => extendLease(own, claim, leaseSeconds),
      failClaim: (claim, reason) => failClaim(own, claim, reason),
      run: (id) => new RunView(own, id).read(),
      evaluations: (run) => evaluationsOf(own, run),
      runs: (page) => listRuns(own, page),
      followRun: (id, signal) => followRun(own, id, signal),
    },
    takeOver: (signal) => takeOver(own, signal),
    serveQueue: async (takeResult, signal) => {
      if (own.queue !== undefined) await bridge(own, own.queue, takeResult, signal);
    },
    interruptAll: () => registry.interruptAll(),
    close: () => registry.close(),
  };
}

async function listRuns(context: RunContext, page: RunPage): Promise<readonly SearchRun[]> {
  const runs = await context.archive.listRuns(page);
  return Promise.all(runs.map((run) => shownNow(context, run)));
}
