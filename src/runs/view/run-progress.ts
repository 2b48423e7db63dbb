import type { RunId } from "../../base/ids.js";
import type { Point } from "../../projections/point.js";
import type { SearchRun } from "../../records/run.js";
import type { ObjectiveName } from "../../search/objective-names.js";
import type { ClaimedNetwork, DeadLetter } from "./claims.js";

/** A snapshot of a run; subscribers get the same. */
export interface RunProgress {
  readonly run: SearchRun;
  /** Networks evaluated, failed ones included. */
  readonly evaluations: number;
  readonly failed: number;
  /**
   * Number of networks of the replayed table that the run leaves out, because they lack a value that it optimises or
   * limits; absent where no table is replayed, and in runs that were stored before this was recorded.
   */
  readonly leftOut?: number;
  /** Number of cheap scores requested. */
  readonly scores: number;
  /** Budget spent, in evaluations: 1 for each evaluation, and the cost of each cheap score. */
  readonly spent: number;
  /** Pareto front of the networks that the run knows, best accuracy first. */
  readonly points: readonly Point[];
  readonly hypervolume: number;
  /** The optimised objectives, costs with their device where there are several. */
  readonly objectives: readonly ObjectiveName[];
  /** Reference point of the hypervolume by objective, natural units: the limit, else the worst known value. */
  readonly referencePoint: Readonly<Partial<Record<ObjectiveName, number>>>;
  /** Networks that an external run waits for; empty for other runs. */
  readonly pending: readonly ClaimedNetwork[];
  /** Evaluations of an external run that workers tried in vain, and that are not tried again. */
  readonly deadLetters: readonly DeadLetter[];
  /** Execution time, interruptions excluded. */
  readonly elapsedSeconds: number;
  /** Remaining time at the average pace so far; absent unless the run is running and has spent something. */
  readonly etaSeconds?: number;
}

/** A page of runs, newest first; `after` is the position of the last run of the page before. */
export interface RunPage {
  readonly limit: number;
  readonly after?: { readonly createdAt: string; readonly id: RunId };
}
