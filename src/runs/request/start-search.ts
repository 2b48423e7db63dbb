import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";
import type { StrategyName } from "../../search/strategies.js";

/** A request for a search run as the user wrote it; `checkRequest` validates it. */
export interface StartSearch {
  /** 1 to 200 characters that name this request: repeated, it answers with the run that it started. */
  readonly idempotencyKey?: string;
  readonly task: string;
  readonly devices: readonly string[];
  /** Evaluations that the run may spend; a cheap score counts with its cost. */
  readonly budget: number;
  /** Default: `table` where `samples` is given; otherwise it has to be stated. */
  readonly evaluator?: "table" | "training" | "external";
  /** Name of the imported sample table that evaluator `table` replays. */
  readonly samples?: string;
  readonly strategy?: StrategyName;
  /**
   * Names of the metrics to optimise: a metric of devices on every device, or as `DEVICE.METRIC` on one. Others only
   * have to keep their limits. Default: accuracy and every cost of the devices.
   */
  readonly objectives?: readonly string[];
  readonly constraints?: ConstraintsInput;
  /** Default 1. */
  readonly seed?: number;
  /**
   * Number of networks that are out (proposed, and not yet answered) at the same time, 1 to 64. Default: batches of the
   * strategy, whose networks a table or a training takes one after the other.
   */
  readonly parallel?: number;
  /** Seconds of execution after which the search ends. */
  readonly timeLimitSeconds?: number;
  /** Ends the search once `window` evaluations (default 30) raise the hypervolume by less than the fraction `gain`. */
  readonly plateau?: { readonly gain: number; readonly window?: number };
  /**
   * Cheaper scores of accuracy that the strategy may request. `name` is a column of the sample table or, with evaluator
   * `training`, `epochs_N` (the network trained for N epochs); `cost` is a fraction of an evaluation.
   */
  readonly fidelities?: readonly { readonly name: string; readonly cost: number }[];
}
