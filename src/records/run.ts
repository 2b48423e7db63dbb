import type { ArchitectureId, DeviceId, RunId, SampleTableName, SpaceId, TaskId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { Constraints } from "../search/constraints/constraints.js";
import type { CheapFidelity, Objective } from "../search/ports.js";
import type { Plateau } from "../search/run.js";
import type { StopRule } from "../search/stop-reason.js";
import type { StrategyName } from "../search/strategies.js";
import type { Architecture } from "../space/types.js";

/** What was asked of a search run. */
export interface RunSettings {
  readonly task: TaskId;
  readonly devices: readonly DeviceId[];
  /** The number of distinct networks that may be evaluated. */
  readonly budget: number;
  /** The budget that the run began with; absent: `budget`, which was never changed. */
  readonly initialBudget?: number;
  readonly evaluator: "table" | "training" | "external";
  /** The table that the `table` evaluator replays. */
  readonly samples?: SampleTableName;
  readonly strategy: StrategyName;
  readonly constraints: Constraints;
  /**
   * The objectives, in the order of `METRICS` and own ones after these; absent: accuracy and every cost of the devices.
   * A metric that is not an objective can still have a limit.
   */
  readonly objectives?: readonly Metric[];
  /** The metrics of devices that are objectives; absent: those of `objectives` on every device. */
  readonly costObjectives?: readonly Objective[];
  readonly seed: number;
  /**
   * The number of networks that are out (proposed, and not yet answered) at the same time. Absent: the strategy hands
   * out a batch and waits for all of it, and a table or a training takes the networks of a batch one after the other.
   */
  readonly parallel?: number;
  /** The execution time after which the run ends [s], interruptions not counted. */
  readonly timeLimitSeconds?: number;
  /** The rule that ends the run once its front has stopped growing. */
  readonly plateau?: Plateau;
  /** Cheaper scores of accuracy that the strategy may request instead of evaluations. */
  readonly fidelities?: readonly CheapFidelity[];
}

/** The state of a run. A running run names the process that owns it and that process's last sign of life. */
export type RunStatus =
  | {
      readonly kind: "running";
      readonly owner: string;
      readonly heartbeatAt: string;
      /** True while the run waits until its process executes fewer others. */
      readonly queued?: true;
    }
  | { readonly kind: "interrupted" }
  | { readonly kind: "cancelled"; readonly at: string }
  | {
      readonly kind: "finished";
      readonly at: string;
      readonly reason: string;
      /** The stopping rule that ended the run; absent in runs that were stored before rules were recorded. */
      readonly rule?: StopRule;
      /**
       * With a plateau rule: the relative growth of the hypervolume that was expected of the next `window`
       * evaluations.
       */
      readonly expectedGain?: number;
    }
  | { readonly kind: "failed"; readonly at: string; readonly reason: string };

/** A search run as it is stored. */
export interface SearchRun {
  readonly id: RunId;
  readonly space: SpaceId;
  readonly settings: RunSettings;
  readonly status: RunStatus;
  readonly createdAt: string;
  /** The number of distinct networks evaluated, failed ones included. */
  readonly evaluations: number;
}

/**
 * One result that a run received and stored: an evaluation or a cheap score. `index` counts both from 0 without gaps.
 */
export interface RunFinding {
  readonly run: RunId;
  readonly index: number;
  readonly architecture: ArchitectureId;
  readonly genes: Architecture;
  /**
   * When the evaluation began, in ISO 8601, UTC: when it was handed to the evaluator, or when an evaluator that takes
   * one network at a time got to it. Absent in findings that were stored before this was recorded.
   */
  readonly startedAt?: string;
  /** How long the evaluation took until it was stored [s]; absent as `startedAt` is. */
  readonly seconds?: number;
  readonly outcome:
    | { readonly kind: "evaluated"; readonly values: readonly number[] }
    | { readonly kind: "failed"; readonly reason: string }
    /**
     * A cheap score. `fidelity` is its position in the settings' list; `value` is absent where the evaluator had
     * none.
     */
    | { readonly kind: "scored"; readonly fidelity: number; readonly value?: number };
}
