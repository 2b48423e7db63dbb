import type { PredictorId } from "../base/ids.js";
import type { Source } from "../base/metric.js";
import type { Fidelity } from "../records/measurement.js";

/**
 * A value and where it comes from. Accuracy is a fraction, latency in ms, energy in mJ, another metric in its unit;
 * `lower` and `upper` bound the 90 % interval.
 */
export interface Estimate {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly source: Source;
  /** The predictor that made a predicted value. */
  readonly predictor?: PredictorId;
  /** The number of runs that the mean is over (measured values only). */
  readonly repeats?: number;
  /** The standard deviation between runs. */
  readonly sd?: number;
  readonly measuredAt?: string;
  /** Whether measurements of this network disagree beyond their spread. `measurementsOf` lists them. */
  readonly clashing?: boolean;
  /** Whether the prediction lies outside the range of the predictor's training data. */
  readonly extrapolated?: boolean;
  /** The number of examples that an accuracy was scored on, where it is known: the least among its measurements. */
  readonly examples?: number;
  /** How an accuracy was obtained: split, training, seeds. */
  readonly fidelity?: Fidelity;
}
