import type { Clock, IdSource } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { Projections } from "../projections/projections.js";
import type { RunRegistry } from "./execution/registry.js";
import type { EvaluatorFactories, RunTiming } from "./ports.js";

/** What search runs need from their surroundings. */
export interface RunDependencies extends Omit<Projections, "estimated" | "resets"> {
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Names this process among those that share the archive: host, process id and a random part. */
  readonly owner: string;
  readonly log: Log;
  readonly evaluators: EvaluatorFactories;
}

/** The dependencies, and what the runs of this process share. */
export interface RunContext extends RunDependencies {
  readonly registry: RunRegistry;
  readonly timing: RunTiming;
  /** When this process started, in ms since 1970. */
  readonly startedAt: number;
}

export const isoNow = (context: Pick<RunContext, "clock">): string => new Date(context.clock()).toISOString();
