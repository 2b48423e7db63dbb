import type { Context } from "../context.js";
import type { RunTiming } from "./ports.js";
import type { RunRegistry } from "./registry.js";

/** What search runs need of the service, and what the runs of this process share. */
export interface RunContext
  extends Pick<
    Context,
    | "archive"
    | "clock"
    | "newId"
    | "owner"
    | "log"
    | "evaluators"
    | "subjects"
    | "pools"
    | "promoted"
    | "events"
  > {
  readonly registry: RunRegistry;
  readonly timing: RunTiming;
  /** When this process started, in ms since 1970. */
  readonly startedAt: number;
}

export const isoNow = (context: Pick<RunContext, "clock">): string => new Date(context.clock()).toISOString();
