import type { ArchitectureId, RunId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { SearchRun } from "../../records/run.js";
import type { Architecture } from "../../space/types.js";

/** A snapshot of a run, also what its subscribers get. */
export interface RunProgress {
  readonly run: SearchRun;
  readonly evaluations: number;
  readonly failed: number;
  /** Cheap scores bought. */
  readonly scores: number;
  /** What was paid, in evaluations: one each, and the prices of the scores. */
  readonly spent: number;
  readonly points: readonly Point[];
  readonly hypervolume: number;
  readonly referencePoint: Readonly<Partial<Record<Metric, number>>>;
  /** Networks an external run waits for. */
  readonly pending: readonly { readonly id: ArchitectureId; readonly architecture: Architecture }[];
  readonly elapsedSeconds: number;
  readonly etaSeconds?: number;
}

export interface RunPage {
  readonly limit: number;
  readonly after?: { readonly createdAt: string; readonly id: RunId };
}
