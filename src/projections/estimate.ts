import type { PredictorId } from "../base/ids.js";
import type { Source } from "../base/metric.js";
import type { Fidelity } from "../records/measurement.js";

/** One number and where it comes from. Fraction, ms or mJ by metric; `lower` and `upper` bound the 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly source: Source;
  readonly predictor?: PredictorId;
  /** How many runs the mean is over (measured only). */
  readonly repeats?: number;
  /** Standard deviation between repeats. */
  readonly sd?: number;
  readonly measuredAt?: string;
  /** Measurements of this network disagree beyond their spread: look at them (`measurementsOf`). */
  readonly clashing?: boolean;
  /** Predicted outside what the predictor learned from. */
  readonly extrapolated?: boolean;
  /** Of what an accuracy is: split, training, seeds. */
  readonly fidelity?: Fidelity;
}
