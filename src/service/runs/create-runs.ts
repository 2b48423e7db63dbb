import type { Context } from "../context.js";
import type { SearchRun } from "../ports.js";
import type { HarmonicService, RunPage } from "../service.js";
import { resumeSearch, startSearch } from "./begin.js";
import { cancelSearch } from "./cancel.js";
import { followRun } from "./follow.js";
import { asSeenNow } from "./lookup.js";
import { DEFAULT_TIMING, type RunTiming } from "./ports.js";
import { RunView } from "./progress.js";
import { RunRegistry } from "./registry.js";
import type { RunContext } from "./run-context.js";

/** The part of the service that searches. */
export interface Runs {
  readonly useCases: Pick<
    HarmonicService,
    "startSearch" | "resumeSearch" | "cancelSearch" | "run" | "runs" | "followRun"
  >;
  /** Interrupts every run of this process and waits until their states are stored; e.g. before the archive is emptied. */
  interruptAll(): Promise<void>;
  /** As `interruptAll`, and no search starts afterwards. */
  close(): Promise<void>;
}

export function createRuns(context: Context, timing: RunTiming = DEFAULT_TIMING): Runs {
  const registry = new RunRegistry();
  const startedAt = context.clock() - process.uptime() * 1000;
  const own: RunContext = { ...context, registry, timing, startedAt };
  return {
    useCases: {
      startSearch: (input) => startSearch(own, input),
      resumeSearch: (id) => resumeSearch(own, id),
      cancelSearch: (id) => cancelSearch(own, id),
      run: (id) => new RunView(own, id).read(),
      runs: (page) => listRuns(own, page),
      followRun: (id, signal) => followRun(own, id, signal),
    },
    interruptAll: () => registry.interruptAll(),
    close: () => registry.close(),
  };
}

async function listRuns(context: RunContext, page: RunPage): Promise<readonly SearchRun[]> {
  return (await context.archive.listRuns(page)).map((run) => asSeenNow(context, run));
}
