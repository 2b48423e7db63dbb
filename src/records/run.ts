import type { ArchitectureId, DeviceId, RunId, SampleTableName, SpaceId, TaskId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { Constraints } from "../search/constraints/constraints.js";
import type { CheapFidelity } from "../search/ports.js";
import type { Plateau, StopRule } from "../search/run.js";
import type { StrategyName } from "../search/strategies.js";
import type { Architecture } from "../space/types.js";

export interface RunSettings {
  readonly task: TaskId;
  readonly devices: readonly DeviceId[];
  readonly budget: number;
  readonly evaluator: "table" | "training" | "external";
  readonly samples?: SampleTableName;
  readonly strategy: StrategyName;
  readonly constraints: Constraints;
  /** What is optimised, in the order of `METRICS`; absent: accuracy and every cost. Another metric only has to keep its limit. */
  readonly objectives?: readonly Metric[];
  readonly seed: number;
  /** Seconds of execution, interruptions left out, after which the run ends. */
  readonly timeLimitSeconds?: number;
  /** Ends the run once its front has stopped growing. */
  readonly plateau?: Plateau;
  /** Cheaper scores of accuracy that the strategy may buy. */
  readonly fidelities?: readonly CheapFidelity[];
}

export type RunStatus =
  | { readonly kind: "running"; readonly owner: string; readonly heartbeatAt: string }
  | { readonly kind: "interrupted" }
  | { readonly kind: "cancelled"; readonly at: string }
  | {
      readonly kind: "finished";
      readonly at: string;
      readonly reason: string;
      /** Absent in runs that ended before rules were told apart. */
      readonly rule?: StopRule;
      /** With a plateau rule: the share by which the hypervolume was expected to grow in the next `window` evaluations. */
      readonly expectedGain?: number;
    }
  | { readonly kind: "failed"; readonly at: string; readonly reason: string };

export interface SearchRun {
  readonly id: RunId;
  readonly space: SpaceId;
  readonly settings: RunSettings;
  readonly status: RunStatus;
  readonly createdAt: string;
  /** Distinct networks evaluated, failed ones included. */
  readonly evaluations: number;
}

/** What a run was told, and acknowledged: an evaluation, or a cheap score; `index` counts both from 0 without gaps. */
export interface RunFinding {
  readonly run: RunId;
  readonly index: number;
  readonly architecture: ArchitectureId;
  readonly genes: Architecture;
  readonly outcome:
    | { readonly kind: "evaluated"; readonly values: readonly number[] }
    | { readonly kind: "failed"; readonly reason: string }
    /** `fidelity`: its position among those of the run's settings; `value` is absent where the evaluator had none. */
    | { readonly kind: "scored"; readonly fidelity: number; readonly value?: number };
}
