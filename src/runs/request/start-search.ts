import type { Metric } from "../../base/metric.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";
import type { StrategyName } from "../../search/strategies.js";

export interface StartSearch {
  readonly task: string;
  readonly devices: readonly string[];
  readonly budget: number;
  readonly evaluator?: "table" | "training" | "external";
  readonly samples?: string;
  readonly strategy?: StrategyName;
  /** What to optimise; other metrics only have to keep their limits. Default: accuracy and every cost of the devices. */
  readonly objectives?: readonly Metric[];
  readonly constraints?: ConstraintsInput;
  readonly seed?: number;
  /** Seconds of execution after which the search ends. */
  readonly timeLimitSeconds?: number;
  /** Ends the search once `window` evaluations (default 30) raise the hypervolume by less than the share `gain`. */
  readonly plateau?: { readonly gain: number; readonly window?: number };
  /**
   * Cheaper scores of accuracy that the strategy may buy, each at a share of an evaluation: a column of the table, or, with
   * evaluator training, `epochs_N`, the network trained N epochs.
   */
  readonly fidelities?: readonly { readonly name: string; readonly cost: number }[];
}
