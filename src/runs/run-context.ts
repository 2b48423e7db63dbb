import type { Clock, IdSource } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { Projections } from "../projections/projections.js";
import type { RunAdmissions } from "./execution/admissions.js";
import type { RunRegistry } from "./execution/registry.js";
import type { JobExchange } from "./jobs/exchange.js";
import type { EvaluatorFactories, ProposalWatch, RunExecutor, RunTiming, RunWatch } from "./ports.js";

/** Everything that the search runs of one process depend on. */
export interface RunDependencies extends Omit<Projections, "estimated" | "resets"> {
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Identifies this process among those that share the archive: host, process id and random part, joined by colons. */
  readonly owner: string;
  readonly log: Log;
  readonly evaluators: EvaluatorFactories;
  /** Watches the execution of runs; absent where nobody does. */
  readonly watchRun?: RunWatch;
  /** Watches the proposals of strategies; absent where nobody does. */
  readonly watchProposal?: ProposalWatch;
  /** Names the span at work for other processes (see `RunOrder`); absent where nothing is traced. */
  readonly traceparent?: () => string | undefined;
  /** The queue through which workers get evaluations that reach no server; absent where there is none. */
  readonly queue?: JobExchange;
  /** Whether servers take over each other's runs: one that ends leaves its runs to the others. */
  readonly takesOver?: boolean;
  /** Executes the runs; absent: this thread does. */
  readonly executor?: RunExecutor;
}

/** The dependencies, and the state that all runs of this process share. */
export interface RunContext extends RunDependencies {
  readonly registry: RunRegistry;
  readonly admissions: RunAdmissions;
  readonly timing: RunTiming;
  /** When this process started, in ms since 1970. */
  readonly startedAt: number;
}

/** The current time in ISO 8601, UTC. */
export const isoNow = (context: Pick<RunContext, "clock">): string => new Date(context.clock()).toISOString();
